"""Commands for those who phone and those who plan: what is unconfirmed, overdue, confirmed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sitegen.commands.shared import FINE, USAGE, UsageError, examined, no_language, request, tell, tell_problems
from sitegen.problems import Severity
from sitegen.wording import say

if TYPE_CHECKING:
    from sitegen.links.answer import Answer

_EVERY = 100  #: addresses between two lines that tell how far it is


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
    from sitegen.links.memory import remembered
    from sitegen.pipeline import configure
    from sitegen.report import report_on

    config, _ = configure(request(known))
    if config and known.lang and known.lang not in config.codes:
        raise UsageError(no_language(known.lang, config))
    result = report_on(request(known), known.lang, remembered(known.config.parent))
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


def links(known: argparse.Namespace) -> int:
    """Asks the other sites that the content leads to whether they still answer."""
    from sitegen.links.answer import certain
    from sitegen.links.asking import Asker
    from sitegen.links.found import outside
    from sitegen.links.hosts import Hosts
    from sitegen.links.memory import Memory, memory_file
    from sitegen.links.round import asked
    from sitegen.links.told import agent, problems

    site, code = examined(known)
    if site is None:
        return code
    found = outside(site, known.config.name, known.config.read_text(encoding="utf-8-sig"))
    memory = Memory(memory_file(known.config.parent))
    due = memory.due((link.address for link in found), time.time())
    asker = Asker(agent(site.config), Hosts())
    count = 0
    try:
        for answer in _watched(certain(asked(due, asker, known.at_once, 60 * known.minutes)), len(due), known):
            memory.keep(answer)
            count += 1
    except KeyboardInterrupt:
        tell(known, say("Stopped. What is known is kept: the next run goes on from here."))
        raise
    finally:
        memory.close()
    code = tell_problems(list(problems(found, memory.answers, site.config.timezone)), known)
    before, left = len(found) - len(due), len(due) - count
    told = say("{asked} addresses asked, {known} known from before, {left} left", asked=count, known=before, left=left)
    tell(known, told)
    if due and not count:
        raise UsageError(say("no other site answers: is this machine on the network?"))
    return code


def _watched(answers: Iterable[Answer], total: int, known: argparse.Namespace) -> Iterator[Answer]:
    """The answers, with a bar on a terminal, or a line now and then, that tells how far it is."""
    terminal, width = sys.stderr.isatty(), 30
    for done, answer in enumerate(answers, start=1):
        if terminal:
            bar = "█" * (width * done // total)
            print(f"\r\033[K{bar:░<{width}} {done}/{total} {answer.address[:60]}", end="", file=sys.stderr, flush=True)
        elif done % _EVERY == 0:
            tell(known, say("{done} of {total} addresses asked", done=done, total=total))
        yield answer
    if terminal and total:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
