"""From bytes to text: UTF-8, Unix line ends, composed letters, nothing invisible that misleads."""

from __future__ import annotations

import re
import unicodedata

from sitegen.problems import Mark, Problem, error

MAX_LINE = 65_536
#: Embeddings, overrides and isolates (Unicode Bidirectional Algorithm, UAX #9 §2): they can make a text
#: read otherwise than it is. Marks for Arabic and Farsi spelling (ZWNJ, ZWJ) are not among them.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file; ``None`` when it cannot be used."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [error(Mark(file), "text-encoding", "is UTF-16, not UTF-8", "save it as UTF-8")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data[: reason.start].count(b"\n") + 1
        message = f"is not UTF-8: byte {data[reason.start]:#04x} at offset {reason.start}"
        return None, [error(Mark(file, line), "text-encoding", message, "save it as UTF-8")]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    problems = [*_unwanted(text, file)]
    return (None if problems else text), problems


def _unwanted(text: str, file: str) -> list[Problem]:
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            problems.append(error(Mark(file, number), "text-line", f"the line has more than {MAX_LINE:,} characters"))
            continue
        for code, pattern, what in (
            ("text-bidi", _BIDI, "changes the direction of the text unseen"),
            ("text-control", _CONTROL, "is a control character"),
        ):
            if match := pattern.search(line):
                name = f"U+{ord(match[0]):04X}"
                at = Mark(file, number, match.start() + 1)
                problems.append(error(at, code, f"{name} {what}", "delete it; the site isolates numbers by itself"))
    return problems
