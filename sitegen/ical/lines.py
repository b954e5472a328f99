"""Calendar files as RFC 5545 writes them: lines, values, components."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime

#: Bytes of UTF-8 in a line, without its end (RFC 5545, 3.1).
LINE = 75


def component(name: str, *parts: Iterable[str]) -> Iterator[str]:
    """The lines of a component around those of its parts."""
    yield f"BEGIN:{name}"
    for part in parts:
        yield from part
    yield f"END:{name}"


def text(name: str, value: str, language: str = "") -> str:
    """A line with a text for people, in a language if one is named."""
    return f"{name};LANGUAGE={language}:{escaped(value)}" if language else f"{name}:{escaped(value)}"


def moment(name: str, at: date, zone: str = "") -> str:
    """A line with a day (``VALUE=DATE``), or with the minute that clocks show in a zone."""
    if not isinstance(at, datetime):
        return f"{name};VALUE=DATE:{at:%Y%m%d}"
    return f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}"


def escaped(value: str) -> str:
    """A text as a value of a line (RFC 5545, 3.3.11). Characters that it may not hold are left out."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc")
    for sign in "\\;,":
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, of which all but the first begin with a space; no character is cut."""
    piece, size = "", 0
    for character in line:
        length = len(character.encode())
        if size + length > LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + length
    yield piece


def written(lines: Iterable[str]) -> bytes:
    """The bytes of a file."""
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line)).encode()
