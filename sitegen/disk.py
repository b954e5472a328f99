"""Files as they lie on the disk, none read more often than it must be.

What looks as it did when it was read (inode, size, times) holds the same bytes, because the system alone sets the time
of the last change (``st_ctime``). Only a second change within one tick of the clock of its file system shows nothing;
so what is as young as that is not believed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import blake2b

Look = tuple[int, ...]  # how a file or folder looks; the last number is the time of its last change

_TICK = 10_000_000  # nanoseconds: the kernel's clock ticks 100 times a second or oftener
_LONG_TICK = 2_000_000_000  # the clock of FAT
_PART = 16_384  # bytes that are read at once: most files have fewer


def look_at(name: str) -> Look:
    """How that looks which a name leads to; where nothing is to be seen, the number of the error."""
    try:
        return looks(os.stat(name))  # noqa: PTH116  # thousands of them, each time
    except OSError as reason:
        return (reason.errno or 0,)


def looks(status: os.stat_result) -> Look:
    """Its kind, inode, size and times."""
    return status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def is_young(changed: int, now: int) -> bool:
    """Whether what was last changed then may change after ``now`` without looking different; in ns since 1970."""
    tick = 2 * _TICK if changed % _TICK else _LONG_TICK  # a time in round numbers is of a coarse clock
    return changed + tick >= now


class ChangedError(Exception):
    """A file is not any more as it was when it was looked at: whatever was told of it is to be told anew."""


class Held:
    """What a file holds: the digest of its bytes, and these, or ``read``, which brings them when they are asked for."""

    __slots__ = ("_data", "_read", "digest")

    def __init__(self, digest: str, read: Callable[[], bytes], data: bytes | None = None) -> None:
        self.digest = digest
        self._read = read
        self._data = data

    @property
    def data(self) -> bytes:
        """Its bytes. Raises :class:`ChangedError` when they are not those that were told, or cannot be read."""
        if self._data is None:
            try:
                data = self._read()
            except OSError as reason:  # it was taken away, or was told to somebody else who may read it
                raise ChangedError from reason
            if _digest(data) != self.digest:
                raise ChangedError
            self._data = data
        return self._data

    def let_go(self) -> None:
        """Forgets the bytes, which are not likely to be asked for again."""
        self._data = None


class Files:
    """Reads files, and remembers what they hold while they look the same."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Look, Held]] = {}
        self._known: dict[str, tuple[Look, str]] = {}
        self.read_count = 0  #: how often a file was read

    def know(self, files: Iterable[tuple[str, tuple[Look, str]]]) -> None:
        """Takes over what another process knew of files: their names, how they looked and the digests of their bytes.

        Those that were young when they were read are not among them.
        """
        self._known.update(files)

    def forget(self) -> None:
        """Forgets all of it: some of what another process knew is not so any more."""
        self._held.clear()
        self._known.clear()

    def held(self, name: str, look: Look) -> Held:
        """What a plain file holds that looks like this. Raises :class:`OSError`."""
        there = self._held.get(name)
        if there and there[0] == look:
            return there[1]
        known, read = self._known.get(name), partial(self._bytes_of, name)
        if known and known[0] == look:
            held, young = Held(known[1], read), False
        else:
            now, data = time.time_ns(), read()
            held, young = Held(_digest(data), read, data), is_young(look[-1], now)
        if not young:
            self._held[name] = look, held
        return held

    def _bytes_of(self, name: str) -> bytes:
        self.read_count += 1
        return bytes_of(name)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def bytes_of(name: str) -> bytes:
    """All bytes of a file: what ``open`` gives in half the time, which counts when there are thousands."""
    number = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = list(iter(lambda: os.read(number, _PART), b""))
    finally:
        os.close(number)
    return parts[0] if len(parts) == 1 else b"".join(parts)
