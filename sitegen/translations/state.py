"""How far the translation into each language is."""

from __future__ import annotations

from collections import Counter

from sitegen.pipeline import Request, examine
from sitegen.problems import Problem
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, cells, units


def state_table(request: Request) -> tuple[str, list[Problem]]:
    """How far the translation into each language is, by collection; empty when there is no site."""
    result = examine(request)
    if result.site is None:
        return "", result.problems
    source = result.site.config.source_language
    blocks = [_block(result.site, code) for code in result.site.config.codes if code != source]
    return "\n".join(blocks), result.problems


def _block(site: Site, language: str) -> str:
    source = site.config.source_language
    counts: dict[str, Counter[State]] = {}
    for entry in site.entries.values():
        if units(entry, source) or cells(entry, source):
            counts.setdefault(entry.type.collection, Counter())[site.states[entry.reference, language].state] += 1
    counts["all"] = sum(counts.values(), Counter())
    head = f"{language:<18}" + "".join(f"{state:>11}" for state in State)
    return "".join(f"{line}\n" for line in (head, *(_row(name, count) for name, count in counts.items())))


def _row(name: str, count: Counter[State]) -> str:
    percent = 100 * count[State.CURRENT] // (count.total() or 1)
    return f"{name:<18}" + "".join(f"{count[state]:>11}" for state in State) + f"{percent:>6} %"
