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


_TAGS = re.compile(r"""(<(?:!--.*?--|[/a-z][^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+)>)""", re.DOTALL)
_PARTS = re.compile(r"</?([a-z][a-z0-9-]*)((?:\s.*?)?)/?>", re.DOTALL)
_ATTRIBUTES = re.compile(r"""([^\s"'/=]+)(?:=["']?((?<=")[^"]*|(?<=')[^']*|[^\s"']*)["']?)?""")
_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")  # one space is as it is to be


class _Tag(NamedTuple):
    """What a tag means for the text: nothing, when it is a comment or a drawing."""

    begins: bool = False
    ends: bool = False
    is_block: bool = False  #: a line ends before it
    is_heading: bool = False
    before: str = ""  #: what is written at its beginning
    after: str = ""  #: and at its end
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
        return _Tag(is_block=True)
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


def _lines(html: str, direction: str) -> list[str]:
    """A line for each block, items of lists with a hyphen, an empty one before a heading."""
    lines: list[str] = []
    line = ""
    unsaid = 0  # how deep in what is not said
    #: Of each element that is not closed yet: the direction around it, and what closes it.
    around: list[tuple[str, str]] = []
    pieces = _TAGS.split(f"<div>{html}</div>")
    for tag, text in zip(map(_tag, pieces[1::2]), pieces[2::2], strict=True):
        if line and tag.is_block:
            lines += _finished(line, direction)
            line = ""
        if unsaid or not tag.is_said:
            unsaid += tag.begins - tag.ends
        else:
            if tag.begins:
                inside, end = tag.direction or direction, ""
                if inside != direction and not tag.is_block:
                    line += _ISOLATE[inside]
                    end = _END_OF_ISOLATE
                around.append((direction, end))
                direction = inside
                if tag.is_heading and lines:
                    lines.append("")
                line += tag.before
            if tag.ends:
                direction, end = around.pop()
                line += tag.after + end
        if not unsaid and (line or not text.isspace()):
            line += unescape(text) if "&" in text else text
    return lines


def _finished(line: str, direction: str) -> tuple[str, ...]:
    """A line with its marks; nothing for one without words."""
    line = line.strip()
    if not line.strip("- \t\r\n\u2066\u2067\u2069"):
        return ()
    mark = _RIGHT_TO_LEFT_MARK if direction == "rtl" else ""
    return (f"{mark}{_SPACES.sub(' ', line)}{mark}",)


@lru_cache(maxsize=512)
def as_text(html: str, direction: str) -> str:
    """HTML, each element of which is closed, as lines of plain text. ``direction`` is that of its language.

    Kept for a while: many pages have parts that say the same.
    """
    return "\n".join(_lines(html, direction))


def as_line(words: str, written: str, direction: str) -> str:
    """Words and after them what goes from left to right, such as a number, as one such line."""
    if direction == "ltr":
        return _SPACES.sub(" ", f"{words} {written}").strip()
    line = _SPACES.sub(" ", f"{words} {_ISOLATE['ltr']}{written}{_END_OF_ISOLATE}").strip()
    return f"{_RIGHT_TO_LEFT_MARK}{line}{_RIGHT_TO_LEFT_MARK}"
