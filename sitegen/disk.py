"""Files as they lie on the disk, none read more often than it must be.

What looks as it did when it was read (inode, size, times) holds the same bytes, because the system alone sets the time
of the last change (``st_ctime``). Only a second change within one tick of the clock of its file system shows nothing;
so what is as young as that is not believed.
"""

from __future__ import annotations

import os
import time

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


class Files:
    """Reads files, and remembers what they hold while they look the same."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Look, bytes]] = {}
        self.read_count = 0  #: how often a file was read

    def read(self, name: str, look: Look) -> bytes:
        """What a plain file holds that looks like this. Raises :class:`OSError`."""
        held = self._held.get(name)
        if held and held[0] == look:
            return held[1]
        now = time.time_ns()
        data = bytes_of(name)
        self.read_count += 1
        if not is_young(look[-1], now):
            self._held[name] = look, data
        return data


def bytes_of(name: str) -> bytes:
    """All bytes of a file: what ``open`` gives in half the time, which counts when there are thousands."""
    number = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = list(iter(lambda: os.read(number, _PART), b""))
    finally:
        os.close(number)
    return parts[0] if len(parts) == 1 else b"".join(parts)
