"""The state of every translation, from fingerprints of the text it was made from; never from dates.

A translatable thing is cut into *units*: the title, each field of the front matter, each section; for rows
and facts, each cell. White space and composed letters do not count, so that moving or reflowing changes nothing.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from sitegen.model.base import Text
from sitegen.model.entry import Entry, Layout, LocalText


class State(StrEnum):
    """Where a translation stands."""

    CURRENT = "current"
    OUTDATED = "outdated"
    UNSTAMPED = "unstamped"  #: nobody has said what it was made from
    MISSING = "missing"


@dataclass(frozen=True)
class Translation:
    """The state of an entry in a language, and the units that changed since."""

    state: State
    changed: tuple[str, ...] = ()


def fingerprint(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the normalised text."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def units(entry: Entry, language: str) -> dict[str, str]:
    """The units of an entry's text in a language by name; empty when there is none."""
    text = entry.texts.get(language)
    return _text_units(text) if text else {}


def cells(entry: Entry, language: str) -> dict[str, str]:
    """The cells of an entry's facts in a language, by dotted path."""
    found = ((".".join(map(str, path)), cell.root.get(language)) for path, cell in entry.cells)
    return {path: text for path, text in found if text}


def _text_units(text: LocalText) -> dict[str, str]:
    own = [name for name in type(text.front).model_fields if name not in _BOOKKEEPING]
    found = {name: _flat(getattr(text.front, name)) for name in own}
    for number, section in enumerate(text.sections):
        found[f"#{section.id or number}"] = f"{section.heading}\n{section.markdown}"
    return {name: value for name, value in found.items() if value}


_BOOKKEEPING = {*Text.model_fields} - {"title", "summary"}


def _flat(value: object) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value or "")


def text_stamp(entry: Entry, origin: str) -> dict[str, str]:
    """Fingerprints of the text in ``origin``, by unit: what a translation made of it now is made from."""
    return {name: fingerprint(text) for name, text in units(entry, origin).items()}


def cell_stamp(entry: Entry, language: str, origin: str, source: str) -> dict[str, str]:
    """The same for the cells that ``language`` has; one that is not in ``origin`` was made of the source."""
    original = cells(entry, source) | cells(entry, origin)
    return {name: fingerprint(original[name]) for name in cells(entry, language) if name in original}


def translation(entry: Entry, language: str, source: str) -> Translation:
    """The state of ``entry`` in ``language`` on a site whose source language is ``source``.

    Of the text and of the cells of the facts the one that is worse off says it.
    """
    if language == source:
        return Translation(State.CURRENT)
    of_cells = _cells_state(entry, language, source)
    if entry.type.layout is Layout.ROWS:
        lacking = tuple(name for name in cells(entry, source) if name not in cells(entry, language))
        return Translation(State.MISSING, lacking) if lacking else of_cells
    if language not in entry.texts:
        return Translation(State.MISSING)
    of_text = _text_state(entry, language, source)
    changed = of_text.changed + tuple(f"facts:{name}" for name in of_cells.changed)
    return Translation(max(of_text.state, of_cells.state, key=_WORSE.index), changed)


_WORSE = (State.CURRENT, State.UNSTAMPED, State.OUTDATED, State.MISSING)


def _text_state(entry: Entry, language: str, source: str, seen: tuple[str, ...] = ()) -> Translation:
    if language == source or language not in entry.texts:
        return Translation(State.CURRENT)
    made_from = entry.texts[language].front.translated_from
    if made_from is None or not made_from.fingerprints or language in seen:
        return Translation(State.UNSTAMPED)
    then, now = made_from.fingerprints, text_stamp(entry, made_from.language)
    names = (*now, *(name for name in then if name not in now))
    between = _text_state(entry, made_from.language, source, (*seen, language))
    return _compared(tuple(name for name in names if then.get(name) != now.get(name)), between)


def _cells_state(entry: Entry, language: str, source: str, seen: tuple[str, ...] = ()) -> Translation:
    """A cell stands beside its translations, so it is not its place that counts: only what it said."""
    if language == source or not cells(entry, language):
        return Translation(State.CURRENT)
    made_from = entry.facts.translated_from.get(language)
    if made_from is None or not made_from.fingerprints or language in seen:
        return Translation(State.UNSTAMPED)
    then = set(made_from.fingerprints.values())
    now = cell_stamp(entry, language, made_from.language, source)
    between = _cells_state(entry, made_from.language, source, (*seen, language))
    return _compared(tuple(name for name, print_ in now.items() if print_ not in then), between)


def _compared(changed: tuple[str, ...], between: Translation) -> Translation:
    """Outdated by what changed in the text it was made from, or in what that was made from."""
    if between.state is State.OUTDATED:
        changed = tuple(dict.fromkeys(changed + between.changed))
    return Translation(State.OUTDATED if changed else State.CURRENT, changed)
