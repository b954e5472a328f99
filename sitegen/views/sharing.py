"""What a reader can pass on: a ready text, an address, a page of plain text, a code to print."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from sitegen.addresses import code_path, relative, short_path, twin_path
from sitegen.markup.plain_text import as_line, as_text
from sitegen.model.base import Reference
from sitegen.model.contact import Address
from sitegen.model.entry import Entry
from sitegen.model.types.service import SERVICES
from sitegen.records import record
from sitegen.resolve.reads import once
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.page import canonical
from sitegen.views.questions import has_ended


@record
class Sharing:
    """``more`` is what a message says after the title and the description of the page: lines of plain text.

    ``link`` is the address of the page, ``printed`` that on paper and ``code`` its QR code, all empty without a base
    URL; ``twin`` is the page as plain text, of what has one. ``twin`` and ``code`` are addresses from the page.
    """

    more: str
    link: str
    twin: str
    printed: str
    code: str


def is_shared(site: Site, entry: Entry) -> bool:
    """Whether an entry is offered to be passed on: it has a page, and may be seen by others."""
    return entry.type.has_pages and str(entry.reference) != "pages/home" and not is_sensitive(site, entry)


def has_short(site: Site, entry: Entry) -> bool:
    """Whether it has a short address."""
    return entry.type.collection == SERVICES.collection and is_shared(site, entry)


def sharing(site: Site, entry: Entry, language: str, path: str) -> Sharing | None:
    """What a reader can pass on of the page of an entry that stands at ``path``."""
    if not is_shared(site, entry):
        return None
    short = entry.type.collection == SERVICES.collection
    coded = short_path(entry.id) if short else path
    return Sharing(
        more="\n".join(_lines(site, entry, language)),
        link=canonical(site, path),
        twin=relative(twin_path(language, entry.type, entry.id), path) if short else "",
        printed=canonical(site, coded),
        code=relative(code_path(coded), path) if site.config.base_url else "",
    )


def _lines(site: Site, entry: Entry, language: str) -> Iterator[str]:
    """The phone, and addresses as on the sign, as plain text. Of what has ended, only that it has."""
    words, direction = site.resources.catalogues[language], site.languages[language].direction
    if has_ended(entry):
        ended = words.gettext("This has ended. The page stays so that nobody goes there in vain.")
        yield as_text(escape(ended), direction)
        return
    phones = getattr(entry.facts, "phones", ())
    for phone in phones[:1]:
        yield as_line(words.gettext("Call first:"), phone.number, direction)
    for reference in () if phones else getattr(entry.facts, "call_instead", ()):
        yield _line_to_ask_on(site, reference, language)
    own = (entry.reference,) if entry.type.collection == "places" else getattr(entry.facts, "places", ())
    for reference in own:
        address = site.entries[reference].facts.address  # type: ignore[attr-defined]
        yield as_line("", on_one_line(address), direction)


@once
def _line_to_ask_on(site: Site, reference: Reference, language: str) -> str:
    """The name of a line and its number, for what has no number of its own."""
    asked, words = site.entries[reference], site.resources.catalogues[language]
    name = Markup("{} {}").format(words.gettext("Ask on this line:"), title_of(asked, language, site))
    said = Markup('{} <bdi dir="ltr">{}</bdi>').format(name, asked.facts.phones[0].number)  # type: ignore[attr-defined]
    return as_text(said, site.languages[language].direction)


def on_one_line(address: Address) -> str:
    """An address as on the sign: ``Σωκράτους 57, 104 31 Αθήνα``."""
    city = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join((address.street, city + (f" ({address.district})" if address.district else "")))
