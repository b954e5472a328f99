"""How far a build is, in one line of a terminal that is gone when it ends."""

from __future__ import annotations

import argparse
import sys
import time
from types import TracebackType
from typing import Self

from sitegen.wording import say

WIDTH = 24  #: of the bar, in characters
EVERY = 0.1  #: seconds between two times that it is drawn
_CLEAR = "\r\033[K"


class Bar:
    """Draws a bar, how many files are finished, and how many a second; nothing where nobody watches a terminal."""

    def __init__(self, known: argparse.Namespace) -> None:
        self._words = known.words
        self._shown = sys.stderr.isatty() and known.format == "text"
        self._began = self._drawn = 0.0

    def __enter__(self) -> Self:
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
        line = say("{done} of {count} files, {rate:.0f} a second", done=done, count=of, rate=rate)
        full = WIDTH * done // max(of, 1)
        sys.stderr.write(f"{_CLEAR}{'━' * full}{'─' * (WIDTH - full)} {self._words(line)}")
        sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
