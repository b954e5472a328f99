"""Commands for those who phone and those who plan: what is unconfirmed, overdue, confirmed."""

from __future__ import annotations

import argparse

from sitegen.commands.shared import FINE, USAGE, UsageError, examined, no_language, request, tell, tell_problems
from sitegen.problems import Severity
from sitegen.wording import say


def callsheet(known: argparse.Namespace) -> int:
    """The sheet for whoever phones."""
    from dataclasses import replace

    from sitegen.outputs import callsheet
    from sitegen.pipeline import build

    result = build(replace(request(known), outputs=(callsheet.output(tuple(known.desks)),), public=False))
    code = tell_problems([p for p in result.problems if p.severity is Severity.ERROR], known)
    if code or result.config is None:
        return USAGE if result.config is None else code
    language = known.lang or result.config.source_language
    made = next((a for a in result.artifacts if a.path == callsheet.path(language)), None)
    if made is None:
        raise UsageError(no_language(language, result.config))
    if known.desks and b"<section" not in made.data:
        raise UsageError(say("nobody of that name has anything to be asked: write organisations/praksis"))
    known.out.parent.mkdir(parents=True, exist_ok=True)
    known.out.write_bytes(made.data)
    tell(known, say("{file}: open it in a browser and print it", file=known.out))
    return FINE


def report(known: argparse.Namespace) -> int:
    """The editors' report."""
    from sitegen.pipeline import configure
    from sitegen.report import report_on

    config, _ = configure(request(known))
    if config and known.lang and known.lang not in config.codes:
        raise UsageError(no_language(known.lang, config))
    result = report_on(request(known), known.lang)
    code = tell_problems([p for p in result.problems if p.severity is Severity.ERROR], known)
    if code or result.config is None:
        return USAGE if result.config is None else code
    known.out.parent.mkdir(parents=True, exist_ok=True)
    known.out.write_bytes(result.artifacts[0].data)
    tell(known, say("{file}: open it in a browser and print it", file=known.out))
    return FINE


def overdue(known: argparse.Namespace) -> int:
    """Confirmations that have lapsed or will soon."""
    from sitegen.overdue import due, listed

    site, code = examined(known)
    if site is not None:
        print(listed(due(site, known.within), site.today, known.words), end="")
    return code


def confirm(known: argparse.Namespace) -> int:
    """Records what somebody confirmed."""
    from sitegen.confirm import Answer, confirm

    answer = Answer(known.entry, tuple(known.facts), known.on, known.how, known.by)
    done = confirm(request(known), answer)
    code = tell_problems(list(done.problems), known)
    if not code:
        facts = ", ".join(fact.partition("=")[0] for fact in answer.facts)
        tell(known, say("{file}: {facts} confirmed on {day}", file=done.file, facts=facts, day=done.on))
    return code
