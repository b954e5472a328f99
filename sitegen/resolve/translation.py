"""The state of every translation, from fingerprints of the text it was made from; never from dates.

A translatable thing is cut into *units*: the title, each field of the front matter, each section; for rows and
facts, each cell. White space and composed letters do not count, so that moving or reflowing changes nothing.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sitegen.model.base import Text, TranslatedFrom, localised
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
    """The units of an entry in a language by name; empty when there is nothing in that language."""
    text = entry.texts.get(language)
    if text:
        return _text_units(text)
    if entry.type.layout is Layout.FOLDERS:
        return {}
    return cells(entry, language)


def cells(entry: Entry, language: str) -> dict[str, str]:
    """The cells of an entry's facts in a language, by dotted path."""
    found = ((".".join(map(str, path)), cell.root.get(language)) for path, cell in localised(entry.facts))
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


def stamp(entry: Entry, language: str) -> dict[str, str]:
    """Fingerprints of what a translation made from ``language`` now is made from, by unit."""
    return {name: fingerprint(text) for name, text in units(entry, language).items()}


def translation(entry: Entry, language: str, source: str) -> Translation:
    """The state of ``entry`` in ``language`` on a site whose source language is ``source``."""
    if language == source:
        return Translation(State.CURRENT)
    if entry.type.layout is Layout.ROWS:
        return _row_translation(entry, language, source)
    text = entry.texts.get(language)
    if text is None:
        return Translation(State.MISSING)
    return _compared(entry, text.front.translated_from, source)


def _row_translation(entry: Entry, language: str, source: str) -> Translation:
    there = cells(entry, language)
    lacking = tuple(name for name in cells(entry, source) if name not in there)
    if lacking:
        return Translation(State.MISSING, lacking)
    return _compared(entry, entry.facts.translated_from.get(language), source)


def _compared(entry: Entry, made_from: TranslatedFrom | None, source: str) -> Translation:
    if made_from is None or not made_from.fingerprints:
        return Translation(State.UNSTAMPED)
    changed = _changed(made_from.fingerprints, stamp(entry, made_from.language))
    between = translation(entry, made_from.language, source) if made_from.language != source else Translation(State.CURRENT)
    if between.state is State.OUTDATED:
        changed = tuple(dict.fromkeys(changed + between.changed))
    return Translation(State.OUTDATED if changed else State.CURRENT, changed)


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in (*now, *(n for n in then if n not in now)) if then.get(name) != now.get(name))
