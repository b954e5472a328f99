"""A unit of a translation out of the rows that came back for it: what is refused, and the text that is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sitegen.checks.numbers import differences
from sitegen.model.entry import Section
from sitegen.model.signs import unwanted_sign
from sitegen.problems import Mark
from sitegen.reading.texts import split_sections
from sitegen.records import record
from sitegen.resolve.prose import Passage, blanked
from sitegen.translations.blocks import Block, fits, join, split
from sitegen.translations.inline import fault, restored, signs
from sitegen.translations.rows import Part, Place, Row, print_of
from sitegen.translations.worklist import Returned, cleaned
from sitegen.wording import Said, say


@record
class Refusal:
    """A row that was not written, and why."""

    place: int
    key: str
    reason: str

    def told(self) -> Said:
        """The row and the reason, for a list."""
        return say("row {place}  {key}  not written: {reason}", place=self.place, key=self.key, reason=self.reason)


class RefusedError(Exception):
    """Why a row cannot be written."""

    def __init__(self, reason: Said) -> None:
        super().__init__(reason)
        self.reason = reason


@record
class Filled:
    """A unit and what came back for it: words by the number of their row; "" takes a paragraph out.

    ``settled`` are the rows that need no further look, ``written`` those that the words come from.
    """

    part: Part
    texts: Mapping[int, str]
    settled: frozenset[int]
    written: tuple[Returned, ...] = ()

    @property
    def settles(self) -> bool:
        """Whether something was to do and is done now."""
        return self.part.to_do and self.done

    @property
    def done(self) -> bool:
        """Whether every row of the unit is."""
        return all(row.number in self.settled for row in self.part.rows)

    @property
    def lacks(self) -> int:
        """How many rows have no words yet where nothing of the unit is translated: half a part is not published."""
        if not self.part.missing or not self.texts:
            return 0
        return len(self.part.places) - len(self.texts)

    def left(self) -> Filled:
        """The unit as if nothing had come back for it."""
        return Filled(self.part, {}, frozenset(row.number for row in self.part.rows if not row.to_do))


class Languages(NamedTuple):
    """The language that is translated into, the one it is made from, and the source language of the site."""

    target: str
    origin: str
    source: str


def filled(part: Part, found: Iterable[tuple[Returned, Row]], languages: Languages) -> tuple[Filled, list[Refusal]]:
    """A unit with the rows that came back for it, and those that are refused."""
    texts: dict[int, str] = {}
    settled = {row.number for row in part.rows if not row.to_do}
    places: dict[int, Returned] = {}
    refused = []
    for returned, row in found:
        try:
            words = _words(returned, row, part.places[row.number - 1])
            if row.number in places and words is not None:
                raise RefusedError(say("it stands in the worksheet twice: row {place}", place=places[row.number].place))
        except RefusedError as refusal:
            refused.append(Refusal(returned.place, returned.key, refusal.reason))
            settled.discard(row.number)
            continue
        if words is not None:
            places[row.number] = returned
            texts[row.number] = words
        if words is not None or (row.present and returned.text.strip()):  # written before, or said to be done
            settled.add(row.number)
    for number, reason in _wrong_numbers(part, texts, languages):
        refused.append(Refusal(places[number].place, places[number].key, reason))
        settled.discard(number)
        del texts[number]
    return Filled(part, texts, frozenset(settled), tuple(places[number] for number in texts)), refused


def row_of(returned: Returned, part: Part | None) -> Row:
    """The row that came back, wherever it stands now. Raises ``RefusedError`` when it is not the same any more."""
    same = [row for row in part.rows if row.prints[0] == returned.prints[0]] if part else []
    number = returned.key.rpartition(" ")[2]
    row = next((row for row in same if str(row.number) == number), same[0] if len(same) == 1 else None)
    if row is None:
        raise RefusedError(say("its source has changed since the worksheet was written"))
    if row.prints[1] not in (returned.prints[1], print_of(cleaned(returned.text))):
        raise RefusedError(say("somebody has changed its translation since the worksheet was written"))
    return row


def _words(returned: Returned, row: Row, place: Place) -> str | None:
    """The words that are to be written, with their markup; ``None`` when nothing is. Raises ``RefusedError``."""
    if returned.refused:
        raise RefusedError(returned.refused)
    text = cleaned(returned.text)
    if print_of(text) == row.prints[1]:
        return None
    if not text:
        return "" if not row.source else None
    return _checked(text, row, place.here or place.now)


def _checked(text: str, row: Row, block: Block | None) -> str:
    """Words with their markup, after all that could be wrong with them. Raises ``RefusedError``."""
    if sign := unwanted_sign(text):
        raise RefusedError(say("{what}; {hint}", what=sign.message, hint=sign.hint))
    if block is None or block.kind == "line":
        return _plain(text, row)
    if block.kind == "heading":
        section = Section("x", _plain(text, row), "", 1)
        if "{#" in text or split_sections(f"## {text} {{#x}}", 1) != (section,):
            raise RefusedError(say("it cannot be a heading: leave # and {{ }} out"))
        return text
    if reason := fault(text, row.tags, row.needed):
        raise RefusedError(reason)
    words = restored(text, row.tags)
    if not fits(Block(block.lead, block.kind, words)):
        raise RefusedError(say("it begins or goes on as a list, a heading or a table does: begin it with a word"))
    return words


def _plain(text: str, row: Row) -> str:
    """Words of a row without markup: a sign in it is one that was lost from elsewhere."""
    known = {match[0] for words in (row.source, row.present) for match in signs(words)}
    if strange := next((match[0] for match in signs(text) if match[0] not in known), ""):
        raise RefusedError(say("{sign} is not a sign of this row", sign=strange))
    return text


def _wrong_numbers(part: Part, texts: Mapping[int, str], languages: Languages) -> Iterator[tuple[int, str]]:
    """The rows whose numbers are not those of their source; a number may move within a unit."""
    if not texts:
        return
    sources = [place.now.text for place in part.places if place.now]
    ours = [block.text for block in made(part, texts)]
    wrong = set(_differences("\n".join(ours), "\n".join(sources), languages))
    for place in part.places:
        words = texts.get(place.row.number)
        found = _differences(words, place.now.text, languages) if wrong and words and place.now else ()
        if reason := next((reason for reason in found if reason in wrong), None):
            yield place.row.number, reason


def _differences(text: str, source: str, languages: Languages) -> Iterator[str]:
    own, origin = (Passage("", blanked(words), Mark("")) for words in (text, source))
    for problem in differences((languages.target, own), (languages.origin, origin)):
        yield problem.message


def made(part: Part, texts: Mapping[int, str]) -> list[Block]:
    """The blocks of the translation with the words that came back; the others as they stand."""
    kept = [place for place in part.places if place.here or texts.get(place.row.number)]
    kept = [place for place in kept if texts.get(place.row.number) != ""]
    relaid = [place for place in part.places if place.here] != kept
    blocks: list[Block] = []
    for place in kept:
        shape = place.now if place.now and (relaid or not place.here) else place.here
        if shape is None:
            continue
        words = texts.get(place.row.number) or (place.here.text if place.here else "")
        blocks.append(Block(_lead(shape, blocks) if relaid else shape.lead, shape.kind, words))
    return blocks


def _lead(block: Block, before: list[Block]) -> str:
    """What stands before a block in its new place: a paragraph is parted from the one before by an empty line."""
    if block.kind in ("heading", "line", "cell"):
        return block.lead
    if not before or before[-1].kind == "heading":
        return re.sub(r"\A\n+", "\n", block.lead)
    if "\n" in block.lead.lstrip(" \t") and (block.kind != "paragraph" or block.lead.count("\n") > 1):
        return block.lead
    return "\n\n" + block.lead.lstrip("\n")


def section_of(unit: Filled, line: str) -> str:
    """The Markdown of a section, with its heading; ``line`` is the heading as it stands now, if there is one."""
    blocks, part = made(unit.part, unit.texts), unit.part
    if not blocks:
        return ""
    head = ""
    if blocks[0].kind == "heading":
        words = blocks.pop(0).text
        head = line if line and part.places[0].row.number not in unit.texts else f"## {words} {{{part.unit}}}\n"
    return head + join(blocks, part.source_tail if part.missing else part.tail)


def unfit(unit: Filled) -> Said | None:
    """Why the unit cannot be written, although each of its rows could be."""
    blocks, places = made(unit.part, unit.texts), unit.part.places
    if not unit.part.unit.startswith("#"):
        return None if blocks or not unit.texts else say("the field is gone from the source: take it out by hand")
    headed = any(block and block.kind == "heading" for place in places for block in (place.now, place.here))
    if headed and blocks and blocks[0].kind != "heading":
        return say("a heading cannot go while its section stays")
    tail = unit.part.source_tail if unit.part.missing else unit.part.tail
    words = blocks[1:] if headed else blocks
    if split(join(words, tail)) != (words, tail):
        return say("its paragraphs cannot be put together: mend the text by hand")
    return None
