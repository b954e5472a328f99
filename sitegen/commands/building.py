"""Building, checking and serving the site; what goes to its host."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.shared import (
    FINE,
    SHOWN,
    USAGE,
    UsageError,
    disk,
    examined,
    jobs,
    keep_words,
    kept,
    request,
    source_date,
    tell,
    tell_problems,
)
from sitegen.problems import Problem
from sitegen.wording import say

if TYPE_CHECKING:
    from sitegen.last import Inputs
    from sitegen.pipeline import Request, Result
    from sitegen.resolve.site import Site
    from sitegen.standing import Standing


def build(known: argparse.Namespace) -> int:
    """Builds and publishes, or makes the copy for a USB stick.

    When nothing has changed since the last time, it says again what it said then.
    """
    from sitegen.aside import aside
    from sitegen.disk import look_at
    from sitegen.last import LastBuild

    keep_words(known)
    out, day = _out(known), known.now or source_date()
    last = kept(known).find("last", _asked(known))
    if not isinstance(last, LastBuild):
        return _published(known, out)
    looked = look_at(str(out))
    left = aside(lambda: last.published.left_in(str(out)), jobs(known))
    inputs = last.inputs.now(disk(known))
    if not last.still_stands(inputs, day.isoformat() if day else "", left):
        # Should another build have its turn before this one, it puts another folder there.
        return _published(
            known, out, inputs, lambda: last.published.what_is(left()) if look_at(str(out)) == looked else None
        )
    if inputs is not last.inputs:  # the same bytes, but they look different: next time that is known
        from dataclasses import replace

        kept(known).put("last", _asked(known), replace(last, inputs=inputs))
    if code := tell_problems(list(last.problems), known):
        return code
    tell(known, say("{count} files in {folder}", count=len(last.published.files), folder=out))
    return FINE


def _published(
    known: argparse.Namespace,
    out: Path,
    inputs: Inputs | None = None,
    there: Callable[[], Standing | None] = lambda: None,
) -> int:
    """Builds and publishes; ``inputs`` is what a look at them has shown already, ``there`` tells what stands in ``out``
    for certain.
    """
    from dataclasses import replace

    from sitegen.disk import look_at
    from sitegen.last import Inputs, LastBuild
    from sitegen.pipeline import configure, read_from
    from sitegen.publish import PublishError, check_target

    asked = replace(request(known), target=known.target)
    if known.portable:
        if (out / "index.html").exists():
            raise UsageError(say("{folder} holds a published site; choose another folder for the copy", folder=out))
        from sitegen.portable import OUTPUTS

        asked = replace(asked, outputs=OUTPUTS, public=False)
    config, problems = configure(asked)
    if config is None:
        tell_problems(problems, known)
        return USAGE
    places = read_from(asked, config)
    if inputs is None or not inputs.are(*places):
        inputs = Inputs.read(*places, disk(known))  # before anything is read: it may change
    try:
        check_target(out, asked.root, [asked.root / name for name in config.folders])
        result, code, published = _written(known, asked, out, there)
    except PublishError as reason:
        raise UsageError(str(reason)) from None
    if published and result.site:
        if inputs.glance.same(look_at, disk(known)):  # else it may be made of what was saved meanwhile
            day = result.site.today.isoformat()
            made = LastBuild(inputs, config.timezone, day, published, tuple(result.problems))
            kept(known).put("last", _asked(known), made)
        tell(known, say("{count} files in {folder}", count=len(published.files), folder=out))
    return code


def _written(
    known: argparse.Namespace, asked: Request, out: Path, there: Callable[[], Standing | None]
) -> tuple[Result, int, Standing | None]:
    """What was built, the exit code, and what was published, if it was."""
    from sitegen.commands.progress import Bar
    from sitegen.pipeline import Onlooker, build
    from sitegen.publish import publishing

    with publishing(out, there) as staging:
        with Bar(known) as progress:
            result = build(asked, Onlooker(None if known.portable else staging.add, progress))
        code = tell_problems(result.problems, known)
        staging.spoiled = code != FINE
        if known.portable and result.site and not staging.spoiled:
            from sitegen.portable import portable

            for file in portable(result.site, result.artifacts):
                staging.add(file)
    return result, code, staging.left


#: What of a command changes nothing in what is published: how it is said, by how many; the day is compared apart.
_ONLY_SAID = {"now", "strict", "format", "lang", "words", "run", "kept", "disk", "jobs"}


def _asked(known: argparse.Namespace) -> str:
    """The command as a key: where the site is, where it is published to, and every option.

    What is kept under it names files as this command does, so places count as they are written, too.
    """
    from sitegen.kept import digest

    options = {name: str(value) for name, value in vars(known).items() if name not in _ONLY_SAID}
    places = known.config.resolve(), _out(known).resolve()
    return digest((repr(sorted(options.items())), *map(str, places)))


def _out(known: argparse.Namespace) -> Path:
    return Path(known.out or known.config.parent / ("portable" if known.portable else "public"))


def check(known: argparse.Namespace) -> int:
    """Says everything that is wrong and builds nothing."""
    from sitegen.commands.progress import Bar
    from sitegen.pipeline import Onlooker, build

    with Bar(known) as progress:
        result = build(request(known), Onlooker(lambda file: None, progress))
    code = tell_problems(result.problems, known)
    if result.site and not result.problems and known.format == "text":
        tell(known, say("No problems in {count} entries.", count=len(result.site.entries)))
    return USAGE if result.config is None else code


def serve(known: argparse.Namespace) -> int:
    """Serves on this machine and follows each save."""
    import gc

    from sitegen.printing import printed
    from sitegen.serve import serve
    from sitegen.serve.server import CannotServeError
    from sitegen.serve.shown import Told

    def report(problems: list[Problem]) -> Told:
        good = not tell_problems(problems, known)
        text = printed(problems, "text", False, SHOWN, known.config.parent, known.words)
        *lines, last = text.splitlines() or [""]
        return Told(good, last, "\n".join(lines), known.lang)

    gc.enable()  # it runs for days
    try:
        serve(lambda: request(known), known.port, report, lambda line: tell(known, line))
    except CannotServeError as reason:
        raise UsageError(str(reason)) from None
    return FINE


def addresses(known: argparse.Namespace) -> int:
    """Adds the addresses of the site to the list of those that must stay."""
    from sitegen.edits import write
    from sitegen.hosting.published import listed
    from sitegen.load import read_published
    from sitegen.plan import plan

    site, code = examined(known)
    if site is None:
        return code
    root = known.config.parent
    before, problems = read_published(root, site.config, disk(known))
    after = listed(before, plan(site)[0])
    if not (code := tell_problems(problems, known)):
        write(root / before.file, after.encode())
        count = len(after.splitlines()) - len(before.addresses) - 1
        tell(known, say("{file}: {count} new addresses", file=before.file, count=count))
    return code


def headers(known: argparse.Namespace) -> int:
    """Prints the headers of the site for a server."""
    from sitegen.hosting.headers import SERVERS, rules
    from sitegen.resolve.sensitive import sensitive_folders

    site, code = examined(known)
    if site is not None:
        print(SERVERS[known.server](rules(sensitive_folders(site)), _path_of(site)), end="")
    return code


def redirects(known: argparse.Namespace) -> int:
    """Prints where addresses that were lead, for a server."""
    from sitegen.hosting.redirects import SERVERS
    from sitegen.views.moved import moves

    site, code = examined(known)
    if site is not None:
        print(SERVERS[known.server](moves(site), _path_of(site)), end="")
    return code


def _path_of(site: Site) -> str:
    """The path that a site stands below on its host."""
    from urllib.parse import urlsplit

    return urlsplit(site.config.base_url or "/").path
