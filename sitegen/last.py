"""The last build of its kind: when nothing has changed since, what it published still stands.

It is asked before anything else is loaded, so it knows bytes and no content. Inputs that look as they did (`disk.py`)
are the same; else those that look different are compared by their bytes, because a checkout sets the times of files
anew.
"""

from __future__ import annotations

import marshal
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.disk import Files, Look, is_young, look_at
from sitegen.kept import digest
from sitegen.problems import Problem
from sitegen.records import record
from sitegen.standing import Left, Standing


@record
class Glance:
    """How files and folders looked. While they look the same, they hold the same.

    ``names`` are joined by NUL; those of folders end with a slash. ``looks`` are packed. ``young`` are those that could
    have changed since without looking different, with a digest of what they held.
    """

    names: str
    looks: bytes
    young: tuple[tuple[str, str], ...]

    def same(self, look: Callable[[str], Look], disk: Files) -> bool:
        """Whether a glance now would show the same."""
        return self.shows(map(look, self.names.split("\0")), disk)

    def shows(self, looks: Iterable[Look], disk: Files) -> bool:
        """Whether these are the looks that it shows, and what was young has not changed without looking different."""
        return _packed(looks) == self.looks and all(_held(name, disk) == held for name, held in self.young)

    def all(self) -> Iterable[tuple[str, Look]]:
        """Each name with its look."""
        return zip(self.names.split("\0"), marshal.loads(self.looks), strict=True)


@record
class Inputs:
    """All that a site is made from: its folders, files beside them, how all of it looked, and what each file held: its
    kind and a digest, joined by NUL.
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]
    glance: Glance
    held: str

    @classmethod
    def read(cls, folders: Iterable[Path | str], files: Iterable[Path | str], disk: Files) -> Inputs:
        """The inputs as they are now."""
        below, beside = tuple(map(str, folders)), tuple(map(str, files))
        now = time.time_ns()
        inside = {name: found for folder in below for name, found in _below(folder)}
        looks = {name: look_at(name) for name in (*beside, *inside)}
        held = {name: _content(name, look, disk) for name, look in looks.items()}
        fresh = (name for name, look in looks.items() if is_young(look[-1], now))
        young = tuple((name, digest((held[name], *inside.get(name, ())))) for name in fresh)
        return cls(below, beside, Glance("\0".join(looks), _packed(looks.values()), young), "\0".join(held.values()))

    def now(self, disk: Files) -> Inputs:
        """The same inputs as they are now: these themselves, when that can be told without reading them. Of the others
        only files that look different are read.
        """
        now = time.time_ns()
        looks = [look_at(name) for name in self.glance.names.split("\0")]
        if self.glance.shows(looks, disk):
            return self
        disk.know(self._told())
        return self._mended(looks, now, disk) or Inputs.read(self.folders, self.files, disk)

    def _told(self) -> Iterator[tuple[str, tuple[Look, str]]]:
        """The plain files whose looks tell what they hold."""
        young = dict(self.glance.young)
        for (name, look), held in zip(self.glance.all(), self.held.split("\0"), strict=True):
            if held.startswith(_PLAIN) and name not in young:
                yield name, (look, held.removeprefix(_PLAIN))

    def _mended(self, looks: list[Look], now: int, disk: Files) -> Inputs | None:
        """The same inputs with the looks that they have ``now``; ``None`` when there are others."""
        young, held = dict(self.glance.young), self.held.split("\0")
        names, before = zip(*self.glance.all(), strict=True)
        other = [n for n, look in enumerate(looks) if look != before[n] or names[n] in young]
        folders = [names[n] for n in other if names[n][-1] == "/"]
        inside = _by_folder(names) if folders else {}
        if any(_inside(folder) != inside.get(folder, []) for folder in folders):
            return None
        for n in other:
            held[n] = _content(names[n], looks[n], disk)
        fresh = (n for n in other if is_young(looks[n][-1], now))
        young = {names[n]: digest((held[n], *inside.get(names[n], ()))) for n in fresh}
        glance = Glance(self.glance.names, _packed(looks), tuple(young.items()))
        return replace(self, glance=glance, held="\0".join(held))

    def hold_same_as(self, other: Inputs) -> bool:
        """Whether the same is in them as in other ones, however it looks."""
        return (self.glance.names, self.held) == (other.glance.names, other.held)

    def are(self, folders: Iterable[Path], files: Iterable[Path]) -> bool:
        """Whether they are what lies in these folders, and these files beside them."""
        return (tuple(map(str, folders)), tuple(map(str, files))) == (self.folders, self.files)


@record
class LastBuild:
    """What a build that ended well was made from and for which day, what it published, and what it had to say."""

    inputs: Inputs
    zone: str
    day: str
    published: Standing
    problems: tuple[Problem, ...]

    def still_stands(self, inputs: Inputs, day: str, left: Callable[[], Left]) -> bool:
        """Whether a build of ``inputs`` for ``day`` would make what was published, of which something is ``left``.

        An empty day is today in the time zone of the site.
        """
        today = day or datetime.now(ZoneInfo(self.zone)).date().isoformat()
        return today == self.day and inputs.hold_same_as(self.inputs) and left() is not Left.NOTHING


def _packed(looks: Iterable[Look]) -> bytes:
    """Looks in a form of Python's own: of this version, which writes the same in the same way."""
    return marshal.dumps(list(looks), 2)


def _held(name: str, disk: Files) -> str:
    """A digest of what a file holds, or of the names in a folder."""
    return digest((_content(name, look_at(name), disk), *(_inside(name) if name[-1] == "/" else ())))


def _content(name: str, look: Look, disk: Files) -> str:
    """What a file holds, and whether its name is a link; of anything else what it is, as far as it can be told."""
    kind = stat.S_IFMT(look[0])
    if kind != stat.S_IFREG:  # a pipe would never end
        return f"other {kind or look[0]}"
    try:
        return (_LINK if os.path.islink(name) else _PLAIN) + disk.held(name, look).digest  # noqa: PTH114
    except OSError as reason:
        return f"error {reason.errno or 0}"


_PLAIN, _LINK = "file ", "link "


def _by_folder(names: Iterable[str]) -> dict[str, list[str]]:
    """What ``_inside`` gave of each folder, out of the names of all that is below."""
    found: dict[str, list[str]] = {}
    for name in names:
        end = name.rfind("/", 0, -1) + 1
        found.setdefault(name[:end], []).append(name[end:])
    return {folder: sorted(inside) for folder, inside in found.items()}


def _below(folder: str) -> Iterable[tuple[str, list[str]]]:
    """Everything below a folder in a fixed order, each folder with the names that are in it."""
    waiting = [f"{folder}/"]
    while waiting:
        name = waiting.pop()
        inside = _inside(name)
        yield name, inside
        for found in inside:
            if found[-1] == "/":
                waiting.append(name + found)
            else:
                yield name + found, []


def _inside(folder: str) -> list[str]:
    """The names in a folder in order, those of folders with a slash at their end; none when it is not one."""
    try:
        with os.scandir(folder) as found:
            return sorted([f"{e.name}/" if e.is_dir(follow_symlinks=False) else e.name for e in found])
    except OSError:
        return []
