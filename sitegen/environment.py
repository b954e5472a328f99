"""What templates can use: autoescape, interface words, filters and tests of one language."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from sitegen.hosting.headers import POLICY_OF_PAGE
from sitegen.icons import mark, numbers, symbol, use
from sitegen.kept import Kept
from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.plain_text import as_text
from sitegen.model.base import Localised
from sitegen.model.config import PhoneRules
from sitegen.model.opening import DAYS, LAST, MIDNIGHT, Opening, Span
from sitegen.resolve.confirmation import holds_until
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.templating import Templates
from sitegen.views.opening import packed, table
from sitegen.views.phrases import Phrase, chosen

EXTENSIONS = ("jinja2.ext.i18n", "jinja2.ext.do")


class Memory(BytecodeCache):
    """Compiled templates, of which the environments of all languages have the same, and later builds too.

    They are those of this version of everything, as all that is kept.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles a template."""
        match self._kept.find("compiled", bucket.key):
            case (bucket.checksum, bytes(code)):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it compiled a template."""
        self._kept.put("compiled", bucket.key, (bucket.checksum, marshal.dumps(bucket.code)))


def environment(site: Site, code: str, loader: BaseLoader, memory: BytecodeCache) -> Templates:
    """The templates of a language: always escaped, undefined names are errors."""
    language, catalogue = site.languages[code], site.resources.catalogues[code]
    words = _interface_words(catalogue)
    made = Templates(
        known={"_": words, "icon": _Icons(site.resources.icons)},
        loader=loader, bytecode_cache=memory, autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, extensions=EXTENSIONS,
    )  # fmt: skip
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals |= {
        "gettext": words,
        "ngettext": lambda one, many, n, /, **values: Markup(catalogue.ngettext(one, many, n)) % {"num": n, **values},
        "pgettext": lambda context, message, /, **values: Markup(catalogue.pgettext(context, message)) % values,
        "once": partial(_drawn, site),
        "words_in": _words_in(site.resources.catalogues),
        "policy": POLICY_OF_PAGE,
    }
    made.filters |= {
        "say": lambda cell: _said(cell, code, site),
        "date": cache(language.date),
        "planned_date": cache(language.planned_date),
        "holds_until": lambda group: holds_until(group, site.config.confirm_every),
        "partial_date": cache(language.partial_date),
        "month": language.month,
        "clock": language.time,
        "packed": lambda hours: packed(site, hours),
        "opening_table": lambda hours: table(site, hours),
        "openings": cache(lambda openings: _openings(openings, catalogue)),
        "spans": lambda spans: catalogue.gettext(", ").join(_span(span, language, catalogue) for span in spans),
        "nth": lambda numbers: _nth(numbers, catalogue),
        "amount": language.amount,
        "language_name": cache(lambda tag: _language_name(tag, language, catalogue)),
        "number": number,
        "figure": lambda value, places=0: number(language.figure(value, places)),
        "tel": lambda phone: tel(phone.number, phone.extension, site.config.phones),
        "days": cache(lambda days: _days(days, language, catalogue)),
        "as_text": lambda html: Markup(as_text(html, language.direction)),
    }
    made.tests["overdue"] = lambda group: _is_overdue(holds_until(group, site.config.confirm_every), site)
    return made


@once
def _drawn(site: Site, macro: Callable[..., Markup], *given: object) -> Markup:
    """``once(header.menu, chrome, page.root)``: what a macro makes of things that many pages have."""
    return macro(*given)


def _is_overdue(until: date | None, site: Site) -> bool:
    """What nobody confirmed does not lapse, so it is the same on any day."""
    return until is not None and until < site.today


def _said(cell: Localised | None, code: str, site: Site) -> Phrase:
    return chosen(cell.root if cell else {}, code, site)


