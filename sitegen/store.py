"""The file of what is kept between runs. Damaged, or written by another version of the program, it has nothing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from deflate import crc32

from sitegen.shelf import Shelf

Name = tuple[str, str]  #: kind, key

DAYS = 14  #: what was not asked for in so many days is forgotten
_TABLE = "CREATE TABLE kept (kind TEXT, key TEXT, value BLOB, day INTEGER, data BLOB, PRIMARY KEY (kind, key))"
#: Asked with the digest of the engine each time: another version may have written the file since it was opened.
_OURS = "AND ? = (SELECT digest FROM engine)"
#: In a damaged row anything may be of any type.
_VALUE = "CAST(value AS BLOB), IFNULL(CAST(day AS INTEGER), 0)"
_FOUND = f"SELECT {_VALUE} FROM kept WHERE kind = ? AND key = ? {_OURS}"
_ALL = f"SELECT key, {_VALUE} FROM kept WHERE kind = ? {_OURS}"
_DATA = f"SELECT CAST(data AS BLOB) FROM kept WHERE kind = ? AND key = ? {_OURS}"
#: What SQLite says of a damaged file; 0 is Python's own fault, when a text in it is not UTF-8.
_DAMAGED = {0, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Store:
    """Results, each read when it is asked for. ``engine`` tells the digest of the program.

    What is written is seen by others when it is saved. What cannot be written is not kept; no run fails for it.
    """

    def __init__(self, path: Path, engine: Callable[[], str]) -> None:
        self._path = path
        self._engine = engine
        self._base: sqlite3.Connection | None = None
        self._writes = False
        self._is_busy = False  # another run writes, or it cannot be written: what is new is not kept
        with suppress(OSError, sqlite3.Error):
            if path.exists():
                self._connected()

    def find(self, name: Name) -> tuple[bytes, int] | None:
        """The pickle of a result, and the day when it was last asked for."""
        rows = self._rows(_FOUND, *name)
        return rows[0] if rows else None

    def find_all(self, kind: str) -> Iterator[tuple[str, bytes, int]]:
        """The key, the pickle and the day of all results of a kind, one after the other: they may be large."""
        try:
            if self._base:
                yield from self._base.execute(_ALL, (kind, self._engine()))
        except sqlite3.Error as reason:
            self._failed(reason)

    def data_of(self, name: Name) -> bytes | None:
        """The data beside a result."""
        rows = self._rows(_DATA, *name)
        return rows[0][0] if rows else None

    def put(self, name: Name, packed: bytes, data: bytes) -> bool:
        """Writes a result; whether that was possible."""
        try:
            return self._begun() and self._insert(name, packed, data)
        except (OSError, sqlite3.Error) as reason:
            self._failed(reason)
            self._is_busy = True  # not asked again and again
            return False

    def save(self, fresh: Iterable[tuple[Name, bytes, bytes]], again: Sequence[Name]) -> None:
        """Writes what is new, notes what was asked for again, and hands all of it over to others in one step."""
        self._is_busy = False  # perhaps the other run has ended
        try:
            for one in fresh:
                if not (self._begun() and self._insert(*one)):
                    break
            if again and self._begun():
                self._note(again, today())
            if self._writes:
                self._connected().execute("COMMIT")
            self._writes = False
        except (OSError, sqlite3.Error) as reason:
            self._failed(reason)

    def shelf(self) -> Shelf | None:
        """A shelf beside the file; none where nothing can be written."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return Shelf(self._path.parent)
        except OSError:
            return None

    def _rows(self, question: str, *about: str) -> list[Any]:
        try:
            return self._base.execute(question, (*about, self._engine())).fetchall() if self._base else []
        except sqlite3.Error as reason:
            self._failed(reason)
            return []

    def _failed(self, reason: Exception) -> None:
        """What goes wrong with the file fails no run. A damaged one is thrown away, or it would stay so."""
        code, writes = getattr(reason, "sqlite_errorcode", 0) & 0xFF, self._writes
        self._disconnect()
        # What is not there while this run does not write, another may be making just now.
        if isinstance(reason, sqlite3.Error) and (code in _DAMAGED or (writes and code == sqlite3.SQLITE_ERROR)):
            with suppress(OSError):
                self._path.unlink()

    def _insert(self, name: Name, packed: bytes, data: bytes) -> bool:
        row = *name, sealed(packed), today(), data or None
        self._connected().execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", row)
        return True

    def _note(self, again: Iterable[Name], today: int) -> None:
        base = self._connected()
        base.executemany("UPDATE kept SET day = ? WHERE kind = ? AND key = ?", [(today, *name) for name in again])
        base.execute("DELETE FROM kept WHERE day < ?", (today - DAYS,))

    def _begun(self) -> bool:
        """Begins to write, if it was not begun; not while another run writes."""
        if not self._writes and not self._is_busy:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_bytes(b"*\n")
            try:
                self._begin()
            except sqlite3.DatabaseError as reason:
                if getattr(reason, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
                    self._is_busy = True
                    return False
                self._disconnect()
                self._path.unlink()  # not a file of ours, or damaged
                self._begin()
            self._writes = True
        return self._writes

    def _begin(self) -> None:
        base = self._connected()
        base.execute("BEGIN IMMEDIATE")
        base.execute("CREATE TABLE IF NOT EXISTS engine (digest TEXT)")
        if base.execute("SELECT digest FROM engine").fetchone() != (self._engine(),):
            base.execute("DELETE FROM engine")
            base.execute("DROP TABLE IF EXISTS kept")
            base.execute(_TABLE)
            base.execute("INSERT INTO engine VALUES (?)", (self._engine(),))

    def _connected(self) -> sqlite3.Connection:
        if self._base is None:
            # Several threads of `serve` ask, one after the other.
            self._base = sqlite3.connect(self._path, timeout=1, isolation_level=None, check_same_thread=False)
            self._base.execute("PRAGMA synchronous = OFF")  # a file that a crash has damaged is thrown away
            self._base.execute("PRAGMA page_size = 32768")  # of a new file: a document has as many bytes
        return self._base

    def _disconnect(self) -> None:
        if self._base:
            self._base.close()  # what was not handed over is undone
        self._base, self._writes = None, False


def sealed(packed: bytes) -> bytes:
    """A pickle with a sum at its end: a damaged one often is the pickle of something else."""
    return packed + crc32(packed).to_bytes(4, "big")


def unsealed(row: bytes) -> memoryview:
    """The pickle without its sum. Raises :class:`ValueError` when it is not the one that was written."""
    packed = memoryview(row)[:-4]
    if crc32(packed).to_bytes(4, "big") != row[-4:]:
        raise ValueError
    return packed


def today() -> int:
    """The day, in days since 1970."""
    return int(time.time() // 86400)
