"""How far the translations are: a table of languages and collections, or part by part; for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sitegen.messages import ENGLISH, Words
from sitegen.model.entry import Entry
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, Translation, cells, units
from sitegen.translations.stamps import stamps_of
from sitegen.translations.todo import STATES
from sitegen.wording import say

WIDTH = 60  #: letters of the words of a part that are shown


def translatable(site: Site, wanted: str = "") -> list[Entry]:
    """The entries with words to translate: of ``services/kem``, of ``services``, or all."""
    source = site.config.source_language
    found = (e for e in site.entries.values() if wanted in ("", e.type.collection, str(e.reference)))
    return [e for e in found if units(e, source) or cells(e, source)]


def targets(site: Site) -> tuple[str, ...]:
    """The languages that are translated into."""
    return tuple(code for code in site.config.codes if code != site.config.source_language)


def table(site: Site, languages: Iterable[str], words: Words = ENGLISH) -> Iterator[str]:
    """How many entries of each collection are in each state, and what share that is, a block a language."""
    for number, language in enumerate(languages):
        if number:
            yield ""
        entries = words(say("entries"))
        yield f"{language:<18}{entries:>9}" + "".join(f"{words(STATES[state]):>16}" for state in State)
        counts: dict[str, Counter[State]] = {}
        for entry in translatable(site):
            counts.setdefault(entry.type.collection, Counter())[site.states[entry.reference, language].state] += 1
        counts[words(say("all"))] = sum(counts.values(), Counter())
        yield from (_row(name, count) for name, count in counts.items())


def _row(name: str, count: Counter[State]) -> str:
    shares = "".join(f"{count[state] or '–':>9}{_percent(count[state], count.total()):>7}" for state in State)
    return f"{name:<18}{count.total():>9}{shares}".rstrip()


def _percent(part: int, whole: int) -> str:
    """The share, rounded; but 100 % is only said of all, and 0 % of none, which is left blank."""
    if not part:
        return ""
    rounded = (200 * part + whole) // (2 * whole)
    return f"{rounded if part == whole else min(99, max(1, rounded))} %"


def by_part(site: Site, entries: Iterable[Entry], languages: Sequence[str], words: Words = ENGLISH) -> Iterator[str]:
    """The state of each section of a text and of each cell, in the order of the source, with its first words."""
    called = {state: words(STATES[state]) for state in State}
    wide = max(map(len, called.values())) + 2
    for number, entry in enumerate(entries):
        if number:
            yield ""
        states = [site.states[entry.reference, language] for language in languages]
        yield f"{entry.reference!s:<36}" + "".join(f"{language:<{wide}}" for language in languages).rstrip()
        yield f"{'':<36}" + "".join(f"{called[state.state]:<{wide}}" for state in states).rstrip()
        said = _first_words(entry, site.config.source_language)
        for name in dict.fromkeys(name for state in states for name in state.parts):
            here = (state.parts.get(name) for state in states)
            found = "".join(f"{called[state] if state else '–':<{wide}}" for state in here)
            yield f"  {name:<34}{found}{said.get(name, '')}".rstrip()


def _first_words(entry: Entry, source: str) -> dict[str, str]:
    """The heading, or the first words, of each part in the source language."""
    found = {**units(entry, source), **cells(entry, source)}
    if entry.texts:
        found |= {f"facts:{name}": text for name, text in cells(entry, source).items()}
    first = {name: text.strip().partition("\n")[0] for name, text in found.items()}
    return {name: text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…" for name, text in first.items()}


def as_json(site: Site, entries: Iterable[Entry], languages: Sequence[str]) -> str:
    """The same for programs: a list with an item for each entry and language.

    Each has ``entry``, ``language``, ``from`` (the languages that text and cells were made from), ``state`` and
    ``parts``, the states by name in the order of the source.
    """
    return json.dumps([_item(site, e, code) for e in entries for code in languages], ensure_ascii=False, indent=1)


def _item(site: Site, entry: Entry, language: str) -> dict[str, object]:
    found: Translation = site.states[entry.reference, language]
    stamps = stamps_of(entry, language)
    made = {"text": stamps.text, "cells": stamps.cells}
    return {
        "entry": str(entry.reference),
        "language": language,
        "from": {what: stamp.language for what, stamp in made.items() if stamp},
        "state": found.state,
        "parts": dict(found.parts),
    }
