"""Problems as text for people, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.messages import ENGLISH, Words
from sitegen.problems import Problem, Severity
from sitegen.wording import say

QUOTED = 100  #: letters of a line that are quoted
MOST_BYTES = 2_000_000  #: of a file that is quoted from
_JOINERS = "\u200b\u200c\u200d\u2060"
_LEVELS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}
_COLOURS = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m"}


def printed(
    problems: Sequence[Problem],
    style: str,
    color: bool = False,
    most: int = 100,
    root: Path | None = None,
    words: Words = ENGLISH,
) -> str:
    """All problems in a style: ``text``, ``json`` or ``github``; as text, the first ``most`` and the total.

    With ``root``, the folder of the site, each line that is meant is quoted, with a caret below the place.
    ``words`` says the sentences in a language; codes stay as they are.
    """
    if style == "json":
        return json.dumps([_spoken(p, words)._asdict() for p in problems], ensure_ascii=False, indent=1) + "\n"
    if style == "github":
        return "".join(_annotation(_spoken(p, words)) for p in problems)
    # Never a warning in the place of an error: the sort is stable, and the chosen are shown in their order.
    chosen = sorted(problems, key=lambda p: p.severity is not Severity.ERROR)[:most]
    shown = problems if len(problems) <= most else sorted(chosen)
    quote = _Quotes(root)
    lines = [line for problem in shown for line in _lines(_spoken(problem, words), words, color, quote)]
    if problems:
        errors = sum(p.severity is Severity.ERROR for p in problems)
        found = (
            words.counted("{count} error", "{count} errors", errors),
            words.counted("{count} warning", "{count} warnings", len(problems) - errors),
        )
        more = words(say(" ({most} are shown)", most=most)) if len(problems) > most else ""
        lines.append(f"{', '.join(found)}{more}")
    return "".join(line + "\n" for line in lines)


def _spoken(problem: Problem, words: Words) -> Problem:
    return problem._replace(message=words(problem.message), hint=words(problem.hint))


def _lines(problem: Problem, words: Words, color: bool, quote: _Quotes) -> Iterator[str]:
    file = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in problem.file)
    level = words(_LEVELS[problem.severity])
    if color:
        level = f"{_COLOURS[problem.severity]}{level}\033[0m"
    yield f"{file}:{problem.line}:{problem.column}: {level}: {problem.message} [{problem.code}]"
    yield from quote(problem)
    if problem.hint.strip():
        yield f"    {problem.hint}"


class _Quotes:
    """The line of a file that a problem is about, and a caret below the place."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._files: dict[str, list[str]] = {}

    def __call__(self, problem: Problem) -> Iterator[str]:
        lines = self._lines(problem.file)
        if not 1 <= problem.line <= len(lines):
            return
        line = "".join(c if c.isprintable() or c in _JOINERS else " " for c in lines[problem.line - 1])
        place = min(problem.column, len(line) + 1) - 1
        start = max(0, place - QUOTED // 2)
        shown = line[start : start + QUOTED]
        if shown.strip():
            yield f"    | {shown}"
            yield f"    | {' ' * _columns(line[start:place])}^"

    def _lines(self, file: str) -> list[str]:
        if file not in self._files:
            self._files[file] = self._read(file)
        return self._files[file]

    def _read(self, file: str) -> list[str]:
        try:
            path = self._root / file if self._root else None
            data = path.read_bytes()[:MOST_BYTES] if path and path.is_file() else b""  # a pipe would never end
        except (OSError, ValueError):
            return []
        return re.split(r"\r\n|\n|\r", data.decode("utf-8", "replace").removeprefix("\ufeff"))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: marks that stand over letters take none, wide letters two."""
    return sum(
        0 if unicodedata.combining(c) or c in _JOINERS else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text
    )


def _annotation(problem: Problem) -> str:
    """A workflow command; its values are escaped as GitHub's toolkit does."""
    message = _escaped("\n".join(filter(str.strip, (problem.message, problem.hint))))
    file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
    return (
        f"::{problem.severity} file={file},line={problem.line},col={problem.column},title={problem.code}::{message}\n"
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
