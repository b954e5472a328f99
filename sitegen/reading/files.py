"""Reads the files of a folder as bytes; refuses what a content folder must not hold."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from sitegen.disk import Files, Held, looks
from sitegen.problems import Mark, Problem, error
from sitegen.wording import os_reason, say

MAX_BYTES = 1_000_000
#: What editors and systems leave behind; never read, never published.
_LITTER = re.compile(r"^\.|~$|^#.*#$|\.(swp|swo|bak|orig|tmp)$|^(Thumbs\.db|desktop\.ini|__MACOSX)$")


class SourceFile(NamedTuple):
    """A file; ``path`` is relative to the site's root, ``inner`` to the folder that was read."""

    path: str
    inner: str
    held: Held

    @property
    def data(self) -> bytes:
        """Its bytes; those of one that has not changed since the last build are read now."""
        return self.held.data

    @property
    def digest(self) -> str:
        """A digest of its bytes."""
        return self.held.digest


def read_folder(root: Path, folder: str, disk: Files) -> tuple[list[SourceFile], list[Problem]]:
    """Every file below ``root/folder``, in the order of their paths."""
    base = str(root / folder)  # names are text here: a Path for each of thousands is dear
    if not os.path.isdir(base):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
        return [], [error(Mark(folder), "folder-missing", say("the folder {folder} is not there", folder=folder))]
    above = os.path.normpath(f"{folder}/-")[:-1]  # what stands before a name: nothing below the root itself
    files: list[SourceFile] = []
    problems: list[Problem] = []
    waiting: list[tuple[str, os.DirEntry[str] | None]] = [("", None)]
    while waiting:
        inner, entry = waiting.pop()
        name = f"{above}{inner}"
        try:
            if entry is None or entry.is_dir(follow_symlinks=False):
                waiting += [(f"{inner}/{e.name}" if inner else e.name, e) for e in _entries(f"{base}/{inner}")]
            elif fault := _fault(entry.name, status := entry.stat(follow_symlinks=False)):
                problems.append(error(Mark(name), "file-refused", fault))
            else:
                files.append(SourceFile(name, inner, disk.held(entry.path, looks(status))))
        except OSError as reason:
            problems.append(_unreadable(name if inner else os.path.normpath(folder), reason))
    return files, problems


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What lies in a folder and is not litter, the last first."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not _LITTER.search(entry.name)]
    return sorted(entries, key=lambda entry: entry.name, reverse=True)


def read_file(root: Path, name: str, disk: Files) -> tuple[SourceFile | None, list[Problem]]:
    """The file ``root/name``; a problem when it is not a plain file of bearable size."""
    path = root / name
    try:
        status = path.lstat()
        if fault := _fault(path.name, status):
            return None, [error(Mark(name), "file-refused", fault)]
        return SourceFile(name, name, disk.held(str(path), looks(status))), []
    except OSError as reason:
        return None, [_unreadable(name, reason)]


def _unreadable(name: str, reason: OSError) -> Problem:
    return error(Mark(name), "file-unreadable", say("cannot be read: {reason}", reason=os_reason(reason)))


def _fault(name: str, status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        return say("is a symbolic link; content is made of plain files")
    if not stat.S_ISREG(status.st_mode):
        return say("is not a plain file")
    if status.st_size > MAX_BYTES:
        return say("is larger than {most:,} bytes: split it", most=MAX_BYTES)
    if not name.isprintable():
        return say("has a name with signs that cannot be shown: rename it")
    return ""
