"""A file without a name, for what need not be in memory all the time. Forks of this process read it too.

It goes when nothing that lies there is wanted any more, however the process ends.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class Shelf:
    """Takes bytes, and tells where they lie."""

    def __init__(self, folder: Path) -> None:
        """Raises :class:`OSError` when nothing can be written there."""
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # open as long as it is wanted
        self._end = 0

    def put(self, data: bytes) -> bytes | Place:
        """Where the bytes lie; they themselves where there is no room."""
        try:
            written = os.pwrite(self.number, data, self._end)
        except OSError:
            return data
        if written != len(data):
            return data
        place = Place(self, self._end, written)
        self._end += written
        return place

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()

    @property
    def number(self) -> int:
        """What the system calls the file."""
        return self._file.fileno()


class Place:
    """Where bytes lie on a shelf."""

    __slots__ = ("_shelf", "_size", "_start")

    def __init__(self, shelf: Shelf, start: int, size: int) -> None:
        self._shelf = shelf
        self._start = start
        self._size = size

    def taken(self) -> bytes:
        """The bytes. Raises :class:`OSError` when the disk fails."""
        return os.pread(self._shelf.number, self._size, self._start)
