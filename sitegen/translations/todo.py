"""What a translator does first: what people's safety hangs on, then what most other pages lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.messages import ENGLISH, Words
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.resolve.prose import prose, words
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


@dataclass(frozen=True)
class Task:
    """An entry that is to be translated or mended: its state, the words to read, and the parts that changed."""

    reference: Reference
    state: State
    words: int
    changed: tuple[str, ...]
    waits: bool = False

    def told(self, words: Words = ENGLISH) -> str:
        """A line for people."""
        parts = [words(say("{count:>6} words", count=self.words))]
        if self.state is State.OUTDATED and self.changed:
            parts.append(", ".join(self.changed))
        if self.waits:
            parts.append(words(say("(its own source is older than the original: wait, or translate from that)")))
        return f"{words(STATES[self.state]):<10} {self.reference!s:<44} {'  '.join(parts)}"


def todo(site: Site, language: str, origin: str) -> list[Task]:
    """The tasks of a language, most urgent first. ``origin`` is the language that is translated from."""
    tasks = []
    for entry in sorted(site.entries.values(), key=lambda entry: _rank(site, entry)):
        found = site.states[entry.reference, language]
        count = _words(entry, origin, found.changed if found.state is State.OUTDATED else ())
        if found.state is not State.CURRENT and count:
            waits = site.states[entry.reference, origin].state in (State.OUTDATED, State.MISSING)
            tasks.append(Task(entry.reference, found.state, count, found.changed, waits))
    return tasks


def _rank(site: Site, entry: Entry) -> tuple[int, int, str]:
    """Safety first: emergency lines, notices and sensitive entries; then urgent lines; then by links that lead here."""
    urgency = getattr(entry.facts, "urgency", "")
    danger = urgency == "emergency" or getattr(entry.facts, "sensitive", False) or entry.type.collection == "notices"
    level = 0 if danger else 1 if urgency == "urgent" else 2
    return level, -len(site.backlinks.get(entry.reference, ())), str(entry.reference)


def _words(entry: Entry, origin: str, units: tuple[str, ...]) -> int:
    """How many words of the origin there are to translate: of some units, or of all when none is named."""
    wanted = {unit.partition(".")[0] if not unit.startswith("facts:") else unit for unit in units}
    found = [p for p in prose(entry, origin) if not units or p.unit in units or p.unit.partition(".")[0] in wanted]
    return sum(words(passage.text) for passage in found)
