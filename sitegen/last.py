"""The last build of its kind: when nothing has changed since, what it published still stands.

It is asked before anything else is loaded, so it knows bytes and no content. Inputs that look as they did (`disk.py`)
are the same; else they are compared by their bytes, because a checkout sets the times of files anew.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.disk import Files, Look, is_young, look_at
from sitegen.kept import digest
from sitegen.problems import Problem
from sitegen.standing import Standing


@dataclass(frozen=True)
class Glance:
    """How files and folders looked. While they look the same, they hold the same.

    ``names`` are joined by NUL; those of folders end with a slash. ``looks`` is a digest. ``young`` are those that
    could have changed since without looking different, with a digest of what they held.
    """

    names: str
    looks: str
    young: tuple[tuple[str, str], ...]

    def same(self, look: Callable[[str], Look], disk: Files) -> bool:
        """Whether a glance now would show the same."""
        looks = _digest(map(look, self.names.split("\0")))
        return looks == self.looks and all(_held(name, disk) == held for name, held in self.young)


@dataclass(frozen=True)
class Inputs:
    """All that a site is made from: its folders, files beside them, the digest of what they held, how they looked."""

    folders: tuple[str, ...]
    files: tuple[str, ...]
    digest: str
    glance: Glance

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
        glance = Glance("\0".join(looks), _digest(looks.values()), young)
        return cls(below, beside, digest(part for pair in held.items() for part in pair), glance)

    def now(self, disk: Files) -> Inputs:
        """The same inputs as they are now: these themselves, when that can be told without reading them."""
        return self if self.glance.same(look_at, disk) else Inputs.read(self.folders, self.files, disk)

    def are(self, folders: Iterable[Path], files: Iterable[Path]) -> bool:
        """Whether they are what lies in these folders, and these files beside them."""
        return (tuple(map(str, folders)), tuple(map(str, files))) == (self.folders, self.files)


@dataclass(frozen=True)
class LastBuild:
    """What a build that ended well was made from and for which day, what it published, and what it had to say."""

    inputs: Inputs
    zone: str
    day: str
    published: Standing
    problems: tuple[Problem, ...]

    def still_stands(self, inputs: Inputs, day: str, out: Path) -> bool:
        """Whether a build of ``inputs`` for ``day`` would make what stands in ``out``.

        An empty day is today in the time zone of the site.
        """
        today = day or datetime.now(ZoneInfo(self.zone)).date().isoformat()
        as_made = today == self.day and inputs.digest == self.inputs.digest
        return as_made and self.published.still_in(str(out)) is not None


def _digest(looks: Iterable[Look]) -> str:
    return digest((repr(list(looks)),))


def _held(name: str, disk: Files) -> str:
    """A digest of what a file holds, or of the names in a folder."""
    return digest((_content(name, look_at(name), disk), *(_inside(name) if name[-1] == "/" else ())))


def _content(name: str, look: Look, disk: Files) -> bytes:
    """What a file holds, and whether its name is a link; of anything else what it is, as far as it can be told."""
    kind = stat.S_IFMT(look[0])
    if kind != stat.S_IFREG:  # a pipe would never end
        return b"other %d" % (kind or look[0])
    try:
        return (b"link " if os.path.islink(name) else b"file ") + disk.read(name, look)  # noqa: PTH114
    except OSError as reason:
        return b"error %d" % (reason.errno or 0)


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
