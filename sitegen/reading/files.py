"""Reads the files of a folder as bytes; refuses what a content folder must not hold."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from sitegen.problems import Mark, Problem, error
from sitegen.wording import os_reason, say

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
    base = root / folder
    if not os.path.isdir(base):  # noqa: PTH112 -- Path.is_dir raises for a name that is too long
        return [], [error(Mark(folder), "folder-missing", say("the folder {folder} is not there", folder=folder))]
    files: list[SourceFile] = []
    problems: list[Problem] = []
    waiting = [base]
    while waiting:
        found = waiting.pop()
        inner = found.relative_to(base).as_posix()
        try:
            if found == base or _is_folder(found):
                waiting += sorted((path for path in found.iterdir() if not _LITTER.search(path.name)), reverse=True)
                continue
        except OSError as reason:
            problems.append(_unreadable(os.path.normpath(f"{folder}/{inner}"), reason))
            continue
        file, refused = read_file(root, os.path.normpath(f"{folder}/{inner}"), inner)
        files += [file] if file else []
        problems += refused
    return files, problems


def read_file(root: Path, name: str, inner: str = "") -> tuple[SourceFile | None, list[Problem]]:
    """The file ``root/name``; a problem when it is not a plain file of bearable size."""
    path = root / name
    try:
        if fault := _fault(path):
            return None, [error(Mark(name), "file-refused", fault)]
        return SourceFile(name, inner or name, path.read_bytes()), []
    except OSError as reason:
        return None, [_unreadable(name, reason)]


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


def _unreadable(name: str, reason: OSError) -> Problem:
    return error(Mark(name), "file-unreadable", say("cannot be read: {reason}", reason=os_reason(reason)))


def _fault(path: Path) -> str:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return say("is a symbolic link; content is made of plain files")
    if not stat.S_ISREG(status.st_mode):
        return say("is not a plain file")
    if status.st_size > MAX_BYTES:
        return say("is larger than {most:,} bytes: split it", most=MAX_BYTES)
    if not path.name.isprintable():
        return say("has a name with signs that cannot be shown: rename it")
    return ""