def _interface_words(catalogue: Catalogue) -> Callable[..., Markup]:
    """``_('Home')``, and what ``{% trans %}`` calls."""
    said = cache(catalogue.gettext)

    @cache
    def alone(message: str) -> Markup:
        return Markup(said(message) % {})

    def words(message: str, /, **values: object) -> Markup:
        if not values:
            return alone(message)
        # A number is left as it is: a translation may say %(n)d.
        return Markup(said(message) % {n: one if type(one) is int else escape(one) for n, one in values.items()})

    return words


class _Icons:
    """``icon('phone')``: an inline drawing; nothing for a name that the site does not configure."""

    def __init__(self, icons: Mapping[str, str]) -> None:
        self._icons = icons
        self._numbers = numbers(icons)

    def __call__(self, name: str) -> Markup:
        return Markup(mark(name) if name in self._icons else "")

    def symbol(self, name: str) -> Markup:
        """The drawing as a symbol with its number for a name, ``i7``, for a page that shows it again and again."""
        return Markup(symbol(self._icons[name], f"i{self._numbers[name]}") if name in self._icons else "")

    def again(self, name: str) -> Markup:
        """A drawing that stands in the page as a symbol."""
        return Markup(use(f"i{self._numbers[name]}") if name in self._numbers else "")


def _words_in(catalogues: Mapping[str, Catalogue]) -> object:
    """``words_in('fa', 'Home')``: interface words of another language, for pages in several."""
    return lambda code, message: catalogues[code].gettext(message)


def number(text: object) -> Markup:
    """A number, time, postcode, e-mail or address: left to right on a page of any direction."""
    return Markup('<bdi dir="ltr">') + escape(text) + Markup("</bdi>")


def tel(phone: str, extension: str | None, rules: PhoneRules) -> str:
    """The ``tel:`` address of a number."""
    return f"tel:{rules.dialled(phone, extension)}"


def _language_name(tag: str, language: SiteLanguage, catalogue: Catalogue) -> str:
    """The name of a language. Greek Sign Language has none in CLDR, so it is an interface word."""
    return catalogue.gettext("Greek Sign Language") if tag == "gss" else language.language_name(tag)


def _days(days: tuple[str, ...], language: SiteLanguage, catalogue: Catalogue) -> str:
    """Days in words; three or more in a row as a span."""
    numbers = [DAYS.index(day) for day in days]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return catalogue.gettext("%(first)s to %(last)s") % {
            "first": language.weekday(days[0]),
            "last": language.weekday(days[-1]),
        }
    return catalogue.gettext(", ").join(language.weekday(day) for day in days)


def _openings(openings: tuple[Opening, ...], catalogue: Catalogue) -> Markup:
    """From when to when, on one day; the word for a day on which nothing is open."""
    _ = catalogue.gettext
    times, aside = Markup('<bdi dir="ltr">{}–{}</bdi>').format, Markup("({})").format

    def words(one: Opening) -> Iterator[str]:
        yield _("day and night") if one.all_day else times(*one.times)
        if one.closes > MIDNIGHT and not one.all_day:
            yield _("(next day)")
        if one.by_appointment:
            yield aside(_("by appointment"))

    return escape(_(", ")).join(Markup(" ").join(words(one)) for one in openings) if openings else escape(_("closed"))


def _nth(numbers: tuple[int, ...], catalogue: Catalogue) -> str:
    """Which of a day of the week in a month."""
    # translators: which one of a day of the week in a month: the 2nd (Wednesday)
    _ = catalogue.gettext
    named = {1: _("1st"), 2: _("2nd"), 3: _("3rd"), 4: _("4th"), 5: _("5th"), LAST: _("last")}
    return _("only the %(which)s in the month") % {"which": _(", ").join(named[number] for number in numbers)}


def _span(span: Span, language: SiteLanguage, catalogue: Catalogue) -> str:
    """Days from one to another in words: August; 1 July to 15 August; 24 December 2026."""
    first, last = span.days
    if span.dated:
        words = language.planned_date
    elif first.day == 1 and (last + timedelta(days=1)).day == 1:
        words = language.month
    else:
        words = language.day_of_year
    if words(first) == words(last):
        return words(first)
    return catalogue.gettext("%(first)s to %(last)s") % {"first": words(first), "last": words(last)}
