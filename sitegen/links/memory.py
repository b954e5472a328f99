"""What addresses answered, kept from one run to the next in a small database beside what builds keep."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple, replace
from pathlib import Path

from sitegen.links.answer import Answer, Outcome

_TABLE = """
    CREATE TABLE IF NOT EXISTS answers (
        address TEXT PRIMARY KEY, outcome TEXT, detail TEXT, leads_to TEXT, asked REAL, again REAL, since REAL
    ) WITHOUT ROWID
"""


def memory_file(root: Path) -> Path:
    """Where the answers of the site in a folder are kept; git passes it over."""
    return root / ".cache" / "sitegen" / "links.sqlite"


class Memory:
    """Answers by address. Each is written at once, so that a run that is stopped loses nothing."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / ".gitignore").write_bytes(b"*\n")
        try:
            self._base, self.answers = _opened(file)
        except (sqlite3.DatabaseError, ValueError):  # damaged, or not ours: everything is asked anew
            file.unlink()
            self._base, self.answers = _opened(file)

    def keep(self, answer: Answer) -> None:
        """Keeps an answer; one that is as broken as before is so since then."""
        before = self.answers.get(answer.address)
        same = before is not None and before.broken == answer.broken
        since = before.since if before and same else answer.asked
        self.answers[answer.address] = answer = replace(answer, since=since)
        with self._base:
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(answer))

    def due(self, addresses: Iterable[str], now: float) -> list[str]:
        """Which of all addresses are to be asked at a moment. The others that were known are forgotten."""
        wanted = dict.fromkeys(addresses)
        gone = [address for address in self.answers if address not in wanted]
        with self._base:
            self._base.executemany("DELETE FROM answers WHERE address = ?", [(address,) for address in gone])
        for address in gone:
            del self.answers[address]
        return [address for address in wanted if address not in self.answers or self.answers[address].again <= now]

    def close(self) -> None:
        """Closes the database."""
        self._base.close()


def _opened(file: Path) -> tuple[sqlite3.Connection, dict[str, Answer]]:
    base = sqlite3.connect(file, timeout=5)
    try:
        base.execute(_TABLE)
        return base, _read(base)
    except (sqlite3.DatabaseError, ValueError):
        base.close()
        raise


def _read(base: sqlite3.Connection) -> dict[str, Answer]:
    rows = base.execute("SELECT address, outcome, detail, leads_to, asked, again, since FROM answers")
    return {address: Answer(address, Outcome(outcome), *rest) for address, outcome, *rest in rows}


def remembered(root: Path) -> Mapping[str, Answer]:
    """What is known of the addresses of the site in a folder; nothing when none was ever asked."""
    file = memory_file(root)
    if not file.is_file():
        return {}
    memory = Memory(file)
    memory.close()
    return memory.answers
