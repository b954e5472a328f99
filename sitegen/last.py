"""The last build of its kind: when nothing has changed since, what it published still stands.

It is asked before anything else is loaded, so it knows bytes and no content. Inputs are compared by their bytes,
because a checkout sets the times of files anew; what was published by size and time: only this program writes there.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.kept import digest
from sitegen.problems import Problem


@dataclass(frozen=True)
class Inputs:
    """All that a site is made from: its folders, files beside them, and the digest of what they held."""

    folders: tuple[str, ...]
    files: tuple[str, ...]
    digest: str

    @classmethod
    def read(cls, folders: Iterable[Path], files: Iterable[Path]) -> Inputs:
        """The inputs as they are now."""
        names = tuple(map(str, folders)), tuple(map(str, files))
        return cls(*names, _bytes_of(*names))

    def unchanged(self) -> bool:
        """Whether they still hold the same."""
        return _bytes_of(self.folders, self.files) == self.digest


@dataclass(frozen=True)
class LastBuild:
    """What a build that ended well was made from and for which day, what it had to say, and what it published: how that
    stood there, and the SHA-256 of each file by its path.
    """

    inputs: Inputs
    zone: str
    day: str
    published: str
    problems: tuple[Problem, ...]
    files: Mapping[str, str]

    def still_stands(self, day: str, out: Path) -> bool:
        """Whether a build for ``day`` (empty: today in the time zone of the site) would make what stands in ``out``."""
        today = day or datetime.now(ZoneInfo(self.zone)).date().isoformat()
        return today == self.day and self.inputs.unchanged() and state_of(out) == self.published


def state_of(folder: Path) -> str:
    """A digest of the names, sizes and times of all files below a folder, and of how they may be read."""
    return digest(
        f"{name} {status.st_mode} {status.st_size} {status.st_mtime_ns}"
        for name, entry in _below(str(folder))
        for status in (entry.stat(follow_symlinks=False),)
    )


def _bytes_of(folders: Iterable[str], files: Iterable[str]) -> str:
    return digest(part for name in (*files, *_files_below(folders)) for part in (name, _content(name)))


def _files_below(folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        yield folder
        yield from (name for name, _ in _below(folder))


def _content(name: str) -> bytes:
    """What a file holds, also when its name is a link to it; for anything else what it is, as far as it can be told."""
    try:
        kind = stat.S_IFMT(os.stat(name).st_mode)  # noqa: PTH116
        if kind != stat.S_IFREG:  # a pipe would never end
            return b"kind %d" % kind
        with open(name, "rb") as file:  # noqa: PTH123  # thousands of them, each time
            return b"file " + file.read()
    except OSError as reason:
        return b"error %d" % (reason.errno or 0)


def _below(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder, in a fixed order; nothing when it is not one."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        yield entry.path, entry
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
