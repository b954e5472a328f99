"""What was worked out before, in this process or an earlier one, so that it need not be worked out again.

A result is kept under a kind and a key, with a digest of all that it was made of, so nothing that is out of date is
ever taken. Without the file, with a damaged or a foreign one, everything is worked out anew, to the same bytes.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from sitegen.workers import spread

T = TypeVar("T")
_Name = tuple[str, str]  # kind, key

DAYS = 14  #: what was not asked for in so many days is forgotten
#: Those that have a part in what is made, as they are named where one installs them.
_LIBRARIES = (
    "babel", "jinja2", "markdown", "markupsafe", "nh3", "persiantools", "pydantic", "pyyaml", "rcssmin", "regex",
    "pyromark", "rjsmin", "segno", "tzdata",
)  # fmt: skip
_TABLES = """
    CREATE TABLE IF NOT EXISTS engine (digest TEXT);
    CREATE TABLE IF NOT EXISTS kept (
        kind TEXT, key TEXT, value BLOB, day INTEGER, PRIMARY KEY (kind, key)
    ) WITHOUT ROWID;
"""
#: Asked with the digest of the engine each time: another version may have written the file since it was opened.
_FOUND = "SELECT value, day FROM kept WHERE kind = ? AND key = ? AND ? = (SELECT digest FROM engine)"


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
    here = Path(__file__).parent
    files = (data for path in sorted(here.rglob("*.py")) for data in (path.name, path.read_bytes()))
    return digest((sys.version, *map(metadata.version, _LIBRARIES), *files))


class Kept:
    """Results by kind and key. With a ``file`` they outlive the process; :meth:`save` writes them."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = _File(file) if file else None
        self._values: dict[_Name, object] = {}
        self._asked: set[_Name] = set()
        self._new: set[_Name] = set()
        self._packed: dict[_Name, bytes] = {}
        self._days: dict[_Name, int] = {}  # when what was recalled was last asked for
        self.made: Counter[str] = Counter()  #: how many results of each kind were worked out

    def get(self, kind: str, key: str, made_of: str, make: Callable[[], T]) -> T:
        """The result under a key, if it was made of the same (``made_of`` is a digest); else the one of ``make``."""
        return self.get_all(kind, [(key, made_of)], lambda _: make())[0]

    def get_all(self, kind: str, wanted: Sequence[tuple[str, str]], make: Callable[[int], T], jobs: int = 1) -> list[T]:
        """The result under each key with its ``made_of``; ``make`` is given the numbers of those that are not kept.

        These are worked out by so many processes.
        """
        found = [self.find(kind, key) for key, _ in wanted]
        fits = [isinstance(old, tuple) and old[0] == made_of for old, (_, made_of) in zip(found, wanted, strict=True)]
        new = [number for number, old_fits in enumerate(fits) if not old_fits]
        made = spread(lambda number: (wanted[number][1], make(number)), new, jobs)
        for number, (value, packed) in zip(new, made, strict=True):
            self.put(kind, wanted[number][0], value, packed)
            found[number] = value
        return [value[1] for value in found]  # type: ignore[index]

    def find(self, kind: str, key: str) -> object | None:
        """What is kept under a key; ``None`` when nothing is."""
        name = kind, key
        self._asked.add(name)
        return self._values[name] if name in self._values or self._recalled(name) else None

    def put(self, kind: str, key: str, value: object, packed: bytes = b"") -> None:
        """Keeps something new under a key; ``packed`` is its pickle, where there is one already."""
        name = kind, key
        if packed and self._file:
            self._packed[name] = packed
        self.made[kind] += 1
        self._asked.add(name)
        self._new.add(name)
        self._values[name] = value

    def _recalled(self, name: _Name) -> bool:
        if self._file and (found := self._file.find(name)):
            with suppress(Exception):  # whatever is wrong with it: it is worked out again
                self._values[name] = pickle.loads(found[0])
                self._days[name] = found[1]
                return True
        return False

    def save(self) -> None:
        """Forgets what nobody asked for since the last time, and writes what is new to the file.

        Of a kind that nobody asked for at all nothing is forgotten: a run that stopped at an error made no pages.
        """
        kinds = {kind for kind, _ in self._asked}
        self._values = {
            name: value for name, value in self._values.items() if name in self._asked or name[0] not in kinds
        }
        if self._file:
            today = int(time.time() // 86400)
            fresh = {
                name: self._packed.get(name) or pickle.dumps(self._values[name], 5) for name in self._new & self._asked
            }
            again = [name for name, day in self._days.items() if day < today]
            if fresh or again:
                self._file.write(fresh, again, today)
        self._asked, self._new, self._packed, self._days = set(), set(), {}, {}


class _File:
    """A file of results, each read when it is asked for. Damaged, or written by another version, it has none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base: sqlite3.Connection | None = None
        if path.exists():
            with suppress(sqlite3.Error):
                base = sqlite3.connect(path, check_same_thread=False)  # one thread at a time asks
                if base.execute("SELECT digest FROM engine").fetchone() == (engine(),):
                    self._base = base

    def find(self, name: _Name) -> tuple[bytes, int] | None:
        """The pickle of a result, and the day when it was last asked for, in days since 1970."""
        if self._base:
            with suppress(sqlite3.Error):
                return self._base.execute(_FOUND, (*name, engine())).fetchone()  # type: ignore[no-any-return]
        return None

    def write(self, fresh: dict[_Name, bytes], again: Iterable[_Name], today: int) -> None:
        """One transaction. What cannot be written is not kept; no run fails for it."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_bytes(b"*\n")
            try:
                self._insert(fresh, again, today)
            except sqlite3.DatabaseError as reason:
                if getattr(reason, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:  # another run writes its own
                    return
                self._path.unlink()  # not a file of ours, or damaged
                self._insert(fresh, again, today)
        except (OSError, sqlite3.Error):
            return

    def _insert(self, fresh: dict[_Name, bytes], again: Iterable[_Name], today: int) -> None:
        with closing(sqlite3.connect(self._path, timeout=1)) as base, base:
            base.execute("PRAGMA synchronous = OFF")  # a file that a crash has damaged is thrown away
            base.executescript(_TABLES)
            if base.execute("SELECT digest FROM engine").fetchone() != (engine(),):
                base.execute("DELETE FROM engine")
                base.execute("DELETE FROM kept")
                base.execute("INSERT INTO engine VALUES (?)", (engine(),))
            base.executemany("UPDATE kept SET day = ? WHERE kind = ? AND key = ?", [(today, *name) for name in again])
            base.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
                [(*name, data, today) for name, data in fresh.items()],
            )
            base.execute("DELETE FROM kept WHERE day < ?", (today - DAYS,))
