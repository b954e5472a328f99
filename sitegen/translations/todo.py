"""What a translator does first: what people's safety hangs on, then what most other pages lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from sitegen.messages import ENGLISH, Words
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.prose import Passage, prose, words
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State
from sitegen.wording import Said, say

#: What the states are called for people.
STATES: Mapping[State, Said] = {
    State.CURRENT: say("current"),
    State.OUTDATED: say("outdated"),
    State.UNSTAMPED: say("unstamped"),
    State.MISSING: say("missing"),
}


@record
class Task:
    """An entry that is to be translated or mended: its state, the parts that are to be done, the words to read."""

    reference: Reference
    state: State
    words: int
    parts: tuple[str, ...]
    waits: bool = False

    def told(self, words: Words = ENGLISH) -> str:
        """A line for people."""
        parts = [words(say("{count:>6} words", count=self.words))]
        if self.state is State.OUTDATED and self.parts:
            parts.append(", ".join(self.parts))
        if self.waits:
            waits = say("(its own source is older than the original, or not there: wait, or translate from that)")
            parts.append(words(waits))
        return f"{words(STATES[self.state]):<10} {self.reference!s:<44} {'  '.join(parts)}"


def todo(site: Site, language: str, origin: str) -> list[Task]:
    """The tasks of a language, most urgent first. ``origin`` is the language that is translated from."""
    tasks = []
    for entry in sorted(site.entries.values(), key=lambda entry: _rank(site, entry)):
        found = site.states[entry.reference, language]
        parts = found.named(State.OUTDATED, State.MISSING, State.UNSTAMPED)
        if parts:
            made = site.states[entry.reference, origin].parts
            waits = any(made.get(name, State.CURRENT) in (State.OUTDATED, State.MISSING) for name in parts)
            tasks.append(Task(entry.reference, found.state, words_in(site, entry, parts, origin), parts, waits))
    return tasks


def words_in(site: Site, entry: Entry, parts: Collection[str], origin: str) -> int:
    """How many words some parts of an entry have in ``origin``; those that are not there, in the source language."""
    found: dict[str, int] = {}
    for code in (site.config.source_language, origin):
        counts: Counter[str] = Counter()
        for passage in prose(entry, code):
            counts[_part_of(passage, parts)] += words(passage.text)
        found |= counts
    return sum(found.get(part, 0) for part in parts)


def _part_of(passage: Passage, parts: Collection[str]) -> str:
    """The part that a passage belongs to: a list of the front matter is one part and several passages."""
    return passage.unit if passage.unit in parts else passage.unit.partition(".")[0]


def _rank(site: Site, entry: Entry) -> tuple[int, int, str]:
    """Safety first: emergency lines, notices and sensitive entries; then urgent lines; then by links that lead here."""
    urgency = getattr(entry.facts, "urgency", "")
    danger = urgency == "emergency" or getattr(entry.facts, "sensitive", False) or entry.type.collection == "notices"
    level = 0 if danger else 1 if urgency == "urgent" else 2
    return level, -len(site.backlinks.get(entry.reference, ())), str(entry.reference)
