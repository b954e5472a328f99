"""The markup inside a paragraph as signs that a translator can move and cannot mistype: ``{1}words{/1}``, ``{2/}``.

They are braces and digits because every keyboard has them and every program shows them, in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from sitegen.markup.engines import to_html
from sitegen.records import record
from sitegen.wording import Said, say

#: A sign as somebody may have typed it anew: with spaces, or with the digits of another script.
_SIGN = re.compile(r"\{\s*(/?)\s*(\d{1,3})\s*(/?)\s*\}")
_MARKUP = re.compile(
    r"(?P<alone>`[^`\n]+`|<[a-z]+:[^<>\s]*>|\\[!-/:-@\[-`{-~]|&\#?\w{1,30};| {2,}\n[ \t]*|" + _SIGN.pattern + ")"
    r"|\[(?P<link>[^\[\]`]+)\](?P<address>\([^()\n]*\))"
    r"|\*\*(?P<bold>[^\s*](?:[^*`]*[^\s*])?)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*`]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<underlined>[^\s_](?:[^_`]*[^\s_])?)_(?!\w)"
)
_SPACE = re.compile(r"[ \t\r\n]+")
_AROUND = {"bold": "**", "emphasis": "*", "underlined": "_"}


@record
class Tag:
    """What a sign stands for: ``[`` and ``](service:kem)``, ``**`` and ``**``; or one piece that stands alone."""

    opening: str
    closing: str = ""

    @property
    def kind(self) -> str:
        """``link``, ``bold``, or ``code`` for what is taken over as it is."""
        return "link" if self.opening == "[" else "bold" if self.closing else "code"


Tags = Mapping[int, Tag]
_NONE: Tags = MappingProxyType({})


def protected(text: str, known: Tags = _NONE) -> tuple[str, dict[int, Tag]]:
    """A text with signs in the place of its markup, on one line, and what they stand for.

    Markup that is among the ``known`` gets the same number there.
    """
    free = dict(known)
    found: dict[int, Tag] = {}

    def number(tag: Tag) -> int:
        same = next((n for n, other in free.items() if other == tag), 0)
        free.pop(same, None)
        own = same or max((*known, *found, 0)) + 1
        found[own] = tag
        return own

    def sign(match: re.Match[str]) -> str:
        if match["alone"]:
            return f"{{{number(Tag(match['alone']))}/}}"
        name = next(name for name in ("link", *_AROUND) if match[name])
        tag = Tag("[", f"]{match['address']}") if name == "link" else Tag(_AROUND[name], _AROUND[name])
        own = number(tag)
        return f"{{{own}}}{_MARKUP.sub(sign, match[name])}{{/{own}}}"

    return one_line(_MARKUP.sub(sign, text)), found


def restored(shown: str, tags: Tags) -> str:
    """The text with its markup, of which :func:`fault` finds nothing wrong."""

    def markup(match: re.Match[str]) -> str:
        tag = tags[int(match[2])]
        return tag.closing if closes(match, tag) else tag.opening

    return _SIGN.sub(markup, shown)


def one_line(text: str) -> str:
    """The text on one line. Spaces that do not break, and the joiners of Arabic and Farsi, stay."""
    return _SPACE.sub(" ", text).strip(" ")


def signs(shown: str) -> Iterable[re.Match[str]]:
    """The signs in a text: group 1 is a slash when it closes, 2 the number, 3 a slash when it stands alone."""
    return _SIGN.finditer(shown)


def closes(sign: re.Match[str], tag: Tag) -> bool:
    """Whether a sign is the second of two. From right to left {/1} looks like {1/}: where the slash is says nothing."""
    return bool(tag.closing and (sign[1] or sign[3]))


def fault(shown: str, tags: Tags, needed: Collection[int]) -> Said | None:
    """What is wrong with the signs of a translation: unknown, lost, doubled or crossed; or markup of its own."""
    used: list[int] = []
    still_open: list[tuple[int, int]] = []
    for match in signs(shown):
        number = int(match[2])
        if number not in tags:
            return say("{sign} is not a sign of this row", sign=match[0])
        if closes(match, tags[number]):
            opened, start = still_open.pop() if still_open else (0, 0)
            if opened != number:
                return say("{sign} stands where nothing of that number is open", sign=match[0])
            if not _SIGN.sub("", shown[start : match.start()]).strip():
                return say("{sign} surrounds no words", sign=_sign(number, tags[number]))
        elif number in used:
            return say("{sign} stands twice", sign=match[0])
        else:
            used.append(number)
            still_open += [(number, match.end())] if tags[number].closing else []
    if still_open:
        return say("{sign} is missing", sign=f"{{/{still_open[-1][0]}}}")
    if lost := sorted(set(needed) - set(used)):
        return say("{sign} is missing", sign=_sign(lost[0], tags[lost[0]]))
    return _own_markup(restored(shown, tags), [tags[number] for number in used])


def _sign(number: int, tag: Tag) -> str:
    return f"{{{number}}}…{{/{number}}}" if tag.closing else f"{{{number}/}}"


def _own_markup(text: str, tags: Iterable[Tag]) -> Said | None:
    """Words that would be read as a link, as bold or as code, or a sign that no longer surrounds any words."""
    expected = sorted(name for tag in tags for name in _elements(tag.opening + "x" * bool(tag.closing) + tag.closing))
    if sorted(_elements(text)) == expected:
        return None
    return say("its signs, or * _ [ ] ` < in it, would not be shown as they are meant")


def _elements(text: str) -> list[str]:
    """The elements of a paragraph, but for those that any block has; behind a letter nothing begins a list."""
    return re.findall(r"<(a|strong|em|code|br)\b", to_html(f"x {text}"))
