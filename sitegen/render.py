"""Makes bytes of planned files. A template sees the values that its file names, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, FunctionLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from sitegen.environment import EXTENSIONS, Memory, environment
from sitegen.icons import drawn_once
from sitegen.kept import Kept, digest
from sitegen.planned import Artifact, Output, PlannedFile, Template
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.digests import Digests
from sitegen.resolve.reads import Reads, watched
from sitegen.resolve.site import Site
from sitegen.views.values import MAKERS, Values
from sitegen.wording import say
from sitegen.workers import spread

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


@dataclass(frozen=True)
class _Made:
    """What came of a planned file, the plan that it was made by, and all that was read for it."""

    recipe: str
    reads: str
    state: str
    file: Artifact | Problem


class Renderer:
    """Renders the files of one site; a file of which nothing has changed that was read for it is not made again."""

    def __init__(self, site: Site, templates: Mapping[str, Template], outputs: Iterable[Output], kept: Kept) -> None:
        makers = dict(MAKERS)
        for output in outputs:
            makers |= output.makers
        reads = Reads()
        seen = watched(site, reads)
        self._kept = kept
        self._reads = reads
        self._values = Values(seen, makers, reads)
        self._digests = Digests(site, self._values.get)
        self._config = digest((repr(site.config), repr(sorted(site.resources.icons.items()))))
        self._address = site.config.base_url or ""
        self._places = {name: template.file for name, template in templates.items()}
        self._folder = site.config.templates[0]
        loader, memory = FunctionLoader(_sources(templates)), Memory(kept)
        self._environments = {code: environment(seen, code, loader, memory) for code in site.languages}
        self._templates = Closures(templates, kept)

    def render(self, file: PlannedFile) -> Artifact | Problem:
        """The bytes of one file, or what is wrong with its template."""
        return next(self._rendered([file], 1))

    def render_all(self, files: Iterable[PlannedFile], jobs: int = 1) -> tuple[list[Artifact], list[Problem]]:
        """The bytes of every file, and one problem for every fault of a template."""
        artifacts: list[Artifact] = []
        problems: dict[tuple[Mark, str], Problem] = {}
        for made in self._rendered(list(files), jobs):
            if isinstance(made, Problem):
                problems.setdefault((Mark(made.file, made.line), made.message), made)
            else:
                artifacts.append(made)
        return artifacts, list(problems.values())

    def _rendered(self, files: Sequence[PlannedFile], jobs: int) -> Iterator[Artifact | Problem]:
        """What came of each file. Those that are not kept are made by so many processes."""
        recipes = [self._recipe(file) for file in files]
        known = [self._known(file, recipe) for file, recipe in zip(files, recipes, strict=True)]
        new = [(file, recipe) for file, recipe, one in zip(files, recipes, known, strict=True) if one is None]
        made = spread(lambda one: self._made(*one), new, jobs)
        for file, one in zip(files, known, strict=True):
            if one is not None:
                yield one
                continue
            result, packed = next(made)
            self._kept.put("page", self._key(file), result, packed)
            yield result.file

    def _key(self, file: PlannedFile) -> str:
        return f"{self._address} {file.path}"

    def _recipe(self, file: PlannedFile) -> str:
        """The digest of the plan of a file, and of what every file of its language is made with."""
        if file.data is not None:
            return ""
        catalogue = self._digests.of(f"catalogue {file.language}")
        plan = (file.template, file.language, repr(sorted(file.values.items())))
        return digest((self._config, catalogue, self._templates.digest(file.template), *plan))

    def _known(self, file: PlannedFile, recipe: str) -> Artifact | Problem | None:
        """The file, when it is not to be made."""
        if file.data is not None:
            return Artifact(file.path, file.data)
        before = self._kept.find("page", self._key(file))
        # The plan first: what was read of a site with other languages cannot be asked of this one.
        if isinstance(before, _Made) and before.recipe == recipe and before.state == self._state(before.reads):
            return before.file
        return None

    def _made(self, file: PlannedFile, recipe: str) -> _Made:
        with self._reads.noted() as noted:
            made = self._make(file)
        reads = "\n".join(sorted(noted))
        return _Made(recipe, reads, self._state(reads), made)

    def _state(self, reads: str) -> str:
        return self._digests.of_all(reads.split("\n") if reads else ())

    def _make(self, file: PlannedFile) -> Artifact | Problem:
        values = {variable: self._values.get(name) for variable, name in file.values.items()}
        try:
            template = self._environments[file.language].get_template(file.template)
            return Artifact(file.path, drawn_once(template.render(values)).encode())
        except _IN_TEMPLATE as reason:
            return self._problem(reason, file)

    def _problem(self, reason: Exception, file: PlannedFile) -> Problem:
        at = self._innermost(reason) or Mark(self._place(file.template))
        if isinstance(reason, TemplateNotFound):
            message = say("the template {name} is not there", name=reason.name)
            return error(at, "template-missing", message, say("it is needed for {path}", path=file.path))
        if isinstance(reason, TemplateSyntaxError):
            at = Mark(self._place(reason.name or file.template), reason.lineno)
            return error(at, "template-syntax", str(reason.message))
        if isinstance(reason, RecursionError):
            message = say("templates include each other without end")
            return error(at, "template-depth", message, say("met for {path}", path=file.path))
        what = str(reason) if isinstance(reason, TemplateError) else f"{type(reason).__name__} {reason}".strip()
        hint = say("met for {path}; check the name against docs/templates.md", path=file.path)
        return error(at, "template-value", what, hint)

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


class Closures:
    """The digest of a template and of all that it includes, imports or extends."""

    def __init__(self, templates: Mapping[str, Template], kept: Kept) -> None:
        self._templates = templates
        self._kept = kept
        self._made: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """The digest of a template; of one that is not there too."""
        if name not in self._made:
            self._made[name] = digest(part for one in sorted(self._reached(name)) for part in self._parts(one))
        return self._made[name]

    def _parts(self, name: str) -> tuple[str, ...]:
        template = self._templates.get(name)
        return (name, template.file, template.text) if template else (name,)

    def _reached(self, name: str) -> set[str]:
        """The names of all templates that a page made with this one may be made of."""
        reached, waiting = set[str](), [name]
        while waiting:
            one = waiting.pop()
            if one in reached:
                continue
            reached.add(one)
            named = self._named(one)
            if named is None:  # by a name that only the page knows
                return {name, *self._templates}
            waiting += named
        return reached

    def _named(self, name: str) -> list[str] | None:
        """The templates that a template names; ``None`` when it takes a name from a value."""
        template = self._templates.get(name)
        text = template.text if template else ""

        def parsed() -> list[str] | None:
            try:
                found = list(find_referenced_templates(_PARSER.parse(text)))
            except TemplateSyntaxError:
                return []
            return None if None in found else [one for one in found if one]

        return self._kept.get("template", name, digest((text,)), parsed)


#: Reads templates only for the names in them.
_PARSER = Environment(trim_blocks=True, lstrip_blocks=True, extensions=EXTENSIONS)


def _sources(templates: Mapping[str, Template]) -> Callable[[str], tuple[str, str, None] | None]:
    def source(name: str) -> tuple[str, str, None] | None:
        template = templates.get(name)
        return (template.text, template.file, None) if template else None

    return source
