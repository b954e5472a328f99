"""The phases, in order: load, validate, resolve, check, plan, render, publish. Each gives a value and problems."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.assemble import Scales
from sitegen.checks import check_site
from sitegen.disk import ChangedError, Files
from sitegen.garbage import swept, undisturbed
from sitegen.hosting.limits import HOSTS, beyond, for_host
from sitegen.hosting.published import lost
from sitegen.icons import icon_files
from sitegen.kept import Kept, digest
from sitegen.load import Loaded, load, loaded_again
from sitegen.model.config import SiteConfig
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType
from sitegen.offline import lists
from sitegen.plan import OUTPUTS, plan
from sitegen.planned import Artifact, Finished, Output, Plan, PlannedFile
from sitegen.prepare import Prepared, Preparer
from sitegen.problems import Mark, Problem, error, has_errors, in_order
from sitegen.records import record
from sitegen.render import Renderer
from sitegen.resolve.sensitive import sensitive_folders
from sitegen.resolve.site import Refused, Site, resolve
from sitegen.validate.config import validate_config
from sitegen.wording import os_reason, say


@record
class Request:
    """What to build: everything that is not in the site's own files.

    ``today`` is the day that the site is built for; ``None`` is today in the time zone of the site. ``public`` says
    whether this is the site that is published, whose pages keep budgets and whose addresses stay: what is printed for
    editors is not. ``target`` names the host that it goes to, one of `HOSTS`. ``kept`` is what was worked out before,
    ``jobs`` how many processes work, ``disk`` what reads the files; none of them changes a byte.
    """

    config_path: Path
    today: date | None = None
    base_url: str | None = None
    types: tuple[ContentType, ...] = CONTENT_TYPES
    outputs: tuple[Output, ...] = OUTPUTS
    public: bool = True
    target: str | None = None
    kept: Kept = field(default_factory=Kept)
    disk: Files = field(default_factory=Files)
    jobs: int = 1

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.config_path.parent


@record
class Resolved:
    """A site, what it was made of, and every problem so far; ``loading`` are those of the files themselves."""

    config: SiteConfig
    today: date
    loaded: Loaded
    loading: list[Problem]
    prepared: list[Prepared]
    site: Site
    problems: list[Problem]

    def is_of(
        self, config: SiteConfig, today: date, loaded: Loaded, loading: list[Problem], prepared: list[Prepared]
    ) -> bool:
        """Whether the same would be made of these. What was prepared is the same thing while it is kept."""
        return (
            (self.config, self.today, self.loading) == (config, today, loading)
            and self.loaded.is_like(loaded)
            and len(self.prepared) == len(prepared)
            and all(map(operator.is_, self.prepared, prepared))
        )


@record
class Result:
    """What came out: the site as far as it was resolved, its files and their plan, and every problem in order."""

    problems: list[Problem]
    config: SiteConfig | None = None
    site: Site | None = None
    resolved: Resolved | None = None
    planned: Sequence[PlannedFile] = ()
    artifacts: list[Artifact] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether it may be published."""
        return not has_errors(self.problems)


@record
class Onlooker:
    """Whoever wants to see something before the end.

    ``take`` is given each file when it is finished; then the result does not have them, and whoever takes them throws
    them away when there are errors in the end. ``progress`` is told how many are finished, and of how many. ``first``
    are made before anything else, as soon as they can be, and given to ``show``; they come again in their turn. They
    are made at once of the site as it was ``before`` and of the files that were ``saved`` since, by their paths below
    the root; should the site turn out to be another, they are made and shown again.
    """

    take: Callable[[Artifact], object] | None = None
    progress: Callable[[int, int], object] = lambda done, of: None
    first: Sequence[PlannedFile] = ()
    show: Callable[[list[Artifact]], object] = lambda artifacts: None
    before: Resolved | None = None
    saved: Set[str] = frozenset()


def configure(request: Request) -> tuple[SiteConfig | None, list[Problem]]:
    """The configuration, with what the command line sets over it."""
    name = request.config_path.name
    try:
        data = request.config_path.read_bytes()
    except OSError as reason:
        return None, [error(Mark(name), "config-missing", say("cannot be read: {reason}", reason=os_reason(reason)))]
    given = {} if request.base_url is None else {"base_url": request.base_url}
    made_of = digest((name, repr(given), data))
    return request.kept.get("configuration", name, made_of, lambda: validate_config(data, name, given))


def read_from(request: Request, config: SiteConfig) -> tuple[list[Path], list[Path]]:
    """The folders that a site is read from, and the files beside them."""
    beside = [request.config_path, request.root / config.published]
    return [request.root / name for name in config.folders], [*beside, *icon_files(config.icons)]


def examine(request: Request) -> Result:
    """The site and all that is wrong with it, without rendering."""
    config, problems = configure(request)
    if config is None:
        return Result(in_order(problems))
    with undisturbed():
        found = _resolved(request, config)
        return Result(in_order([*found.problems, *check_site(found.site)]), config, found.site, found)


def build(request: Request, onlooker: Onlooker = Onlooker()) -> Result:
    """The site's files. With errors, whatever phase they are in, there are none."""
    with undisturbed():
        hasty = _hasty(request, onlooker)
        renderer = _begun(request, hasty, onlooker) if hasty else None
        config, problems = configure(request)
        if config is None:
            return Result(in_order(problems))
        resolved = _resolved(request, config, hasty)
        if renderer is None or resolved is not hasty:
            renderer = _begun(request, resolved, onlooker)
        return _built(request, resolved, renderer, onlooker)


