"""Makes bytes of planned files. A template sees the values that its file names, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple, TypeGuard, TypeVar, cast

from jinja2 import FunctionLoader, TemplateError, TemplateNotFound, TemplateSyntaxError

from sitegen.closures import Closures
from sitegen.compressed import compressed, decompressed
from sitegen.edition import Draft, Edition
from sitegen.environment import Memory, environment
from sitegen.icons import drawn
from sitegen.kept import Kept, digest
from sitegen.model.packed import DESK
from sitegen.planned import Artifact, Finished, Output, Plan, PlannedFile, Template, finished
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.digests import Digests, Ledger, Stood
from sitegen.resolve.reads import Reads, put_away, watched
from sitegen.resolve.site import Site
from sitegen.views.values import MAKERS, Values
from sitegen.wording import say
from sitegen.workers import FEW, spread

T = TypeVar("T")

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


class _Made(NamedTuple):
    """What came of a planned file, the plan that it was made by, and all that was read for it."""

    recipe: str
    reads: bytes
    state: bytes
    file: Finished | Problem


class _Told(NamedTuple):
    """What was told of a site, the configuration that it had, and how all that was read for it stood."""

    config: str
    standing: Stood
    told: object


class Renderer:
    """Renders the files of one site; a file of which nothing has changed that was read for it is not made again."""

    def __init__(self, site: Site, templates: Mapping[str, Template], outputs: Iterable[Output], kept: Kept) -> None:
        makers = dict(MAKERS)
        for output in outputs:
            makers |= output.makers
        self.site = site
        reads = Reads()
        seen = watched(site, reads)
        self._kept = kept
        self._reads = reads
        self._seen = seen
        self._values = Values(seen, makers, reads)
        self._digests = Digests(site, self._values.get)
        self._name = " ".join((site.config.base_url or "", *(output.name for output in outputs)))
        self._ledger = Ledger(self._digests)
        kinds = (kind.collection for kind in site.types)
        self._config = digest((repr(site.config), repr(sorted(site.resources.icons.items())), *kinds))
        self._address = site.config.base_url or ""
        self._places = {name: template.file for name, template in templates.items()}
        self._folder = site.config.templates[0]
        loader, memory = FunctionLoader(_sources(templates)), Memory(kept)
        self._environments = {code: environment(seen, code, loader, memory) for code in site.languages}
        self._templates = Closures(templates)
        self._grounds: dict[tuple[str, str], str] = {}

    def told(self, kind: str, tell: Callable[[Site], T]) -> T:
        """What something tells of the site; it is asked again when something has changed that was read for it."""
        last = self._kept.find(kind, self._name)
        # The configuration first: what was read of a site with other languages cannot be asked of this one.
        if isinstance(last, _Told) and last.config == self._config and not self._ledger.changed(last.standing):
            return cast("T", last.told)
        with self._reads.noted() as noted:
            told = tell(self._seen)
        standing = self._ledger.standing(self._ledger.numbered(noted))
        self._kept.put(kind, self._name, _Told(self._config, standing, told))
        return told

    def rendered(self, plan: Plan, jobs: int = 1) -> Iterator[Artifact | Problem]:
        """Each file of the site, or what is wrong with its template, as they come. Those not kept are made by so many
        processes.
        """
        files = plan.files
        made_with = sorted({(file.language, file.template) for file in files})
        recipe = digest((plan.digest, *(self._ground(*one) for one in made_with)))
        last = self._kept.find("edition", self._name)
        known: Sequence[Finished | Problem | None] | None = None
        if isinstance(last, Edition) and last.recipe == recipe and self._kept.is_of_today("edition", self._name):
            known = last.still_right(self._ledger)
        if known:
            self._kept.still_of_use("page", [self._key(file) for file, one in zip(files, known, strict=True) if one])
            yield from (artifact for artifact, _ in self._each(files, known, jobs))
            return
        draft = Draft()
        for made, reads in self._each(files, [None] * len(files), jobs):
            yield made
            draft.add(made.finished if isinstance(made, Artifact) else made, reads)
        self._kept.put("edition", self._name, draft.edition(recipe, self._ledger))

    def some(self, files: Sequence[PlannedFile]) -> Iterator[Artifact | Problem]:
        """Some files of the site, or what is wrong with their templates."""
        return (artifact for artifact, _ in self._each(files, [None] * len(files), 1))

    def _each(
        self, files: Sequence[PlannedFile], known: Sequence[Finished | Problem | None], jobs: int
    ) -> Iterator[tuple[Artifact | Problem, bytes]]:
        """Each file, and the numbers of what was read for it; not for those that are ``known``. Others may be kept."""
        asked = [n for n, (file, one) in enumerate(zip(files, known, strict=True)) if file.data is None and one is None]
        rows = self._kept.find_all("page", [self._key(files[n]) for n in asked])
        found = {n: row for n, row in zip(asked, rows, strict=True) if self._is_of_now(row, files[n])}
        new = [n for n in asked if n not in found]
        if jobs > 1 and len(new) >= FEW:
            DESK.clear()  # what the plan needed of all entries
            self._compile({files[n].template for n in new if files[n].template})
        made = spread(lambda n: self._made(files[n]), new, jobs)
        for n, (file, one) in enumerate(zip(files, known, strict=True)):
            if file.data is not None:
                yield Artifact(file.path, file.data, one if isinstance(one, Finished) else None), b""
            elif one:
                yield self._brought(file, one), b""
            elif n in found:
                yield self._brought(file, found[n].file), found[n].reads
            else:
                yield self._taken(file, *next(made)[0])

    def _compile(self, templates: Iterable[str]) -> None:
        """Compiles templates and all that they are made with, once, before there are several processes."""
        any_language = next(iter(self._environments.values()))
        for name in sorted(self._templates.reached(templates)):
            with suppress(TemplateError):  # it is told where a page needs it
                any_language.get_template(name)

    def _key(self, file: PlannedFile) -> str:
        return f"{self._address} {file.path}"

    def _recipe(self, file: PlannedFile) -> str:
        """The plan of a file, and the digest of what every file of its language and template is made with."""
        return f"{self._ground(file.language, file.template)} {sorted(file.values.items())}"

    def _ground(self, language: str, template: str) -> str:
        """The digest of what every file of a language and a template is made with."""
        made_with = language, template
        if made_with not in self._grounds:
            catalogue = self._digests.of(f"catalogue {language}") if template else ""
            self._grounds[made_with] = digest((self._config, catalogue, self._templates.digest(template), *made_with))
        return self._grounds[made_with]

    def _is_of_now(self, before: object, file: PlannedFile) -> TypeGuard[_Made]:
        """Whether a file is what was kept of it. The plan first, as above."""
        if not isinstance(before, _Made) or before.recipe != self._recipe(file):
            return False
        return before.state == self._ledger.state(before.reads)

    def _made(self, file: PlannedFile) -> tuple[_Made, bytes, dict[int, str]]:
        """A file and its bytes, packed; and the lines of what was read that this process has not told yet."""
        with self._reads.noted() as noted:
            made = self._make(file)
        put_away(self._seen)
        reads = self._ledger.noted(noted)
        told: Finished | Problem
        if isinstance(made, Problem):
            packed, told = b"", made
        else:
            packed = compressed(made)
            told = finished(file.path, made, packed)
        made_again = _Made(self._recipe(file), reads, self._ledger.state(reads) or b"", told)
        return made_again, packed, self._ledger.news()

    def _taken(
        self, file: PlannedFile, made: _Made, packed: bytes, lines: dict[int, str]
    ) -> tuple[Artifact | Problem, bytes]:
        """A file that was made now: it is kept."""
        self._ledger.lines.update(lines)
        self._kept.put("page", self._key(file), made, data=packed)
        if isinstance(made.file, Problem):
            return made.file, made.reads
        return Artifact(file.path, partial(decompressed, packed, made.file.size), made.file), made.reads

    def _brought(self, file: PlannedFile, known: Finished | Problem) -> Artifact | Problem:
        """A file that was made before: its bytes are kept, and made again where they are not any more."""
        if isinstance(known, Problem):
            return known

        def data() -> bytes:
            packed = self._kept.data_of("page", self._key(file))
            with suppress(ValueError):
                unpacked = decompressed(packed or b"", known.size)
                if finished(file.path, unpacked, packed or b"") == known:
                    return unpacked
            made = self._make(file)
            assert not isinstance(made, Problem), made
            return made

        return Artifact(file.path, data, known)

    def _make(self, file: PlannedFile) -> bytes | Problem:
        """The bytes of a file, or what is wrong with its template."""
        values = {variable: self._values.get(name) for variable, name in file.values.items()}
        if not file.template:
            return cast("bytes", values["data"])
        try:
            template = self._environments[file.language].get_template(file.template)
            made = template.render(values)
            return (drawn(made, self.site.resources.icons) if file.path.endswith(".html") else made).encode()
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


def _sources(templates: Mapping[str, Template]) -> Callable[[str], tuple[str, str, None] | None]:
    def source(name: str) -> tuple[str, str, None] | None:
        template = templates.get(name)
        return (template.text, template.file, None) if template else None

    return source
