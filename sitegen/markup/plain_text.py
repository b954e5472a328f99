"""HTML of our own templates as plain text, to paste into a message or to keep as a file.

Such text is shown by programs that are told nothing of its direction: some take that of the first letter of a line,
some go from left to right whatever it says. So each line from right to left begins and ends with U+200F, and what goes
the other way in it, a phone number or a name in Latin letters, stands between U+2066 and U+2069 (UAX #9, 2.4 and 2.6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


#: Of a tag: whether it ends an element, its name, its attributes; or text. A comment is none of these.
_PIECES = re.compile(r"""<!--.*?-->|<(/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+|<)""", re.DOTALL)
_ATTRIBUTES = re.compile(r"""([^\s"'/=]+)(?:=["']?((?<=")[^"]*|(?<=')[^']*|[^\s"']*)["']?)?""")
_SPACES = re.compile(r"[ \t\r\n]+")


class _Open(NamedTuple):
    """An element that is not closed yet: what is to be written at its end, and what held around it."""

    tag: str
    end: str
    direction: str
    said: bool


class _Reader:
    """Collects lines: one for each block, items of lists with a hyphen, an empty one before a heading."""

    def __init__(self, direction: str) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._direction = direction
        self._said = True
        self._open: list[_Open] = []

    def read(self, html: str) -> None:
        """HTML, each element of which is closed."""
        for closed, tag, attributes, text in _PIECES.findall(html):
            if text:
                self._write(unescape(text) if "&" in text else text)
            elif tag in _VOID:
                self._end_line()
            elif closed:
                self._end(tag)
            elif tag:
                self._start(tag, dict(_ATTRIBUTES.findall(attributes)) if attributes else {})
                if attributes.endswith("/"):
                    self._end(tag)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        end, before = "", (self._direction, self._said)
        direction = attributes.get("dir")
        if tag in _BLOCKS:
            self._end_line()
            self._direction = direction or self._direction
        elif direction and direction != self._direction:
            self._write(_ISOLATE[direction])
            self._direction, end = direction, _END_OF_ISOLATE
        if attributes:
            self._said &= "hidden" not in attributes and _UNSAID.isdisjoint(attributes.get("class", "").split())
        if tag in _HEADINGS and self.lines:
            self.lines.append("")
        if tag == "li":
            self._write("- ")
        self._open.append(_Open(tag, end, *before))

    def _end(self, tag: str) -> None:
        opened = self._open.pop()
        if tag == "th":
            self._write(": ")
        if tag in _BLOCKS:
            self._end_line()
        self._direction, self._said = opened.direction, opened.said
        self._write(opened.end)

    def _write(self, text: str) -> None:
        if self._said:
            self._line += text

    def _end_line(self) -> None:
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


def as_line(words: str, written: str, direction: str) -> str:
    """Words and after them what goes from left to right, such as a number, as one such line."""
    if direction == "ltr":
        return _SPACES.sub(" ", f"{words} {written}").strip()
    line = _SPACES.sub(" ", f"{words} {_ISOLATE['ltr']}{written}{_END_OF_ISOLATE}").strip()
    return f"{_RIGHT_TO_LEFT_MARK}{line}{_RIGHT_TO_LEFT_MARK}"
