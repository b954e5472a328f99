"""What was worked out before, in this process or an earlier one, so that it need not be worked out again.

A result is kept under a kind and a key, with a digest of all that it was made of, so nothing that is out of date is
ever taken. Without the file, with a damaged or a foreign one, everything is worked out anew, to the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from sitegen.disk import bytes_of
from sitegen.installed import package
from sitegen.shelf import Shelf
from sitegen.store import Name, Store, today, unsealed
from sitegen.workers import FEW, spread

T = TypeVar("T")
#: Those that have a part in what is made, as they are named where one installs them.
_LIBRARIES = (
    "babel", "deflate", "jinja2", "markdown", "markupsafe", "nh3", "persiantools", "pydantic", "pyromark", "pyyaml",
    "rcssmin", "regex", "rjsmin", "segno", "tzdata",
)  # fmt: skip


def digest(parts: Iterable[str | bytes]) -> str:
    """A digest of several things; where one ends and the next begins counts."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


@cache
def engine() -> str:
    """A digest of the program itself: another version makes other things of the same content."""
    versions = (f"{name} {found.version}" for name in _LIBRARIES if (found := package(name)))
    return digest((sys.version, *versions, *_sources(os.path.dirname(__file__))))  # noqa: PTH120


def _sources(folder: str) -> Iterator[str | bytes]:
    """The name and the bytes of each of the program's files."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _sources(entry.path)
        elif entry.name.endswith(".py"):
            yield entry.name
            yield bytes_of(entry.path)


class Kept:
    """Results by kind and key. With a ``file`` they outlive the process, once :meth:`save` was called.

    Beside a result stand its ``data``: bytes that are not held in memory when there is a file.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = Store(file, lambda: engine()) if file else None
        self._values: dict[Name, object] = {}
        self._data: dict[Name, bytes] = {}
        self._asked: set[Name] = set()
        self._new: set[Name] = set()
        self._days: dict[Name, int] = {}  # when what was recalled was last asked for
        self.made: Counter[str] = Counter()  #: how many results of each kind were worked out

    def get(self, kind: str, key: str, made_of: str, make: Callable[[], T]) -> T:
        """The result under a key, if it was made of the same (``made_of`` is a digest); else the one of ``make``."""
        return self.get_all(kind, [(key, made_of)], lambda _: make())[0]

    def get_all(
        self,
        kind: str,
        wanted: Sequence[tuple[str, str]],
        make: Callable[[int], T],
        jobs: int = 1,
        lay_by: Callable[[T, Shelf], object] = lambda value, shelf: None,
    ) -> list[T]:
        """The result under each key with its ``made_of``; ``make`` is given the numbers of those that are not kept.

        These are worked out by so many processes. When they are many, and there is a file, what is large of each is
        packed, and ``lay_by`` puts it on a shelf.
        """
        found = self.find_all(kind, [key for key, _ in wanted])
        fits = [isinstance(old, tuple) and old[0] == made_of for old, (_, made_of) in zip(found, wanted, strict=True)]
        new = [number for number, old_fits in enumerate(fits) if not old_fits]
        made = spread(lambda number: (wanted[number][1], make(number)), new, jobs)
        shelf = self._file.shelf() if self._file and len(new) >= FEW else None
        for number, (value, packed) in zip(new, made, strict=True):
            if shelf and not packed:  # as a worker does: large parts packed
                packed = _packed(value)
                value = pickle.loads(packed)
            self.put(kind, wanted[number][0], value, packed)
            if shelf:
                lay_by(value[1], shelf)
            found[number] = value
        return [value[1] for value in found]  # type: ignore[index]

    def find(self, kind: str, key: str) -> object | None:
        """What is kept under a key; ``None`` when nothing is."""
        name = kind, key
        self._asked.add(name)
        if name not in self._values and self._file and (found := self._file.find(name)):
            self._recalled(name, *found)
        return self._values.get(name)

    def find_all(self, kind: str, keys: Sequence[str]) -> list[object | None]:
        """What is kept under each key. The file is read once when they are many."""
        names = [(kind, key) for key in keys]
        unknown = {key for name, key in zip(names, keys, strict=True) if name not in self._values}
        if self._file and len(unknown) > FEW:
            for key, packed, day in self._file.find_all(kind):
                if key in unknown:
                    self._recalled((kind, key), packed, day)
            self._asked.update(names)
            return [self._values.get(name) for name in names]
        return [self.find(kind, key) for key in keys]

    def still_of_use(self, kind: str, keys: Iterable[str]) -> None:
        """Notes that results are needed, though nobody looks at them."""
        self._asked.update((kind, key) for key in keys)

    def is_of_today(self, kind: str, key: str) -> bool:
        """Whether what was found under a key was asked for today before: so was what was needed with it."""
        return self._days.get((kind, key), today()) == today()

    def data_of(self, kind: str, key: str) -> bytes | None:
        """The data beside a result; ``None`` when there are none any more."""
        name = kind, key
        return self._data.get(name) or (self._file.data_of(name) if self._file else None)

    def put(self, kind: str, key: str, value: object, packed: bytes = b"", data: bytes = b"") -> None:
        """Keeps something new under a key; ``packed`` is its pickle, where there is one already.

        What comes with one of the two goes to the file at once, so that not all of it is in memory until the end; what
        has data beside it is then asked of the file again, should anybody ask.
        """
        name = kind, key
        self.made[kind] += 1
        self._asked.add(name)
        self._values[name] = value
        written = (packed or data) and self._file and self._file.put(name, packed or _packed(value), data)
        if written:
            self._new.discard(name)
            self._data.pop(name, None)
            if data:
                del self._values[name]
        else:
            self._new.add(name)
            self._data[name] = data

    def _recalled(self, name: Name, packed: bytes, day: int) -> None:
        with suppress(Exception):  # whatever is wrong with it: it is worked out again
            self._values[name] = pickle.loads(unsealed(packed))
            self._days[name] = day

    def save(self) -> None:
        """Forgets what nobody asked for since the last time, and writes what is new to the file.

        Of a kind that nobody asked for at all nothing is forgotten: a run that stopped at an error made no pages.
        """
        kinds = {kind for kind, _ in self._asked}
        self._values = {
            name: value for name, value in self._values.items() if name in self._asked or name[0] not in kinds
        }
        self._data = {name: data for name, data in self._data.items() if data and name in self._values}
        if self._file:
            fresh = ((name, _packed(self._values[name]), self._data.pop(name, b"")) for name in self._new & self._asked)
            self._file.save(fresh, [name for name, day in self._days.items() if day < today()])
        self._asked, self._new, self._days = set(), set(), {}


def _packed(value: object) -> bytes:
    return pickle.dumps(value, 5)
