"""HTML of our own templates as plain text, to paste into a message or to keep as a file.

Such text is shown by programs that are told nothing of its direction: some take that of the first letter of a line,
some go from left to right whatever it says. So each line from right to left begins and ends with U+200F, and what goes
the other way in it, a phone number or a name in Latin letters, stands between U+2066 and U+2069 (UAX #9, 2.4 and 2.6).
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_BLOCKS = _HEADINGS | {
    "address",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "li",
    "ol",
    "p",
    "section",
    "table",
    "tbody",
    "tr",
    "ul",
}
_VOID = frozenset(("br", "img", "wbr"))
_ISOLATE = {"ltr": "\u2066", "rtl": "\u2067"}
_END_OF_ISOLATE = "\u2069"
_RIGHT_TO_LEFT_MARK = "\u200f"
#: What stands in a page for the eye alone: drawings, and numbers of sources.
_UNSAID = frozenset(("icon", "src", "hidden"))


_TAGS = re.compile(r"""(<!--.*?-->|</?[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_PARTS = re.compile(r"</?([a-z][a-z0-9-]*)(.*?)/?>", re.DOTALL)
_ATTRIBUTES = re.compile(r"""([^\s"'/=]+)(?:=["']?((?<=")[^"]*|(?<=')[^']*|[^\s"']*)["']?)?""")
_SPACES = re.compile(r"[ \t\r\n]+")


class _Tag(NamedTuple):
    """What a tag means for the text. One that ``begins`` nothing and ``ends`` nothing is a comment or a drawing."""

    begins: bool = False
    ends: bool = False
    is_void: bool = False
    is_block: bool = False
    is_heading: bool = False
    before: str = ""  #: what its text begins with
    after: str = ""  #: what it ends with
    direction: str = ""
    is_said: bool = True


@lru_cache(maxsize=1024)
def _tag(tag: str) -> _Tag:
    """Most tags stand on a page many times, and on many pages."""
    parts = _PARTS.fullmatch(tag)
    if not parts:
        return _Tag()
    name, given = parts.groups()
    if name in _VOID:
        return _Tag(is_void=True)
    attributes = dict(_ATTRIBUTES.findall(given))
    return _Tag(
        begins=not tag.startswith("</"),
        ends=tag.startswith("</") or tag.endswith("/>"),
        is_block=name in _BLOCKS,
        is_heading=name in _HEADINGS,
        before="- " if name == "li" else "",
        after=": " if name == "th" else "",
        direction=attributes.get("dir", ""),
        is_said="hidden" not in attributes and _UNSAID.isdisjoint(attributes.get("class", "").split()),
    )


class _Reader:
    """Collects lines: one for each block, items of lists with a hyphen, an empty one before a heading."""

    def __init__(self, direction: str) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._direction = direction
        self._said = True
        #: Of each element that is not closed yet, what is to be written at its end, and what held around it.
        self._open: list[tuple[str, str, bool]] = []

    def read(self, html: str) -> None:
        """HTML that begins with a tag, each element of which is closed."""
        pieces = _TAGS.split(html)
        for found, text in zip(pieces[1::2], pieces[2::2], strict=True):
            tag = _tag(found)
            if tag.begins:
                self._begin(tag)
            if tag.ends:
                self._end(tag)
            if tag.is_void:
                self._end_line()
            if text and self._said:
                self._line += unescape(text) if "&" in text else text

    def _begin(self, tag: _Tag) -> None:
        end, before = "", (self._direction, self._said)
        if tag.is_block:
            self._end_line()
            self._direction = tag.direction or self._direction
        elif tag.direction and tag.direction != self._direction:
            self._write(_ISOLATE[tag.direction])
            self._direction, end = tag.direction, _END_OF_ISOLATE
        self._said &= tag.is_said
        if tag.is_heading and self.lines:
            self.lines.append("")
        self._write(tag.before)
        self._open.append((end, *before))

    def _end(self, tag: _Tag) -> None:
        self._write(tag.after)
        if tag.is_block:
            self._end_line()
        end, self._direction, self._said = self._open.pop()
        self._write(end)

    def _write(self, text: str) -> None:
        if self._said:
            self._line += text

    def _end_line(self) -> None:
        if not self._line:
            return
        line = _SPACES.sub(" ", self._line).strip()
        self._line = ""
        if line.strip("- \u2066\u2067\u2069"):
            mark = _RIGHT_TO_LEFT_MARK if self._direction == "rtl" else ""
            self.lines.append(f"{mark}{line}{mark}")


def as_text(html: str, direction: str) -> str:
    """HTML, each element of which is closed, as lines of plain text. ``direction`` is that of its language."""
    reader = _Reader(direction)
    reader.read(f"<div>{html}</div>")
    return "\n".join(reader.lines)
