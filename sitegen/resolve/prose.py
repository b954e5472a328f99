"""The words of an entry in a language, piece by piece, with the place of each letter in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.entry import Entry, LocalText, Section, dotted, remembered
from sitegen.model.nodes import Scalar, node_at
from sitegen.problems import Mark

#: What stands in Markdown beside the words: the sign of a list or heading at the beginning of a line; where links lead,
#: ids of headings, addresses and tags, code; …
_MARKUP = re.compile(
    r"\n[ \t]*(?:#{1,6}|[-*+]|\d{1,3}[.)])[ \t]"
    r"|\]\([^)\n]{0,500}\)|\{#[^}\n]{0,99}\}|</?[A-Za-z][^>\n]{0,500}>|`[^`\n]{0,500}`"
)
#: … and signs of links and emphasis.
_SIGNS = "[]*_"
#: Where a sentence ends: a full stop, question or exclamation mark of any of the scripts, and what comes between it and
#: the next word (the group); a line that ends. All begin with one of a few signs, so the others are passed by quickly.
_END = re.compile(r"[.!?;؟…\n](?:(?<=\n)|([»”\"’')]*\s+)(?=\S))")
#: Where a line ends and the sentence goes on.
_GOES_ON = re.compile(r"\n(?<=\S\n)(?=\S)")


class Passage(NamedTuple):
    """Some words in a row: a title, a section, a cell. ``unit`` is its name as in ``resolve.translation``.

    Markup is blanked out, so that an offset into ``text`` is one into the file.
    """

    unit: str
    text: str
    mark: Mark

    def at(self, offset: int) -> Mark:
        """The place of a letter."""
        before = self.text[:offset]
        line, column = before.count("\n"), offset - (before.rfind("\n") + 1)
        return Mark(self.mark.file, self.mark.line + line, column + 1 + (0 if line else self.mark.column - 1))

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its offset. A sentence does not go on over the end of a line of a list, of a heading."""
        text, start = _joined(self.text), 0
        ends = (match.span(match.lastindex or 0) for match in _END.finditer(text))
        for end in (*ends, (len(text), len(text))):
            piece = text[start : end[0]]
            if sentence := piece.strip():
                yield start + len(piece) - len(piece.lstrip()), sentence
            start = end[1]


def pieces(text: str) -> list[str]:
    """The sentences of a text without their places, and some blank pieces: told sooner, for who only counts words."""
    return _END.split(_joined(text))[::2]


def words(sentence: str) -> int:
    """How many words a sentence has: what stands between spaces and has a letter or a digit."""
    return sum(word.isalnum() or any(map(str.isalnum, word)) for word in sentence.split())


@remembered
def prose(entry: Entry, language: str) -> tuple[Passage, ...]:
    """All that is written in a language for readers: the text's front matter, sections, and the cells of the facts."""
    return tuple(_passages(entry, language))


@remembered
def whole(entry: Entry, language: str) -> str:
    """All of that in one piece: a sign that does not stand here need not be looked for in each passage."""
    return "\n".join([passage.text for passage in prose(entry, language)])


def _passages(entry: Entry, language: str) -> Iterator[Passage]:
    text = entry.texts.get(language)
    if text:
        yield from _front(text)
        yield from (_section(section, number, text.file) for number, section in enumerate(text.sections))
    for path, cell in entry.cells:
        if words := cell.root.get(language):
            unit = dotted(path)
            yield Passage(f"facts:{unit}" if text else unit, words, _scalar_mark(entry.node, (*path, language)))


def _front(text: LocalText) -> Iterator[Passage]:
    for name, value in vars(text.front).items():
        if name in ("translated_from", "translated_by", "reviewed_by", "reviewed_on"):
            continue
        if isinstance(value, str) and value:
            yield Passage(name, value, _scalar_mark(text.node, (name,)))
        for number, line in enumerate(value if isinstance(value, tuple) else ()):
            yield Passage(f"{name}.{number}", line, _scalar_mark(text.node, (name, number)))


def _scalar_mark(node: object, path: tuple[str | int, ...]) -> Mark:
    found = node_at(node, path)  # type: ignore[arg-type]
    at = found.mark
    return Mark(at.file, at.line, at.column + 1) if isinstance(found, Scalar) and found.quoted else at


def _section(section: Section, number: int, file: str) -> Passage:
    unit = f"#{section.id or number}"
    if not section.heading:
        return Passage(unit, blanked(section.markdown), Mark(file, section.line))
    return Passage(unit, blanked(f"## {section.heading}\n{section.markdown}"), Mark(file, section.line))


def blanked(markdown: str) -> str:
    """Markdown with everything that is not words blanked out, letter for letter."""
    text = _MARKUP.sub(_blank, f"\n{markdown}")[1:]
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return text


def _blank(match: re.Match[str]) -> str:
    line_end = "\n" if match[0][0] == "\n" else " "
    return line_end + " " * (len(match[0]) - 1)  # no markup goes over the end of a line


def _joined(text: str) -> str:
    """The lines of a paragraph as one: a line that goes on is no end of a sentence."""
    return _GOES_ON.sub(" ", text)
