"""The state of every translation, from fingerprints of the text it was made from; never from dates.

A translatable thing is cut into *units*: the title, each field of the front matter, each section; for rows
and facts, each cell. White space and composed letters do not count, so that moving or reflowing changes nothing.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from sitegen.model.base import Text
from sitegen.model.entry import Entry, Layout, LocalText, dotted, remembered
from sitegen.records import record


class State(StrEnum):
    """Where a translation stands."""

    CURRENT = "current"
    OUTDATED = "outdated"
    UNSTAMPED = "unstamped"  #: nobody has said what it was made from
    MISSING = "missing"


@record
class Translation:
    """The state of an entry in a language, and of each of its units, which it follows from.

    ``parts`` are in the order of the source; a cell of the facts beside a text is called ``facts:phones.0.note``.
    The whole is missing when nothing of it is there; else outdated when a part is, unstamped when a part is, and
    outdated when a part is missing: it is not what the source is now.
    """

    state: State
    parts: Mapping[str, State]

    def named(self, *states: State) -> tuple[str, ...]:
        """The parts that are in one of these states."""
        return tuple(name for name, state in self.parts.items() if state in states)

    @property
    def changed(self) -> tuple[str, ...]:
        """The parts whose source has changed since."""
        return self.named(State.OUTDATED)

    @property
    def faithful(self) -> bool:
        """Whether all that is there says what its source says now. Other parts may be missing."""
        return not self.named(State.OUTDATED, State.UNSTAMPED)


@lru_cache(maxsize=1024)
def fingerprint(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the normalised text; kept, since each translation asks for it."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


@remembered
def units(entry: Entry, language: str) -> dict[str, str]:
    """The units of an entry's text in a language by name; empty when there is none. Nobody changes them."""
    text = entry.texts.get(language)
    return _text_units(text) if text else {}


@remembered
def cells(entry: Entry, language: str) -> dict[str, str]:
    """The cells of an entry's facts in a language, by dotted path. Nobody changes them."""
    found = ((dotted(path), cell.root.get(language)) for path, cell in entry.cells)
    return {path: text for path, text in found if text}


def _text_units(text: LocalText) -> dict[str, str]:
    found = {name: _flat(value) for name, value in vars(text.front).items() if name not in _BOOKKEEPING}
    for number, section in enumerate(text.sections):
        found[f"#{section.id or number}"] = f"{section.heading}\n{section.markdown}"
    return {name: value for name, value in found.items() if value}


_BOOKKEEPING = {*Text.model_fields} - {"title", "summary"}


def _flat(value: object) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value or "")


@remembered
def text_stamp(entry: Entry, origin: str) -> dict[str, str]:
    """Fingerprints of the text in ``origin``, by unit: what a translation made of it now is made from.

    Nobody changes them.
    """
    return {name: fingerprint(text) for name, text in units(entry, origin).items()}


def cell_stamp(entry: Entry, language: str, origin: str, source: str) -> dict[str, str]:
    """The same for the cells that ``language`` has; one that is not in ``origin`` was made of the source."""
    original = cells(entry, source) | cells(entry, origin)
    return {name: fingerprint(original[name]) for name in cells(entry, language) if name in original}


@remembered
def translation(entry: Entry, language: str, source: str) -> Translation:
    """The state of ``entry`` in ``language`` on a site whose source language is ``source``."""
    of_cells = _cell_parts(entry, language, source)
    if entry.type.layout is Layout.ROWS:
        return Translation(_whole(of_cells, bool(cells(entry, language))), of_cells)
    parts = _text_parts(entry, language, source) | {f"facts:{name}": state for name, state in of_cells.items()}
    return Translation(_whole(parts, language in entry.texts), parts)


def _whole(parts: Mapping[str, State], there: bool) -> State:
    found = set(parts.values())
    if found and not there:
        return State.MISSING
    if State.UNSTAMPED in found and State.OUTDATED not in found:
        return State.UNSTAMPED
    return State.CURRENT if found <= {State.CURRENT} else State.OUTDATED


def _text_parts(entry: Entry, language: str, source: str, seen: tuple[str, ...] = ()) -> dict[str, State]:
    """Each unit of a text. One that was made from a unit that is itself outdated is outdated too."""
    wanted, there = units(entry, source), units(entry, language)
    if language == source:
        return dict.fromkeys(wanted, State.CURRENT)
    made_from = entry.texts[language].front.translated_from if there else None
    if made_from is None or not made_from.fingerprints or language in seen:
        return _unstamped(wanted, there)
    then, now = made_from.fingerprints, text_stamp(entry, made_from.language)
    between = _text_parts(entry, made_from.language, source, (*seen, language))

    def state(name: str) -> State:
        if name not in there and (name in wanted or name in now):
            return State.MISSING
        if then.get(name) != now.get(name) or between.get(name) is State.OUTDATED:
            return State.OUTDATED
        return State.CURRENT if name in then else State.UNSTAMPED

    return {name: state(name) for name in (*wanted, *now, *then)}


def _cell_parts(entry: Entry, language: str, source: str, seen: tuple[str, ...] = ()) -> dict[str, State]:
    """Each cell. It stands beside its translations, so it is not its place that counts: only what it said."""
    wanted, there = cells(entry, source), cells(entry, language)
    if language == source:
        return dict.fromkeys(wanted, State.CURRENT)
    made_from = entry.facts.translated_from.get(language)
    if made_from is None or not made_from.fingerprints or language in seen:
        return _unstamped(wanted, there)
    then = set(made_from.fingerprints.values())
    now = cell_stamp(entry, language, made_from.language, source)
    between = _cell_parts(entry, made_from.language, source, (*seen, language))

    def state(name: str) -> State:
        if name not in there:
            return State.MISSING
        return State.OUTDATED if now[name] not in then or between.get(name) is State.OUTDATED else State.CURRENT

    return {name: state(name) for name in wanted}


def _unstamped(wanted: Mapping[str, str], there: Mapping[str, str]) -> dict[str, State]:
    return {name: State.UNSTAMPED if name in there else State.MISSING for name in wanted}
