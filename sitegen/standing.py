"""A published site as a build left it: while it looks the same, it is the same, and nothing of it need be read.

Only this program writes there, so a file is told by who may read it, its size and its time, whatever inode it is. One
that changes twice within a tick is of no concern: each is written once. Beside the site lies its spare
(`publish.py`): the same files by a second name each, in folders of its own.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from enum import IntEnum
from errno import EEXIST, ENOTEMPTY
from operator import attrgetter
from pathlib import Path

from sitegen.disk import Look, is_young
from sitegen.records import record

_DIGEST = 32  #: bytes of SHA-256
_look = attrgetter("st_mode", "st_size", "st_mtime_ns")


@record
class Folders:
    """How the folders of a site looked, by path; the site itself is ``""``.

    ``young`` are the names in those that could have changed since without looking different.
    """

    looks: Mapping[str, Look]
    young: Mapping[str, list[str]]

    @classmethod
    def at(cls, site: str, paths: Iterable[str]) -> Folders:
        """How folders look now. Raises :class:`OSError`."""
        now = time.time_ns()
        looks = {path: look_of(site, path) for path in paths}
        young = {path: _names(site, path) for path, look in looks.items() if is_young(look[-1], now)}
        return cls(looks, young)

    def same(self, site: str) -> bool:
        """Whether they look so in this folder. Raises :class:`OSError` where one is missing."""
        return all(look_of(site, path) == look for path, look in self.looks.items()) and all(
            _names(site, path) == names for path, names in self.young.items()
        )

    def mended(self, site: str, source: str, new: Iterable[str], gone: Iterable[str]) -> Folders:
        """Makes of the site that they are of another one: without the files that are ``gone`` and what they leave
        empty, with those of ``source`` that are ``new``. No file is written to, since each may have other names.

        Returns its folders as they are then. Raises :class:`OSError`; then it is worth nothing any more.
        """
        left, touched = set(self.looks), set()
        for path in gone:
            os.unlink(f"{site}/{path}")
            touched.add(folder := folder_of(path))
            while folder and _removed_empty(f"{site}/{folder}"):
                left.remove(folder)
                touched.add(folder := folder_of(folder))
        for path in new:
            touched.add(folder := folder_of(path))
            make(site, folder, left)
            with suppress(FileNotFoundError):
                os.unlink(f"{site}/{path}")
            os.link(f"{source}/{path}", f"{site}/{path}")
        made = left - self.looks.keys()
        seen = Folders.at(site, (touched | made | set(map(folder_of, made))) & left)
        looks = {path: look for path, look in self.looks.items() if path in left}
        young = {path: names for path, names in self.young.items() if path in left and path not in seen.looks}
        return Folders({**looks, **seen.looks}, {**young, **seen.young})


class Left(IntEnum):
    """What is left of a published site: nothing for certain, the site, or its spare as well."""

    NOTHING = 0
    SITE = 1
    ALL = 2


@record
class Standing:
    """What was published to a folder, and how it looked when it was left there.

    ``files`` has the SHA-256 in hex of each file by its path, ``looks`` how it looked. ``spare`` are the folders of the
    spare, if there is one.
    """

    files: Mapping[str, str]
    looks: Mapping[str, Look]
    folders: Folders
    spare: Folders | None = None

    def __getstate__(self) -> tuple[object, ...]:
        """In few pieces: there may be tens of thousands of files."""
        paths, digests = "\0".join(self.files), bytes.fromhex("".join(self.files.values()))
        looks = marshal.dumps([self.looks[path] for path in self.files], 2)
        return paths, digests, looks, self.folders, self.spare

    def __setstate__(self, state: tuple[str, bytes, bytes, Folders, Folders | None]) -> None:
        joined, digests, looks, folders, spare = state
        paths, hexes = joined.split("\0"), digests.hex("\0", _DIGEST).split("\0")
        files = dict(zip(paths, hexes, strict=True)) if joined else {}
        held = dict(zip(files, marshal.loads(looks), strict=True))
        self.__dict__.update(files=files, looks=held, folders=folders, spare=spare)

    def left_in(self, site: str) -> Left:
        """What of it stands in a folder as it was left.

        A spare counts only while each file has two names: what happened to one of another name would not be seen.
        """
        names = set()
        try:
            for path, look in self.looks.items():
                found = os.lstat(f"{site}/{path}")
                if _look(found) != look:
                    return Left.NOTHING
                names.add(found.st_nlink)
            if not self.folders.same(site):
                return Left.NOTHING
        except OSError:
            return Left.NOTHING
        with suppress(OSError):
            if self.spare and names == {2} and self.spare.same(str(spare_of(Path(site)))):
                return Left.ALL
        return Left.SITE

    def what_is(self, left: Left) -> Standing | None:
        """As much of it as is left."""
        return {Left.ALL: self, Left.SITE: replace(self, spare=None), Left.NOTHING: None}[left]


def spare_of(out: Path) -> Path:
    """Where the spare of a site lies: its twin, each file of which is the same file.

    The next site is made of it by changing what differs, so publishing costs what has changed.
    """
    return out.with_name(f".{out.name}.spare")


def look_of(site: str, path: str) -> Look:
    """How a file or folder of a published site looks. Raises :class:`OSError`."""
    look: Look = _look(os.lstat(f"{site}/{path}"))
    return look


def folder_of(path: str) -> str:
    """The path of the folder that a file or folder lies in."""
    return path.rpartition("/")[0]


def make(site: str, folder: str, there: set[str]) -> None:
    """Makes a folder and those that it lies in, for everybody to read, whatever the umask."""
    if folder not in there:
        make(site, folder_of(folder), there)
        os.mkdir(f"{site}/{folder}")
        os.chmod(f"{site}/{folder}", 0o755)
        there.add(folder)


def _names(site: str, folder: str) -> list[str]:
    return sorted(os.listdir(f"{site}/{folder}"))


def _removed_empty(folder: str) -> bool:
    """Removes a folder that is empty; whether it was."""
    try:
        os.rmdir(folder)
    except OSError as reason:
        if reason.errno in (ENOTEMPTY, EEXIST):
            return False
        raise
    return True
