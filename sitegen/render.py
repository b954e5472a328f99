"""Makes bytes of planned files. A template sees the values that its file names, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    DictLoader,
    Environment,
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
from sitegen.planned import Artifact, Output, PlannedFile
from sitegen.problems import Mark, Problem, error
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


class Renderer:
    """Renders the files of one site."""

    def __init__(self, site: Site, templates: Mapping[str, str], outputs: Iterable[Output] = ()) -> None:
        makers = dict(MAKERS)
        for output in outputs:
            makers |= output.makers
        self._values = Values(site, makers)
        loader, memory = DictLoader(dict(templates)), _Memory()
        self._environments = {code: environment(site, code, loader, memory) for code in site.languages}

    def render(self, file: PlannedFile) -> Artifact:
        """The bytes of one file.

        Raises ``jinja2.TemplateError`` when the template is wrong.
        """
        if file.data is not None:
            return Artifact(file.path, file.data)
        template = self._environments[file.language].get_template(file.template)
        values = {variable: self._values.get(name) for variable, name in file.values.items()}
        return Artifact(file.path, template.render(values).encode())

    def render_all(self, files: Iterable[PlannedFile]) -> tuple[list[Artifact], list[Problem]]:
        """The bytes of every file, and a problem for every template that is wrong."""
        artifacts: list[Artifact] = []
        problems: dict[Problem, None] = {}
        for file in files:
            try:
                artifacts.append(self.render(file))
            except TemplateError as reason:
                problems[_template_problem(reason, file)] = None
        return artifacts, list(problems)


def _template_problem(reason: TemplateError, file: PlannedFile) -> Problem:
    if isinstance(reason, TemplateNotFound):
        return error(
            Mark(f"templates/{file.template}"),
            "template-missing",
            f"the template {reason.name} is not there",
            f"it is needed for {file.path}",
        )
    if isinstance(reason, TemplateSyntaxError):
        return error(
            Mark(f"templates/{reason.name or file.template}", reason.lineno), "template-syntax", str(reason.message)
        )
    name, line = _template_line(reason) or (file.template, 1)
    return error(
        Mark(f"templates/{name}", line),
        "template-value",
        str(reason.message),
        "check the name against docs/templates.md",
    )


def _template_line(reason: TemplateError) -> tuple[str, int] | None:
    """The innermost template frame of the traceback, which Jinja rewrites to template lines."""
    found, trace = None, reason.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if (
            trace.tb_frame.f_globals.get("__jinja_template__") is not None
            or name.startswith("<template>")
            or "environment" in trace.tb_frame.f_globals
            and "blocks" in trace.tb_frame.f_globals
        ):
            found = (str(trace.tb_frame.f_globals.get("name", name)), trace.tb_lineno)
        trace = trace.tb_next
    return found


def environment(site: Site, code: str, loader: BaseLoader, memory: BytecodeCache) -> Environment:
    """The templates of a language: always escaped, undefined names are errors."""
    made = Environment(
        loader=loader, bytecode_cache=memory, autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
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
    return made


def _said(cell: Localised | None, code: str, site: Site) -> Phrase:
    return chosen(dict(cell.root) if cell else {}, code, site)


class _Icons:
    """``icon('phone')``: an inline drawing; a name that is not configured is an error."""

    def __init__(self, icons: Mapping[str, str]) -> None:
        self._icons = icons

    def __call__(self, name: str) -> Markup:
        return Markup(self._icons[name]) if name in self._icons else Markup("")


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
