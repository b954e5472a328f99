"""Reads the files of a folder as bytes; refuses what a content folder must not hold."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.problems import Mark, Problem, error

MAX_BYTES = 1_000_000
#: What editors and systems leave behind; never read, never published.
_LITTER = re.compile(r"^\.|~$|^#.*#$|\.(swp|swo|bak|orig|tmp)$|^(Thumbs\.db|desktop\.ini|__MACOSX)$")


@dataclass(frozen=True)
class SourceFile:
    """A file as bytes; ``path`` is relative to the site's root, ``inner`` to the folder that was read."""

    path: str
    inner: str
    data: bytes


def read_folder(root: Path, folder: str) -> tuple[list[SourceFile], list[Problem]]:
    """Every file below ``root/folder``, in the order of their paths."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    base = root / folder
    if not base.is_dir():
        return [], [error(Mark(folder), "folder-missing", f"the folder {folder} is not there")]
    for found in _below(base):
        name = os.path.normpath(f"{folder}/{found.relative_to(base).as_posix()}")
        if fault := _fault(found):
            problems.append(error(Mark(name), "file-refused", fault))
            continue
        try:
            data = found.read_bytes()
        except OSError as reason:
            problems.append(error(Mark(name), "file-unreadable", f"cannot be read: {reason.strerror}"))
            continue
        files.append(SourceFile(name, found.relative_to(base).as_posix(), data))
    return files, problems


def _below(folder: Path) -> Iterator[Path]:
    for found in sorted(folder.iterdir(), key=lambda path: path.name):
        if _LITTER.search(found.name):
            continue
        if found.is_dir() and not found.is_symlink():
            try:
                yield from _below(found)
            except PermissionError:
                yield found
        else:
            yield found


def _fault(path: Path) -> str:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link; content is made of plain files"
    if stat.S_ISDIR(status.st_mode):
        return "the folder cannot be read"
    if not stat.S_ISREG(status.st_mode):
        return "is not a plain file"
    if status.st_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES:,} bytes: split it"
    return ""
