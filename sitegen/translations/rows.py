"""What a translator works on: the paragraphs of an entry beside those of its translation, one row each.

A *unit* (see ``resolve.translation``) is cut into blocks. Which block of the translation belongs to which of the
source is told by the source as it was when the translation was accepted; without that by their order.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from sitegen.model.base import TranslatedFrom
from sitegen.model.entry import Entry, Layout
from sitegen.resolve.site import Site
from sitegen.resolve.translation import cells, fingerprint, units
from sitegen.translations.blocks import Block, split
from sitegen.translations.inline import Tag, one_line, protected
from sitegen.translations.memory import Stamps, stamps_of

_WORDS = re.compile(r"\w+")
_ALIKE = 0.4  #: the share of words that a paragraph keeps while it is still the same one
FACTS = "facts:"  #: begins the unit of a cell of an entry that has texts


class RowState(StrEnum):
    """What there is to do in a row."""

    NEW = "new"  #: there is no translation
    CHANGED = "changed"  #: the source has changed since
    COMPARE = "compare"  #: nobody has said what the translation was made from, or it was not kept
    SAME = "same"  #: the translation stands as it is
    GONE = "gone"  #: the source has no such paragraph any more


@dataclass(frozen=True)
class Row:
    """One paragraph in both languages, its markup as signs (see ``inline``).

    ``tags`` says what signs it may hold, ``needed`` which of them it must hold. ``before`` is the source as it was.
    """

    entry: str
    unit: str
    number: int
    source: str
    present: str
    state: RowState
    before: str = ""
    tags: Mapping[int, Tag] = field(default_factory=dict)
    needed: frozenset[int] = frozenset()

    @property
    def key(self) -> str:
        """Its name, the same in each export: ``services/kem #what 3``."""
        return f"{self.entry} {self.unit} {self.number}"

    @property
    def prints(self) -> tuple[str, str]:
        """The fingerprints of the source and of the translation as they stand; of no words a hyphen."""
        return print_of(self.source), print_of(self.present)

    @property
    def to_do(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state is not RowState.SAME


@dataclass(frozen=True)
class Place:
    """A row and the blocks behind it: of the source as it is, and of the translation."""

    row: Row
    now: Block | None
    here: Block | None


@dataclass(frozen=True)
class Part:
    """One unit of an entry in both languages: of its text, or a ``cell`` of its facts.

    The tails are what stands behind its last block.
    """

    unit: str
    cell: bool
    places: tuple[Place, ...]
    source_tail: str
    tail: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""
        return tuple(place.row for place in self.places)

    @property
    def missing(self) -> bool:
        """Whether nothing of it is translated."""
        return all(place.here is None for place in self.places)

    @property
    def to_do(self) -> bool:
        """Whether any row of it is to be looked at."""
        return any(row.to_do for row in self.rows)


def print_of(shown: str) -> str:
    """The fingerprint of a row's words; a hyphen when there are none."""
    return fingerprint(shown) if shown.strip() else "-"


def parts(site: Site, entry: Entry, language: str, origin: str, accepted: Mapping[str, str]) -> Iterator[Part]:
    """The units of an entry, in the order of the text in ``origin``; the cells of its facts last.

    ``accepted`` are the texts as they were when translations were accepted, by fingerprint.
    """
    stamps, changed = stamps_of(entry, language), site.states[entry.reference, language].changed
    prefix = FACTS if entry.type.layout is Layout.FOLDERS else ""
    source = site.config.source_language
    if origin in entry.texts:
        judge = _judge_of_text(entry, stamps, changed, origin)
        for unit, texts, then in _texts(units(entry, origin), units(entry, language), judge):
            yield _part(entry, (unit, False), (texts[0], accepted.get(then or ""), texts[1]), then == "")
    found = {prefix + name: text for name, text in cells(entry, origin).items()}
    there = {prefix + name: text for name, text in cells(entry, language).items()}
    judge = _judge_of_cells(entry, stamps, changed, (origin, source))
    for unit, texts, then in _texts(found, {name: there[name] for name in found if name in there}, judge):
        yield _part(entry, (unit, True), (texts[0], accepted.get(then or ""), texts[1]), then == "")


#: Says of a unit what its translation was made from: "" when that is what stands there now, the fingerprint of what
#: stood there, or None when nobody knows.
Judge = Callable[[str], str | None]


def _judge_of_text(entry: Entry, stamps: Stamps, changed: Sequence[str], origin: str) -> Judge:
    made = stamps.text

    def judge(unit: str) -> str | None:
        if made is None or not made.fingerprints:
            return None
        then, now = made.fingerprints.get(unit), units(entry, made.language).get(unit)
        if then == (fingerprint(now) if now else None) and (made.language == origin or unit not in changed):
            return ""
        return then if made.language == origin else None

    return judge


def _judge_of_cells(entry: Entry, stamps: Stamps, changed: Sequence[str], origins: tuple[str, str]) -> Judge:
    made, (origin, source) = stamps.cells, origins

    def judge(unit: str) -> str | None:
        if made is None or not made.fingerprints:
            return None
        name = unit.removeprefix(FACTS)
        now = (cells(entry, source) | cells(entry, made.language)).get(name, "")
        known = fingerprint(now) in made.fingerprints.values()
        if known and (made.language == origin or unit not in changed):
            return ""
        return made.fingerprints.get(name) if made.language == origin else None

    return judge


def _texts(
    now: Mapping[str, str], here: Mapping[str, str], judge: Judge
) -> Iterator[tuple[str, tuple[str, str], str | None]]:
    """Each unit, its texts in both languages, and what the judge says of it."""
    for unit in dict.fromkeys((*now, *here)):
        yield unit, (now.get(unit, ""), here.get(unit, "")), judge(unit) if unit in here else None


def _part(entry: Entry, named: tuple[str, bool], texts: tuple[str, str | None, str], stands: bool) -> Part:
    unit, cell = named
    source, before, target = texts
    (now, source_tail), (here, tail) = blocks_of(unit, source), blocks_of(unit, target)
    then = now if stands else None if before is None else blocks_of(unit, before)[0]
    places = []
    for number, (new, old, own) in enumerate(_aligned(now, then, here), start=1):
        state = _state(new, old, own, stands, then is not None)
        row = _row(entry, unit, number, (new, old if state is RowState.CHANGED else None, own), state)
        places.append(Place(row, new, own))
    return Part(unit, cell, tuple(places), source_tail, tail)


def blocks_of(unit: str, text: str) -> tuple[list[Block], str]:
    """The blocks of a unit as ``resolve.translation`` names it: of a section with its heading, or of a field."""
    if not unit.startswith("#"):
        return [Block("", "line", line) for line in text.split("\n") if line], ""
    heading, _, markdown = text.partition("\n")
    blocks, tail = split(markdown)
    return [*([Block("", "heading", heading)] if heading else []), *blocks], tail


def _state(now: Block | None, then: Block | None, here: Block | None, stands: bool, remembered: bool) -> RowState:
    if stands:
        return RowState.SAME
    if here is None:
        unchanged = remembered and now is not None and then is not None and _same(now, then)
        return RowState.SAME if unchanged else RowState.NEW
    if not remembered:
        return RowState.COMPARE
    if now is None:
        return RowState.GONE
    return RowState.SAME if then is not None and _same(now, then) else RowState.CHANGED


def _row(
    entry: Entry, unit: str, number: int, blocks: tuple[Block | None, Block | None, Block | None], state: RowState
) -> Row:
    """The row of a block as it is, as it was, and as it is translated."""
    words = [one_line(block.text) if block else "" for block in blocks]
    tags: dict[int, Tag] = {}
    needed: frozenset[int] = frozenset()
    if unit.startswith("#") and not any(block and block.kind == "heading" for block in blocks):
        now, then, here = (block.text if block else "" for block in blocks)
        words[0], tags = protected(now)
        words[1], _ = protected(then, tags)
        words[2], own = protected(here, tags)
        # A sentence that says it well without the bold of the source may go on so.
        kept = set(own) if state is RowState.SAME and here else set(tags)
        needed = frozenset(kept & set(tags))
        tags |= own
    return Row(str(entry.reference), unit, number, words[0], words[2], state, words[1], tags, needed)


def _aligned(
    now: list[Block], then: list[Block] | None, here: list[Block]
) -> Iterator[tuple[Block | None, Block | None, Block | None]]:
    """The blocks of the source as it is and as it was, and of the translation, that belong together, in order."""
    if then is None:
        yield from ((new, None, own) for new, own in _by_kind(now, here))
        return
    pairs = list(_by_kind(then, here))
    for new, old in _by_words(now, then):
        if old is None:
            yield new, None, None
            continue
        while pairs and pairs[0][0] is None:
            yield None, None, pairs.pop(0)[1]
        own = pairs.pop(0)[1]
        if new is not None or own is not None:
            yield new, old, own
    yield from ((None, None, own) for _, own in pairs)


Pairs = Iterator[tuple[Block | None, Block | None]]


def _by_kind(ours: list[Block], theirs: list[Block]) -> Pairs:
    """Blocks of two languages: those of the same kind in the same order belong together."""
    matcher = difflib.SequenceMatcher(None, [b.kind for b in ours], [b.kind for b in theirs], autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(ours[i:j], theirs[m:n], strict=True)
        else:
            yield from ((block, None) for block in ours[i:j])
            yield from ((None, block) for block in theirs[m:n])


def _by_words(now: list[Block], then: list[Block]) -> Pairs:
    """Blocks of one language, as they are and as they were: those with the same words, or with words like them."""
    before, after = ([(b.kind, fingerprint(b.text)) for b in blocks] for blocks in (then, now))
    for kind, i, j, m, n in difflib.SequenceMatcher(None, after, before, autojunk=False).get_opcodes():
        if kind == "equal" or j - i == n - m:
            yield from zip_longest(now[i:j], then[m:n])
        else:
            yield from _alike(now[i:j], then[m:n])


def _alike(now: list[Block], then: list[Block]) -> Pairs:
    """Each block beside the one, of those that are left, that it is most like."""
    start = 0
    for block in now:
        ratios = [_likeness(block, other) for other in then[start:]]
        best = max(ratios, default=0.0)
        if best < _ALIKE:
            yield block, None
            continue
        found = start + ratios.index(best)
        yield from ((None, other) for other in then[start:found])
        yield block, then[found]
        start = found + 1
    yield from ((None, other) for other in then[start:])


def _likeness(one: Block, other: Block) -> float:
    if one.kind != other.kind:
        return 0
    ours, theirs = (_WORDS.findall(block.text) for block in (one, other))
    return difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _same(one: Block, other: Block) -> bool:
    return one.kind == other.kind and fingerprint(one.text) == fingerprint(other.text)


def stamped(
    made: TranslatedFrom | None, origin: str, now: Mapping[str, str], open_: Collection[str], new: bool
) -> TranslatedFrom | None:
    """What a translation is made from once all but the ``open_`` units of it are done; ``None``: as it was.

    A stamp names one language. Where there was none yet, or one of another language, nothing may be open, unless
    the translation is ``new``: what is open in it is not there at all.
    """
    then = made.fingerprints if made and made.language == origin else {}
    if open_ and not then and not new:
        return None
    prints = {unit: then.get(unit, "") if unit in open_ else print_ for unit, print_ in now.items()}
    prints |= {unit: print_ for unit, print_ in then.items() if unit in open_}
    found = TranslatedFrom(language=origin, fingerprints={unit: print_ for unit, print_ in prints.items() if print_})
    return found if found != made else None
