"""Makes bytes of planned files. A template sees the values that its file names, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from jinja2 import FunctionLoader, TemplateError, TemplateNotFound, TemplateSyntaxError

from sitegen.environment import Memory, environment
from sitegen.planned import Artifact, Output, PlannedFile, Template
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site
from sitegen.views.values import MAKERS, Values

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
        loader, memory = FunctionLoader(_sources(templates)), Memory()
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
