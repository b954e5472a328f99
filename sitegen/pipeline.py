"""The phases, in order: load, validate, resolve, check, plan, render, publish. Each gives a value and problems."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.assemble import overweight
from sitegen.checks import check_site
from sitegen.hosting.limits import HOSTS, beyond, for_host
from sitegen.hosting.published import lost
from sitegen.icons import icon_files
from sitegen.kept import Kept
from sitegen.load import Loaded, load
from sitegen.model.config import SiteConfig
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType
from sitegen.offline import lists
from sitegen.plan import OUTPUTS, plan
from sitegen.planned import Artifact, Output
from sitegen.prepare import Preparer
from sitegen.problems import Mark, Problem, error, has_errors, in_order
from sitegen.render import Renderer
from sitegen.resolve.site import Refused, Site, resolve
from sitegen.validate.config import validate_config
from sitegen.wording import os_reason, say


@dataclass(frozen=True)
class Request:
    """What to build: everything that is not in the site's own files.

    ``today`` is the day that the site is built for; ``None`` is today in the time zone of the site. ``public`` says
    whether this is the site that is published, whose pages keep budgets and whose addresses stay: what is printed for
    editors is not. ``target`` names the host that it goes to, one of `HOSTS`. ``kept`` is what was worked out before,
    ``jobs`` how many processes work; neither changes a byte.
    """

    config_path: Path
    today: date | None = None
    base_url: str | None = None
    types: tuple[ContentType, ...] = CONTENT_TYPES
    outputs: tuple[Output, ...] = OUTPUTS
    public: bool = True
    target: str | None = None
    kept: Kept = field(default_factory=Kept)
    jobs: int = 1

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.config_path.parent


@dataclass(frozen=True)
class Result:
    """What came out: the site as far as it was resolved, its files, and every problem in order."""

    problems: list[Problem]
    config: SiteConfig | None = None
    site: Site | None = None
    artifacts: list[Artifact] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether it may be published."""
        return not has_errors(self.problems)


def configure(request: Request) -> tuple[SiteConfig | None, list[Problem]]:
    """The configuration, with what the command line sets over it."""
    name = request.config_path.name
    try:
        data = request.config_path.read_bytes()
    except OSError as reason:
        return None, [error(Mark(name), "config-missing", say("cannot be read: {reason}", reason=os_reason(reason)))]
    return validate_config(data, name, {} if request.base_url is None else {"base_url": request.base_url})


def read_from(request: Request, config: SiteConfig) -> tuple[list[Path], list[Path]]:
    """The folders that a site is read from, and the files beside them."""
    beside = [request.config_path, request.root / config.published]
    return [request.root / name for name in config.folders], [*beside, *icon_files(config.icons)]


def examine(request: Request) -> Result:
    """The site and all that is wrong with it, without rendering."""
    config, problems = configure(request)
    if config is None:
        return Result(in_order(problems))
    with _undisturbed():
        return _examined(request, config)[0]


def build(request: Request, progress: Callable[[str], None] = lambda phase: None) -> Result:
    """The site's files. With errors, whatever phase they are in, there are none."""
    config, problems = configure(request)
    if config is None:
        return Result(in_order(problems))
    with _undisturbed():
        return _built(request, config, progress)


def _built(request: Request, config: SiteConfig, progress: Callable[[str], None]) -> Result:
    progress("load")
    examined, loaded = _examined(request, config)
    if examined.site is None or not examined.ok:
        return examined
    progress("plan")
    files, planned_problems = plan(examined.site, request.outputs)
    if request.public:
        planned_problems += lost(loaded.published, files, config.base_url)
    host = HOSTS[request.target] if request.target else None
    if host:
        files = for_host(files, host, config.base_url)
    progress(f"render {len(files)}")
    renderer = Renderer(examined.site, loaded.templates, request.outputs, request.kept)
    artifacts, render_problems = renderer.render_all(files, request.jobs)
    artifacts += lists(examined.site, artifacts, request.kept) if request.public else ()
    heavy = overweight(artifacts, config.budgets, request.kept) if request.public else ()
    too_much = beyond(artifacts, host, request.config_path.name) if host else ()
    problems = in_order([*examined.problems, *planned_problems, *render_problems, *heavy, *too_much])
    return Result(problems, config, examined.site, artifacts if not has_errors(problems) else [])


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the search for cycles: nearly all that a build makes lives until its end, and is searched in vain."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _examined(request: Request, config: SiteConfig) -> tuple[Result, Loaded]:
    loaded, problems = load(request.root, config, request.config_path.name, request.types, request.kept)
    preparer = Preparer(config, loaded.resources.languages, request.types, loaded.documents)
    prepared = preparer.prepare(loaded.documents, request.kept, request.jobs)
    problems += [problem for one in prepared for problem in one.problems]
    broken = {d.collection for d, one in zip(loaded.documents, prepared, strict=True) if one.broken}
    refused = Refused(frozenset(reference for one in prepared for reference in one.refused), frozenset(broken))
    today = request.today or datetime.now(ZoneInfo(config.timezone)).date()
    entries = (known for one in prepared for known in one.entries)
    site, found = resolve(config, loaded.resources, request.types, entries, today, refused)
    problems += found
    problems += check_site(site, (known for one in prepared for known in one.entries))
    return Result(in_order(problems), config, site), loaded
