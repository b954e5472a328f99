"""What a translator works on: the paragraphs of an entry beside those of its translation, one row each.

A *unit* (see ``resolve.translation``) is cut into blocks. Which block of the translation belongs to which of the
source is told by the source as it was when the translation was accepted; without that by their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from sitegen.model.entry import Entry, Layout
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.resolve.translation import cells, fingerprint, units
from sitegen.translations.aligning import Aligned, aligned
from sitegen.translations.blocks import Block, split
from sitegen.translations.inline import Tag, one_line, protected
from sitegen.translations.stamps import FACTS, Judge, judge_of_cells, judge_of_text


class RowState(StrEnum):
    """What there is to do in a row."""

    NEW = "new"  #: there is no translation
    CHANGED = "changed"  #: the source has changed since
    COMPARE = "compare"  #: nobody has said what the translation was made from, or it was not kept
    SAME = "same"  #: the translation stands as it is
    GONE = "gone"  #: the source has no such paragraph any more


@record
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


@record
class Place:
    """A row and the blocks behind it: of the source as it is, and of the translation."""

    row: Row
    now: Block | None
    here: Block | None


@record
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
    changed = site.states[entry.reference, language].changed
    prefix = FACTS if entry.type.layout is Layout.FOLDERS else ""
    if origin in entry.texts:
        judge = judge_of_text(entry, language, changed, origin)
        for unit in _compared(units(entry, origin), units(entry, language), judge, accepted):
            yield _part(entry, unit, cell=False)
    found = {prefix + name: text for name, text in cells(entry, origin).items()}
    there = {prefix + name: text for name, text in cells(entry, language).items() if prefix + name in found}
    judge = judge_of_cells(entry, language, changed, origin, site.config.source_language)
    for unit in _compared(found, there, judge, accepted):
        yield _part(entry, unit, cell=True)


class _Unit(NamedTuple):
    """The texts of a unit: of the source as it is, and as it was if that is known, and of the translation, which
    ``stands`` when it was made from what is there now.
    """

    name: str
    now: str
    then: str | None
    here: str
    stands: bool


def _compared(
    now: Mapping[str, str], here: Mapping[str, str], judge: Judge, accepted: Mapping[str, str]
) -> Iterator[_Unit]:
    """Each unit of a text, or each cell, in both languages."""
    for name in dict.fromkeys((*now, *here)):
        made_from = judge(name) if name in here else None
        source, stands = now.get(name, ""), made_from == ""
        yield _Unit(name, source, source if stands else accepted.get(made_from or ""), here.get(name, ""), stands)


def _part(entry: Entry, unit: _Unit, cell: bool) -> Part:
    (now, source_tail), (here, tail) = blocks_of(unit.name, unit.now), blocks_of(unit.name, unit.here)
    then = None if unit.then is None else blocks_of(unit.name, unit.then)[0]
    places = []
    for number, blocks in enumerate(aligned(now, then, here), start=1):
        state = RowState.SAME if unit.stands else _state(blocks, then is not None)
        places.append(Place(_row(entry, unit.name, number, blocks, state), blocks.now, blocks.here))
    return Part(unit.name, cell, tuple(places), source_tail, tail)


def blocks_of(unit: str, text: str) -> tuple[list[Block], str]:
    """The blocks of a unit as ``resolve.translation`` names it: of a section with its heading, or of a field."""
    if not unit.startswith("#"):
        return [Block("", "line", line) for line in text.split("\n") if line], ""
    heading, _, markdown = text.partition("\n")
    blocks, tail = split(markdown)
    return [*([Block("", "heading", heading)] if heading else []), *blocks], tail


def _state(blocks: Aligned, remembered: bool) -> RowState:
    """What there is to do, where ``remembered`` says whether it is known what the source was."""
    if blocks.here is None:
        return RowState.SAME if blocks.unchanged else RowState.NEW
    if not remembered:
        return RowState.COMPARE
    if blocks.now is None:
        return RowState.GONE
    return RowState.SAME if blocks.unchanged else RowState.CHANGED


def _row(entry: Entry, unit: str, number: int, blocks: Aligned, state: RowState) -> Row:
    """The row of a block as it is, as it was if that has changed, and as it is translated."""
    if state is not RowState.CHANGED:
        blocks = blocks._replace(then=None)
    source, before, present = (one_line(block.text) if block else "" for block in blocks)
    tags: dict[int, Tag] = {}
    needed: frozenset[int] = frozenset()
    if unit.startswith("#") and not any(block and block.kind == "heading" for block in blocks):
        now, then, here = (block.text if block else "" for block in blocks)
        source, tags = protected(now)
        before, _ = protected(then, tags)
        present, own = protected(here, tags)
        # A sentence that says it well without the bold of the source may go on so.
        kept = own if state is RowState.SAME and here else tags
        needed = frozenset(kept.keys() & tags.keys())
        tags |= own
    return Row(str(entry.reference), unit, number, source, present, state, before, tags, needed)
