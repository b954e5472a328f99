"""No unseen mark turns the direction of a text.

In an Arabic or Farsi line a phone number, a span of hours or a name in Latin letters would show with its parts in the
wrong order (Unicode Bidirectional Algorithm, UAX #9). The site puts each of them into an isolate by itself: on the page
with `<bdi>`, in titles and descriptions with the signs that UAX #9 has for it. So nothing need be typed for it: phone
numbers with spaces, brackets or +, hours and other spans (15:00–09:00), dates, laws (4939/2022), amounts and shares,
addresses of sites and of mail, B1+, C++, @name, *100#. `tests/browser/test_direction.py` holds this in a real browser.

## direction-mark

A mark for the direction (U+200E, U+200F or U+061C) stands in a text. It was typed, or copied from a chat or a
document, to mend the order there. Here it does nothing, or harm: a search does not find the word, and a number that
was copied with it cannot be dialled. Delete it: the cursor goes over it once without moving.

Wrong:

    content/services/desk/text.ar.md
        ---
        title: مكتب
        ---
        اتصل: \u200e210 323 8000
              ^ direction-mark

Right:

    content/services/desk/text.ar.md
        ---
        title: مكتب
        ---
        اتصل: 210 323 8000
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import Passage, prose, whole
from sitegen.wording import say

CODES = ("direction-mark",)
_MARKS = "\u200e\u200f\u061c"


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each mark of direction in the words of any language."""
    for code in config.codes:
        if any(mark in whole(entry, code) for mark in _MARKS):
            for passage in prose(entry, code):
                yield from _marks(passage)


def _marks(passage: Passage) -> Iterator[Problem]:
    for offset, sign in enumerate(passage.text):
        if sign in _MARKS:
            message = say("U+{point} is an unseen mark for the direction", point=f"{ord(sign):04X}")
            hint = say("delete it; the site isolates numbers by itself")
            yield warning(passage.at(offset), "direction-mark", message, hint)
