"""Makes bytes of planned files. A template sees the values that its file names, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Localised
from sitegen.model.config import PhoneRules
from sitegen.model.hours import DAYS
from sitegen.planned import Artifact, Output, PlannedFile, Template
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.confirmation import holds_until
from sitegen.resolve.site import Site
from sitegen.views.phrases import Phrase, chosen
from sitegen.views.values import MAKERS, Values


class _Memory(BytecodeCache):
    """Compiled templates, shared by the environments of all languages."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


#: What a template may raise when it meets a value that it does not expect. The values themselves are made
#: before, so that a defect of ours is not taken for one of the template.
_IN_TEMPLATE = (
    TemplateError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Renderer:
    """Renders the files of one site."""

    def __init__(self, site: Site, templates: Mapping[str, Template], outputs: Iterable[Output] = ()) -> None:
        makers = dict(MAKERS)
        for output in outputs:
            makers |= output.makers
        self._values = Values(site, makers)
        self._places = {name: template.file for name, template in templates.items()}
        self._folder = site.config.templates[0]
        loader, memory = FunctionLoader(_sources(templates)), _Memory()
        self._environments = {code: environment(site, code, loader, memory) for code in site.languages}

    def render(self, file: PlannedFile) -> Artifact | Problem:
        """The bytes of one file, or what is wrong with its template."""
        if file.data is not None:
            return Artifact(file.path, file.data)
        values = {variable: self._values.get(name) for variable, name in file.values.items()}
        try:
            template = self._environments[file.language].get_template(file.template)
            return Artifact(file.path, template.render(values).encode())
        except _IN_TEMPLATE as reason:
            return self._problem(reason, file)

    def render_all(self, files: Iterable[PlannedFile]) -> tuple[list[Artifact], list[Problem]]:
        """The bytes of every file, and one problem for every fault of a template."""
        artifacts: list[Artifact] = []
        problems: dict[tuple[Mark, str], Problem] = {}
        for file in files:
            made = self.render(file)
            if isinstance(made, Problem):
                problems.setdefault((Mark(made.file, made.line), made.message), made)
            else:
                artifacts.append(made)
        return artifacts, list(problems.values())

    def _problem(self, reason: Exception, file: PlannedFile) -> Problem:
        at = self._innermost(reason) or Mark(self._place(file.template))
        if isinstance(reason, TemplateNotFound):
            return error(
                at, "template-missing", f"the template {reason.name} is not there", f"it is needed for {file.path}"
            )
        if isinstance(reason, TemplateSyntaxError):
            at = Mark(self._place(reason.name or file.template), reason.lineno)
            return error(at, "template-syntax", str(reason.message))
        if isinstance(reason, RecursionError):
            return error(at, "template-depth", "templates include each other without end", f"met for {file.path}")
        what = str(reason) if isinstance(reason, TemplateError) else f"{type(reason).__name__} {reason}".strip()
        return error(at, "template-value", what, f"met for {file.path}; check the name against docs/templates.md")

    def _innermost(self, reason: Exception) -> Mark | None:
        """The innermost template of the traceback: Jinja rewrites it to the files and lines of templates."""
        files = set(self._places.values())
        found, trace = None, reason.__traceback__
        while trace:
            name = trace.tb_frame.f_code.co_filename
            found = Mark(name, trace.tb_lineno) if name in files else found
            trace = trace.tb_next
        return found

    def _place(self, template: str) -> str:
        """The file of a template; of one that is not there, where it belongs."""
        return self._places.get(template, f"{self._folder}/{template}")


def _sources(templates: Mapping[str, Template]) -> Callable[[str], tuple[str, str, None] | None]:
    def source(name: str) -> tuple[str, str, None] | None:
        template = templates.get(name)
        return (template.text, template.file, None) if template else None

    return source


def environment(site: Site, code: str, loader: BaseLoader, memory: BytecodeCache) -> Environment:
    """The templates of a language: always escaped, undefined names are errors."""
    made = Environment(
        loader=loader, bytecode_cache=memory, autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )  # fmt: skip
    language, catalogue = site.languages[code], site.resources.catalogues[code]
    made.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True, pgettext=catalogue.pgettext
    )
    made.globals |= {"icon": _Icons(site.resources.icons), "words_in": _words_in(site.resources.catalogues)}
    made.filters |= {
        "say": lambda cell: _said(cell, code, site),
        "date": language.date,
        "planned_date": language.planned_date,
        "holds_until": lambda group: holds_until(group, site.config.confirm_every),
        "partial_date": language.partial_date,
        "weekday": language.weekday,
        "clock": language.time,
        "amount": language.amount,
        "language_name": language.language_name,
        "number": number,
        "tel": lambda phone: tel(phone.number, phone.extension, site.config.phones),
        "json": lambda value: Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")),
        "days": lambda days: _days(days, language, catalogue),
    }
    made.tests["overdue"] = lambda group: (holds_until(group, site.config.confirm_every) or date.max) < site.today
    return made


def _said(cell: Localised | None, code: str, site: Site) -> Phrase:
    return chosen(dict(cell.root) if cell else {}, code, site)


class _Icons:
    """``icon('phone')``: an inline drawing; nothing for a name that the site does not configure."""

    def __init__(self, icons: Mapping[str, str]) -> None:
        self._icons = icons

    def __call__(self, name: str) -> Markup:
        return Markup(self._icons.get(name, ""))


def _words_in(catalogues: Mapping[str, Catalogue]) -> object:
    """``words_in('fa', 'Home')``: interface words of another language, for pages in several."""
    return lambda code, message: catalogues[code].gettext(message)


def number(text: object) -> Markup:
    """A number, time, postcode, e-mail or address: left to right on a page of any direction."""
    return Markup('<bdi dir="ltr">') + escape(text) + Markup("</bdi>")


def tel(phone: str, extension: str | None, rules: PhoneRules) -> str:
    """The ``tel:`` address (RFC 3966): short codes as they are, others with the country code."""
    digits = "".join(c for c in phone if c.isdigit())
    suffix = f";ext={extension}" if extension else ""
    if phone.startswith("+"):
        return f"tel:+{digits}{suffix}"
    if digits.startswith("00"):
        return f"tel:+{digits[2:]}{suffix}"
    if len(digits) <= rules.short_code_digits:
        return f"tel:{digits}{suffix}"
    return f"tel:+{rules.country_code}{digits.removeprefix(rules.trunk_prefix)}{suffix}"


def _days(days: tuple[str, ...], language: SiteLanguage, catalogue: Catalogue) -> str:
    """Days in words; three or more in a row as a span."""
    numbers = [DAYS.index(day) for day in days]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return catalogue.gettext("%(first)s to %(last)s") % {
            "first": language.weekday(days[0]),
            "last": language.weekday(days[-1]),
        }
    return catalogue.gettext(", ").join(language.weekday(day) for day in days)
