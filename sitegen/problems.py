"""What is wrong with the content, as values: found anywhere, printed in one place, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from sitegen.wording import Said

LONGEST = 600  #: characters of a message or a hint


class Severity(StrEnum):
    """An error stops the publication; a warning does not (unless ``--strict``)."""

    ERROR = "error"
    WARNING = "warning"


class Mark(NamedTuple):
    """A place in a file: path relative to the site's root, line and column counted from 1.

    A tuple, because each word of a YAML file has one: nothing is made, kept and loaded sooner.
    """

    file: str
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and how to mend it.

    ``code`` is a stable id such as ``yaml-duplicate-key``; ``hint`` may be empty.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


def error(at: Mark, code: str, message: str, hint: str = "") -> Problem:
    """An error at a place."""
    return Problem(at.file, at.line, at.column, code, _short(message), _short(hint))


def warning(at: Mark, code: str, message: str, hint: str = "") -> Problem:
    """A warning at a place."""
    return Problem(at.file, at.line, at.column, code, _short(message), _short(hint), Severity.WARNING)


def _short(text: str) -> str:
    """One line of bearable length: what was found in a file may be quoted in it."""
    if isinstance(text, Said):
        return text
    line = " ".join(text.split("\n"))
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything here must stop the publication."""
    return any(p.severity is Severity.ERROR for p in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file, line and column, each problem once."""
    return sorted(set(problems))
