"""Signs that no text may hold: unseen, they make it read, sort or show otherwise than it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.wording import say

#: Embeddings, overrides and isolates (Unicode Bidirectional Algorithm, UAX #9 §2). Marks for Arabic and Farsi
#: spelling (ZWNJ, ZWJ) and for direction (LRM, RLM, ALM) are not among them.
_BIDI = "\u202a-\u202e\u2066-\u2069"
#: Control characters but tab and line feed; line ends of other systems (NEL, LS, PS); the byte order mark
#: inside a text; the sign for a letter that was lost; surrogates, which stand for bytes that are not text.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff\ud800-\udfff"
_UNWANTED = re.compile(f"[{_BIDI}{_CONTROL}]")  # one class: two alternatives would take six times as long
_IS_BIDI = re.compile(f"[{_BIDI}]")


class Sign(NamedTuple):
    """An unwanted sign: its offset in the text, a code for the problem, and what is wrong with it."""

    offset: int
    code: str
    message: str
    hint: str


def unwanted_sign(text: str) -> Sign | None:
    """The first sign of a text that it must not hold."""
    match = _UNWANTED.search(text)
    if match is None:
        return None
    name = f"U+{ord(match[0]):04X}"
    if _IS_BIDI.match(match[0]):
        hint = say("delete it; the site isolates numbers by itself")
        return Sign(match.start(), "text-bidi", say("{name} changes the direction of the text unseen", name=name), hint)
    if match[0] == "\ufffd":
        message = say("{name} stands where a letter was lost", name=name)
    else:
        message = say("{name} is a control character", name=name)
    return Sign(match.start(), "text-control", message, say("delete it, and type the text anew"))
