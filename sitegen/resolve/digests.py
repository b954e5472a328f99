"""A digest of each thing that can be read of a site (``resolve.reads``): while it is the same, so is the thing."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from sitegen.kept import digest
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.nodes import plain
from sitegen.resolve.reads import AND
from sitegen.resolve.site import Site

K = TypeVar("K")
V = TypeVar("V")
_SHORT = 64  #: characters, twice those of a digest
#: Kinds of things that are read of one entry, and are the same while all that can be told of it alone is.
ALONE = {"dated", "facts", "searched", "shown", "state", "text", "words", "written"}
#: Kinds of things that come of all entries together: they are the same while all is that is told of each to others.
TOGETHER = {
    "backlinks", "changes", "choices", "collection", "entry", "heads", "hidden", "hiding", "index", "list", "number",
}  # fmt: skip


class Stood(NamedTuple):
    """How things stood that were read.

    ``lines`` are what they are, by number. ``owners`` has, by the line of what they are a part of, the digest of that,
    and of each its number and its digest.
    """

    lines: Mapping[int, str]
    owners: Mapping[str, tuple[str, Mapping[int, str]]]


class Digests:
    """A digest of each thing that can be read of a site: while it is the same, so is the thing."""

    def __init__(self, site: Site, value: Callable[[str], object]) -> None:
        self._site = site
        self._value_of = value
        self._made = _Made(self._worked_out)

    def of(self, read: str) -> str:
        """The digest of a thing; what is not there has one too."""
        return self._made[read]

    def _worked_out(self, read: str) -> str:
        kind, *key = read.split(" ")
        parts = getattr(self, f"_{kind}")(*key)
        # What is short stands for itself: most of the thousands of things are.
        short = len(parts) == 1 and isinstance(parts[0], str) and len(parts[0]) < _SHORT and "\0" not in parts[0]
        return parts[0] if short else digest(parts)

    def _value(self, name: str) -> tuple[str, ...]:
        return (repr(self._value_of(name)),)

    def _all(self, *words: str) -> tuple[str, ...]:
        """Several things that are read as one."""
        return tuple(map(self.of, " ".join(words).split(AND)))

    def _today(self) -> tuple[str, ...]:
        return (self._site.today.isoformat(),)

    def _entry(self, reference: str = "") -> tuple[str, ...]:
        """Whether it is there; of all, their order."""
        return _there(self._site.entries, reference)

    def _facts(self, reference: str) -> tuple[str, ...]:
        return self._text(reference, "")

    def _alone(self, reference: str) -> tuple[str, ...]:
        """All that can be told of an entry alone: what is read of it is the same while this is (`ALONE`)."""
        return self._text(reference, "alone")

    def _together(self) -> tuple[str, ...]:
        """What is told of all entries to others, in their order, and the day (`TOGETHER`)."""
        told = (f"{reference} {one['told']}" for reference, one in self._site.digests.items())
        return (self._site.today.isoformat(), *told)

    def _text(self, reference: str, language: str) -> tuple[str, ...]:
        return (self._site.digests.get(_reference(reference), {}).get(language, ""),)

    def _words(self, reference: str, name: str, language: str) -> tuple[str, ...]:
        entry = self._site.entries.get(_reference(reference))
        return (entry.words(name).get(language, ""),) if entry else ()

    def _written(self, reference: str, language: str = "") -> tuple[str, ...]:
        """Whether there is a text in a language; without one, in which there are."""
        entry = self._site.entries.get(_reference(reference))
        texts = entry.languages if entry else ()
        return texts if not language else ("there",) if language in texts else ()

    def _state(self, reference: str, language: str) -> tuple[str, ...]:
        return self._text(reference, f"state {language}")

    def _dated(self, reference: str) -> tuple[str, ...]:
        entry = self._site.entries.get(_reference(reference))
        return (repr(entry.dated),) if entry else ()

    def _node(self, reference: str) -> tuple[str, ...]:
        entry = self._site.entries.get(_reference(reference))
        return (repr(entry.mark()), repr(plain(entry.node))) if entry else ()

    def _collection(self, name: str = "") -> tuple[str, ...]:
        return _names(self._site.of(name)) if name else self._entry()

    def _backlinks(self, reference: str = "") -> tuple[str, ...]:
        found = self._site.backlinks
        return (repr(found.get(_reference(reference)) if reference else found),)

    def _list(self, *key: str) -> tuple[str, ...]:
        pages = self._site.lists.pages
        wanted = [pages.get((key[0], key[1]), ())] if key else pages.values()
        return tuple("\n".join(_names(page)) for found in wanted for page in found)

    def _index(self, language: str = "") -> tuple[str, ...]:
        index = self._site.lists.index
        pages = [page for code in ([language] if language else index) for page in index.get(code, ())]
        letters = ("\n".join((one.letter, *_names(one.entries))) for page in pages for one in page)
        return (repr([len(page) for page in pages]), *letters)

    def _number(self, *key: str) -> tuple[str, ...]:
        numbers = self._site.lists.numbers
        return (repr(numbers.get((_reference(key[0]), key[1])) if key else numbers),)

    def _heads(self, collection: str, language: str) -> tuple[str, ...]:
        heads = self._site.lists.heads.get((collection, language), {})
        return tuple(f"{head} {number}" for head, number in heads.items())

    def _terms(self, language: str) -> tuple[str, ...]:
        return (repr(self._site.terms[language].uses),)

    def _choices(self, *key: str) -> tuple[str, ...]:
        offered = self._site.choices
        return (repr(offered.get(key[0]) if key else offered),)

    def _hidden(self, reference: str = "") -> tuple[str, ...]:
        return _there(self._site.hidden, reference)

    def _hiding(self, reference: str = "") -> tuple[str, ...]:
        return _there(self._site.hiding, reference)

    def _changes(self, language: str) -> tuple[str, ...]:
        found = self._site.changes[language]
        return tuple(f"{one.day} {one.entry.reference} {' '.join(one.what)}" for one in found)

    def _searched(self, reference: str) -> tuple[str, ...]:
        """But for the stems of its words: these are the same on any site."""
        searched = self._site.searched.get(_reference(reference))
        return (*sorted(searched.named), repr(searched.alphabets)) if searched else ()

    def _noted(self, reference: str) -> tuple[str, ...]:
        return self._text(reference, "noted")

    def _places(self, reference: str) -> tuple[str, ...]:
        return self._text(reference, "places")

    def _shown(self, reference: str) -> tuple[str, ...]:
        return (repr(self._site.shown.get(_reference(reference))),)

    def _catalogue(self, language: str = "") -> tuple[str, ...]:
        catalogues = self._site.resources.catalogues
        return tuple(catalogues[code].digest for code in ([language] if language else catalogues))

    def _asset(self, *key: str) -> tuple[str | bytes, ...]:
        assets = self._site.resources.assets
        name = " ".join(key)  # of a file, which may have spaces
        wanted = [name] if name else sorted(assets)
        return tuple(part for file in wanted if file in assets for part in (file, assets[file]))


class Ledger:
    """What was read for each page, in little room: of each thing a number, which is the digest of its line."""

    def __init__(self, digests: Digests) -> None:
        self.lines: dict[int, str] = {}  #: by number, as far as they are known
        self._digests = digests
        self._numbers: _Made[str, int] = _Made(self._number)
        self._states: _Made[int, str] = _Made(lambda number: digests.of(self.lines[number]))
        self._news: dict[int, str] = {}

    def noted(self, reads: Iterable[str]) -> bytes:
        """Several things, as numbers in a row."""
        return array("Q", sorted(self.numbered(reads))).tobytes()

    def numbered(self, reads: Iterable[str]) -> Iterable[int]:
        """The numbers of several things."""
        return map(self._numbers.__getitem__, reads)

    def state(self, numbers: bytes) -> bytes | None:
        """A digest of the things as they are now: while it is the same, so are they. ``None`` when one is not known."""
        try:
            states = "\0".join(map(self._states.__getitem__, array("Q", numbers)))
        except KeyError:
            return None
        return blake2b(states.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def standing(self, numbers: Iterable[int]) -> Stood:
        """How some things stand."""
        lines = {number: self.lines[number] for number in numbers}
        found: dict[str, dict[int, str]] = {}
        for number, line in lines.items():
            found.setdefault(_owner(line), {})[number] = self._states[number]
        return Stood(lines, {owner: (self._whole(owner), states) for owner, states in found.items()})

    def changed(self, before: Stood) -> set[int]:
        """Those among some things that stand otherwise than before."""
        self.lines.update(before.lines)
        again = (states for owner, (whole, states) in before.owners.items() if whole != self._whole(owner))
        return {number for states in again for number, was in states.items() if self._states[number] != was}

    def _whole(self, owner: str) -> str:
        return "".join(map(self._digests.of, owner.split(AND)))

    def news(self) -> dict[int, str]:
        """The lines that came since this was asked the last time: one process tells them to another."""
        news, self._news = self._news, {}
        return news

    def _number(self, read: str) -> int:
        number = int.from_bytes(blake2b(read.encode("utf-8", "surrogatepass"), digest_size=8).digest(), sys.byteorder)
        if number not in self.lines:
            self.lines[number] = self._news[number] = read
        return number


class _Made(dict[K, V]):
    """What was worked out; what was not yet, is when it is asked for."""

    def __init__(self, work_out: Callable[[K], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: K) -> V:
        self[key] = made = self._work_out(key)
        return made


def _owner(line: str) -> str:
    """The line of what a thing is a part of: of an entry alone, of all entries together, or that thing itself; of each
    of them, where it is several things.
    """
    kind, _, of = line.partition(" ")
    if kind == "all":
        return AND.join(sorted(set(map(_owner, of.split(AND)))))
    return f"alone {of.partition(' ')[0]}" if kind in ALONE else "together" if kind in TOGETHER else line


def _names(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(str(entry.reference) for entry in entries)


def _there(entries: Mapping[Reference, Entry], reference: str) -> tuple[str, ...]:
    """Whether an entry is there; of all, their order."""
    if reference:
        return ("there",) if _reference(reference) in entries else ()
    return _names(entries.values())


def _reference(text: str) -> Reference:
    collection, _, identifier = text.partition("/")
    return Reference(collection, identifier)
