"""What is to be written of one entry: its text, the cells of its facts, and what they are stamped with."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.edits import Edit, with_edits
from sitegen.model.base import TranslatedFrom
from sitegen.model.entry import Entry, Layout, LocalText
from sitegen.model.nodes import Fields, Items, Node
from sitegen.reading.yaml_edit import EditError, flow
from sitegen.records import record
from sitegen.resolve.translation import cells, fingerprint, text_stamp
from sitegen.translations.filling import Filled, Languages, made, section_of
from sitegen.translations.stamps import FACTS, KEY, Stamps, cells_edit, stamped, stamps_of, text_edit, value_of
from sitegen.translations.worklist import Returned

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@record
class Change:
    """Whole texts by file, values in YAML, and the stamps, of one entry in one language.

    ``written`` are the rows that it comes from; ``whole`` says that nothing of the entry is left to do.
    """

    entry: Entry
    language: str
    written: tuple[Returned, ...]
    texts: Mapping[str, bytes]
    edits: tuple[Edit, ...]
    stamps: Stamps | None
    whole: bool

    @property
    def files(self) -> set[str]:
        """The files that it touches."""
        return {edit.file for edit in self.edits} | set(self.texts)


def change_of(root: Path, entry: Entry, languages: Languages, units: Sequence[Filled]) -> Change:
    """What is to be written of the units that came back for an entry; those that wait are left out before.

    Raises ``EditError`` when its files cannot be changed.
    """
    old = stamps_of(entry, languages.target)
    texts, of_cells = [u for u in units if not u.part.cell], [u for u in units if u.part.cell]
    text_stamps, cell_stamps = _text_stamps(entry, languages, texts), _cell_stamps(entry, languages, of_cells)
    files = dict(_text(root, entry, languages, texts, text_stamps))
    edits = tuple(_cell_edits(entry, languages.target, of_cells, cell_stamps))
    stamps = Stamps(text_stamps or old.text, cell_stamps or old.cells) if text_stamps or cell_stamps else None
    written = tuple(returned for unit in units for returned in unit.written)
    whole = any(unit.settles for unit in units) and all(unit.done for unit in units)
    return Change(entry, languages.target, written, files, edits, stamps, whole)


def _text_stamps(entry: Entry, languages: Languages, units: Sequence[Filled]) -> TranslatedFrom | None:
    if not any(unit.settles for unit in units):
        return None
    open_ = {unit.part.unit for unit in units if not unit.done}
    new = languages.target not in entry.texts
    now = text_stamp(entry, languages.origin)
    return stamped(stamps_of(entry, languages.target).text, languages.origin, now, open_, new)


def _cell_stamps(entry: Entry, languages: Languages, units: Sequence[Filled]) -> TranslatedFrom | None:
    """A cell that was not in the worksheet keeps its stamp."""
    if not any(unit.settles for unit in units):
        return None
    there = cells(entry, languages.target)
    original = cells(entry, languages.source) | cells(entry, languages.origin)
    done = {unit.part.unit.removeprefix(FACTS) for unit in units if unit.done}
    now = {name: fingerprint(text) for name, text in original.items() if name in there or name in done}
    made_from = stamps_of(entry, languages.target).cells
    return stamped(made_from, languages.origin, now, set(original) - done, not there)


def _text(
    root: Path, entry: Entry, languages: Languages, units: Sequence[Filled], stamps: TranslatedFrom | None
) -> Iterator[tuple[str, bytes]]:
    """The file of the text, if anything is to be written in it."""
    if not stamps and not any(unit.texts for unit in units):
        return
    text = entry.texts.get(languages.target)
    if text is None:
        file = posixpath.join(posixpath.dirname(entry.texts[languages.origin].file), f"text.{languages.target}.md")
        yield file, _new_text(units, stamps).encode()
        return
    data = _with_sections((root / text.file).read_bytes(), text, units)
    front = entry.texts[languages.origin].front
    edits = list(_front_edits(text, units, type(front).model_fields))
    if stamps:
        edits.append(text_edit(text.file, stamps))
    yield text.file, with_edits(data, text.file, edits) if edits else data


def _new_text(units: Iterable[Filled], stamps: TranslatedFrom | None) -> str:
    """A text that was not there, laid out as the one that it is made from."""
    lines, body = ["---"], ""
    for unit in (unit for unit in units if unit.texts):
        words = [block.text for block in made(unit.part, unit.texts)]
        if unit.part.unit.startswith("#"):
            body = _parted(body) + section_of(unit, "")
        elif unit.part.unit in ("title", "summary", "neutral_title"):
            lines.append(f"{unit.part.unit}: {flow(words[0])}")
        else:
            lines += [f"{unit.part.unit}:", *(f"  - {flow(line)}" for line in words)]
    if stamps:
        lines.insert(3 if lines[2:3] and lines[2].startswith("summary:") else 2, f"{KEY}: {flow(value_of(stamps))}")
    return "\n".join([*lines, "---", body.rstrip("\n")]).rstrip("\n") + "\n"


def _front_edits(text: LocalText, units: Iterable[Filled], order: Iterable[str]) -> Iterator[Edit]:
    """The fields of the front matter, item by item where their number stays."""
    names = list(order)
    for unit in (unit for unit in units if unit.texts and not unit.part.unit.startswith("#")):
        name = unit.part.unit
        words = [block.text for block in made(unit.part, unit.texts)]
        many = isinstance(getattr(text.front, name), tuple)
        after = tuple(reversed(names[: names.index(name)]))
        there = [place.row.number for place in unit.part.places if place.here]
        if many and len(words) == len(there) and set(unit.texts) <= set(there):
            for number in unit.texts:
                yield Edit(text.file, (name, str(there.index(number))), unit.texts[number], front=True)
        else:
            yield Edit(text.file, (name,), words if many else words[0], front=True, after=after)


def _with_sections(data: bytes, text: LocalText, units: Sequence[Filled]) -> bytes:
    """The file of a text with the sections that came back; every other line keeps its bytes."""
    lines = _LINES.findall(data.decode("utf-8"))
    newline = next((line[len(line.rstrip("\r\n")) :] for line in lines), "\n")
    starts = [section.line - 1 for section in text.sections]
    head = "".join(lines[: starts[0]] if starts else lines)
    pieces = {
        f"#{section.id or number}": "".join(lines[start:end])
        for number, (section, start, end) in enumerate(zip(text.sections, starts, [*starts[1:], None], strict=False))
    }
    there, place = list(pieces), 0
    order = list(there)
    for unit in (unit for unit in units if unit.part.unit.startswith("#")):
        name = unit.part.unit
        if unit.texts and name not in pieces:
            order.insert(place, name)
            pieces[name] = section_of(unit, "").replace("\n", newline)
        elif unit.texts:
            end = "" if name == there[-1] else newline  # the line end before a heading is no part of the section
            heading = pieces[name].splitlines(keepends=True)[0] if text.section(name[1:]) else ""
            made_anew = section_of(unit, heading.rstrip("\r\n") + "\n" if heading else "")
            pieces[name] = made_anew.replace("\n", newline) + end if made_anew else ""
        place = order.index(name) + 1 if name in order else place
    body = ""
    for name in order:
        body = (body if name in there else _parted(body, newline)) + pieces[name]
        body = body if name in there else _parted(body, newline)
    if order[-1:] != there[-1:] or (there and not pieces[there[-1]]):
        body = body.rstrip("\r\n") + newline
    return (head + body).encode()


def _parted(body: str, newline: str = "\n") -> str:
    """Text that a section can follow: an empty line stands at its end."""
    return body.rstrip("\r\n") + 2 * newline if body else ""


def _cell_edits(entry: Entry, language: str, units: Iterable[Filled], stamps: TranslatedFrom | None) -> Iterator[Edit]:
    row = entry.id if entry.type.layout is Layout.ROWS else ""
    for unit in (unit for unit in units if unit.texts):
        name = unit.part.unit.removeprefix(FACTS)
        path = next(path for path, _ in entry.cells if ".".join(map(str, path)) == name)
        yield Edit(entry.mark(path).file, (*_written_path(entry.node, path), language), unit.texts[1], row)
    if stamps:
        yield cells_edit(entry, language, stamps)


def _written_path(node: Node, path: Iterable[str | int]) -> tuple[str, ...]:
    """Where a value stands in its file: one item may be written without the list that the model makes of it."""
    found: list[str] = []
    for part in path:
        if isinstance(node, Fields) and part in node.values:
            node = node.values[str(part)]
        elif isinstance(node, Items) and isinstance(part, int):
            node = node.items[part]
        elif part != 0:
            raise EditError(f"there is no {part}")
        else:
            continue
        found.append(str(part))
    return tuple(found)
