"""Building, checking and serving the site; what goes to its host."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from sitegen.commands.shared import FINE, SHOWN, USAGE, UsageError, examined, request, tell, tell_problems
from sitegen.problems import Problem
from sitegen.wording import say


def build(known: argparse.Namespace) -> int:
    """Builds and publishes; or makes the copy for a USB stick."""
    from sitegen.pipeline import build
    from sitegen.plan import PORTABLE
    from sitegen.portable import portable
    from sitegen.publish import PublishError, check_target, publish

    asked = request(known)
    result = build(replace(asked, outputs=PORTABLE, public=False) if known.portable else asked)
    code = tell_problems(result.problems, known)
    if code or result.config is None or result.site is None:
        return USAGE if result.config is None else code
    root, out = known.config.parent, _out(known)
    inputs = [root / name for name in result.config.folders]
    try:
        check_target(out, root, inputs)
        count = publish(portable(result.site, result.artifacts) if known.portable else result.artifacts, out)
    except PublishError as reason:
        raise UsageError(str(reason)) from None
    tell(known, say("{count} files in {folder}", count=count, folder=out))
    return FINE


def _out(known: argparse.Namespace) -> Path:
    return Path(known.out or known.config.parent / ("portable" if known.portable else "public"))


def check(known: argparse.Namespace) -> int:
    """Says everything that is wrong and builds nothing."""
    from sitegen.pipeline import build

    result = build(request(known))
    code = tell_problems(result.problems, known)
    if result.site and not result.problems and known.format == "text":
        tell(known, say("No problems in {count} entries.", count=len(result.site.entries)))
    return USAGE if result.config is None else code


def serve(known: argparse.Namespace) -> int:
    """Serves on this machine and follows each save."""
    from sitegen.printing import printed
    from sitegen.serve import CannotServeError, Told, serve

    def report(problems: list[Problem]) -> Told:
        good = not tell_problems(problems, known)
        text = printed(problems, "text", False, SHOWN, known.config.parent, known.words)
        *lines, last = text.splitlines() or [""]
        return Told(good, last, "\n".join(lines), known.lang)

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
    before, problems = read_published(root, site.config)
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
        print(SERVERS[known.server](rules(sensitive_folders(site))), end="")
    return code
