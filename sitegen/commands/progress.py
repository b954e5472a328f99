"""How far a build is, in one line of a terminal that is gone when it ends."""

from __future__ import annotations

import argparse
import os
import sys
import time
from types import TracebackType
from typing import Self

from sitegen.wording import say

WIDTH = 24  #: of the bar, in characters
EVERY = 0.1  #: seconds between two times that it is drawn
_CLEAR = "\r\033[K"
_SHORTEST = 4  #: a bar that says something


class Bar:
    """Draws a bar, how many files are finished, and how many a second; nothing where nobody watches a terminal."""

    def __init__(self, known: argparse.Namespace) -> None:
        self._words = known.words
        can_clear = os.environ.get("TERM", "dumb") != "dumb"
        self._shown = sys.stderr.isatty() and can_clear and known.format == "text"
        self._began = self._drawn = 0.0

    def __enter__(self) -> Self:
        if self._shown:
            _write(self._words(say("Reading and checking …")))
        return self

    def __call__(self, done: int, of: int) -> None:
        """So many of all files are finished."""
        if not self._shown:
            return
        now = time.monotonic()
        self._began = self._began or now
        if now - self._drawn >= EVERY:
            self._drawn = now
            self._draw(done, of, now - self._began)

    def _draw(self, done: int, of: int, seconds: float) -> None:
        rate = done / seconds if seconds else 0
        line = self._words(say("{done} of {count} files, {rate:.0f} a second", done=done, count=of, rate=rate))
        width = min(WIDTH, _columns() - len(line) - 1)
        full = width * done // max(of, 1)
        _write(f"{'━' * full}{'─' * (width - full)} {line}" if width >= _SHORTEST else line)

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            _write("")


def _write(line: str) -> None:
    """Puts a line where the last one stood. One that goes over the edge could not be taken away again."""
    sys.stderr.write(f"{_CLEAR}{line[: _columns()]}")
    sys.stderr.flush()


def _columns() -> int:
    """How many characters fit on a line, with the last column free: some terminals go on to the next line there."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except OSError:
        columns = 0
    return (columns or 80) - 1  # a terminal that does not know says 0
