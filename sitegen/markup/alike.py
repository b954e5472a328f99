"""Which texts both engines read alike: the plain Markdown that nearly every text is written in. It needs no engine.

Python-Markdown and CommonMark differ in corners: lists in lists, a list without an empty line before it, stars beside
letters, signs set aside by a backslash. What is described here has none of them; it is what is safe, not all that is
the same. Each pattern goes forward only, so that its time grows with the length of a text and no faster.
"""

from __future__ import annotations

import re
from functools import cache

#: What makes of a line the beginning of something else. Digits of any script: Python-Markdown takes them too.
_MARK = r"[-=:|>#~]|[*+](?!\S)|\d+[.)](?!\S)"
_ENTITY = r"&#?\w*;"
_CONTROL = r"\x00-\x1f\x7f-\x9f"
#: Signs of Markdown that say nothing where they stand.
_INERT = rf"!(?!\[)|(?!{_ENTITY})&|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"
#: Words without a sign of Markdown, on one line.
_WORDS = rf"(?:[^\\`*_\[\]<>&!|{_CONTROL}]++|{_INERT})"
#: In a cell only the plain space: the engines differ in which others they cut off at its ends.
_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CELL = rf"(?:[^\\`*_\[\]<>&!|{_SPACES}{_CONTROL}]++|{_INERT})"
#: The end of a line inside a paragraph.
_GOES_ON = rf"(?<!\s)\n(?!{_MARK})(?=\S)"
_ADDRESS = rf"(?:[A-Za-z0-9:/.?=#%+~,;@_-]|(?!{_ENTITY})&)++"
#: What may stand beside emphasis that begins or ends with something else than a letter.
_BEFORE = r"(?:\A|(?<=[\s|(\[«„“‘\"'/:,.;–—-]))"
_BEHIND = r"(?=[\s|)\]»“”’\"'/:,.;·!?…،؛؟–—-]|\Z)"
_LETTER = r"[^\W_]"


def _line(words: str) -> str:
    """Words, links and emphasis; a link in emphasis, but nothing deeper."""
    link = rf"\[(?=\S){words}++(?<=\S)\]\({_ADDRESS}\)"
    strong, emphasis = (
        rf"(?:(?<!\*){sign}(?={_LETTER})|{_BEFORE}{sign}(?=[^\s*]))(?:{words}|{link})++"
        rf"(?:(?<={_LETTER}){sign}(?!\*)|(?<=[^\s*]){sign}{_BEHIND})"
        for sign in (r"\*\*", r"\*")
    )
    return rf"(?=\S)(?:{words}|{link}|{strong}|{emphasis})++"


def _each(mark: str, line: str) -> str:
    """Lines that begin with a mark, to the end of a block."""
    return rf"(?:{mark}{line}(?:\n(?={mark})|(?!\n.)))++"


_LINES = rf"(?!{_MARK}){_line(f'(?:{_WORDS}|{_GOES_ON})')}(?<!\s)"
_HEADING = rf"#{{1,6}} {_line(_WORDS)}(?<![\s#])"
_ITEMS = "|".join(_each(mark, _LINES) for mark in ("- ", r"[1-9][0-9]{0,2}\. "))
#: The second line of a table is of hyphens.
_TABLE = r"(?=.*\n\|(?: *+:?-++:? *+\|)++\n\|)" + _each(r"\|", rf"(?: *+{_line(_CELL)}\|)++")
_BLOCK = rf"(?:(?:{_ITEMS})(?!\n\n+(?:- |\d+\. ))|{_TABLE}|{_LINES})(?:\n\n++|\n?\Z)"
_TABLES = re.compile(r"\|(?:[^\n]++|\n(?=\|))*+")  # in a plain text the sign stands nowhere else


def alike(text: str) -> bool:
    """Whether both engines make the same HTML of a text; ``False`` also where that is not known."""
    return bool(_plain().fullmatch(text)) and ("|" not in text or all(map(_even, _TABLES.findall(text))))


@cache
def _plain() -> re.Pattern[str]:
    """Made when it is first needed: that takes longer than all else here."""
    return re.compile(rf"\n*+(?:{_HEADING}(?:\n++|\Z)|{_BLOCK})++")


def _even(table: str) -> bool:
    """Whether all rows have as many cells."""
    return len({row.count("|") for row in table.splitlines()}) == 1