def _hasty(request: Request, onlooker: Onlooker) -> Resolved | None:
    """The site as it was before with only the saved files read again, for those who look at it; if that will do."""
    before = onlooker.before
    if before is None or not onlooker.first:
        return None
    loaded = loaded_again(before.loaded, onlooker.saved, request.root, request.disk)
    if loaded is None:
        return None
    documents, prepared = loaded.documents, list(before.prepared)
    new = [n for n, (one, old) in enumerate(zip(documents, before.loaded.documents, strict=True)) if one is not old]
    preparer = Preparer(before.config, loaded.resources.languages, request.types, documents)
    for n, made in zip(new, preparer.prepare([documents[n] for n in new], request.kept), strict=True):
        prepared[n] = made
    return _put_together(request, before.config, loaded, before.loading, prepared)


def _begun(request: Request, resolved: Resolved, onlooker: Onlooker) -> Renderer:
    """What renders the site, after it made what is to be seen first."""
    renderer = Renderer(resolved.site, resolved.loaded.templates, request.outputs, request.kept)
    if onlooker.first and not has_errors(resolved.problems):
        onlooker.show(_first(onlooker.first, renderer))
    return renderer


def _built(request: Request, resolved: Resolved, renderer: Renderer, onlooker: Onlooker) -> Result:
    config, site = resolved.config, resolved.site
    problems = [*resolved.problems, *_checked(resolved, renderer)]
    if has_errors(problems):
        return Result(in_order(problems), config, site, resolved)
    planned = renderer.told("plan", lambda seen: plan(seen, request.outputs))
    problems += planned.problems
    if request.public:
        problems += lost(resolved.loaded.published, planned.files, config.base_url)
    host = HOSTS[request.target] if request.target else None
    if host:
        own = for_host(planned.files, host, config.base_url)
        planned = planned._replace(files=own, digest=digest((planned.digest, host.name)))
    files = planned.files
    done: list[Finished] = []
    artifacts: list[Artifact] = []
    take = onlooker.take or artifacts.append
    with swept():
        for made in _finished(request, config, renderer, planned):
            if isinstance(made, Problem):
                problems.append(made)
                continue
            done.append(made.finished)
            take(made)
            onlooker.progress(min(len(done), len(files)), len(files))  # what is made of finished files comes on top
    if host:
        rules = {file.path: file.data for file in files if file.data is not None}
        problems += beyond(done, rules, host, request.config_path.name)
    problems = in_order(_of_each_fault_one(problems))
    return Result(problems, config, site, resolved, files, [] if has_errors(problems) else artifacts)


def _checked(resolved: Resolved, renderer: Renderer) -> Iterable[Problem]:
    """What is wrong with the site as a whole. While entries are refused, each check takes that into account."""
    if has_errors(resolved.problems):
        return check_site(resolved.site)
    return renderer.told("checks", lambda seen: list(check_site(seen)))


def _finished(request: Request, config: SiteConfig, renderer: Renderer, plan: Plan) -> Iterator[Artifact | Problem]:
    """Each file and what is wrong with it; then those that are made of finished files."""
    scales = Scales((Artifact(file.path, file.data) for file in plan.files if file.data is not None), request.kept)
    done: list[Finished] = []
    for made in renderer.rendered(plan, request.jobs):
        yield made
        if isinstance(made, Artifact):
            done.append(made.finished)
            if request.public and made.is_page:
                yield from scales.overweight(made, config.budgets)
    if request.public:
        yield from lists(renderer.site, done, renderer.told("sensitive", sensitive_folders))


def _first(files: Sequence[PlannedFile], renderer: Renderer) -> list[Artifact]:
    """Files that were planned for the site before this one. What they are made of may not be there any more."""
    with suppress(LookupError):
        return [made for made in renderer.some(files) if isinstance(made, Artifact)]
    return []


def _of_each_fault_one(problems: Iterable[Problem]) -> list[Problem]:
    """A fault of a template is met on each page that it makes: it is told once."""
    found: dict[tuple[str, int, str, str], Problem] = {}
    for problem in problems:
        found.setdefault((problem.file, problem.line, problem.code, problem.message), problem)
    return list(found.values())


def _resolved(request: Request, config: SiteConfig, hasty: Resolved | None = None) -> Resolved:
    """The site, all of its files looked at; the ``hasty`` one, if it is of the same."""
    try:
        return _looked_at(request, config, hasty)
    except ChangedError:  # a file was saved after it was looked at, and before it was read
        request.disk.forget()
        return _looked_at(request, config, hasty)


def _looked_at(request: Request, config: SiteConfig, hasty: Resolved | None) -> Resolved:
    loaded, loading = load(request.root, config, request.config_path.name, request.types, request.kept, request.disk)
    preparer = Preparer(config, loaded.resources.languages, request.types, loaded.documents)
    prepared = preparer.prepare(loaded.documents, request.kept, request.jobs)
    if hasty and hasty.is_of(config, _today(request, config), loaded, loading, prepared):
        return hasty
    return _put_together(request, config, loaded, loading, prepared)


def _put_together(
    request: Request, config: SiteConfig, loaded: Loaded, loading: list[Problem], prepared: list[Prepared]
) -> Resolved:
    broken = {d.collection for d, one in zip(loaded.documents, prepared, strict=True) if one.broken}
    refused = Refused(frozenset(reference for one in prepared for reference in one.refused), frozenset(broken))
    today = _today(request, config)
    entries = [known for one in prepared for known in one.entries]
    site, found = resolve(config, loaded.resources, request.types, entries, today, refused)
    problems = [*loading, *(problem for one in prepared for problem in one.problems), *found]
    return Resolved(config, today, loaded, loading, prepared, site, problems)


def _today(request: Request, config: SiteConfig) -> date:
    return request.today or datetime.now(ZoneInfo(config.timezone)).date()
