"""A sentence has at most 25 words.

Many readers read slowly, in a second language, on a small screen, standing at a door. A long sentence is lost half way.

## sentence-long

A sentence of more than 25 words, in any language. Make two of it: one thing in each. A list helps when it names several
things. A line of a list and a heading end a sentence, also without a full stop.

Wrong:

    content/services/desk/text.en.md
        ---
        title: Desk
        ---
        If you have no papers, bring a friend who can say who you are and where you live,
        ^ sentence-long
        because the desk asks everybody for a name and an address.

Right:

    content/services/desk/text.en.md
        ---
        title: Desk
        ---
        The desk asks everybody for a name and an address. If you have no papers, bring a friend.
        Your friend can say who you are.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import pieces, prose, whole, words
from sitegen.wording import say

CODES = ("sentence-long",)
MOST_WORDS = 25  #: as the style guides of GOV.UK and of this site say (docs/language/)


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each sentence of more than 25 words."""
    long = (code for code in config.codes if any(map(_length, pieces(whole(entry, code)))))
    for passage in (found for code in long for found in prose(entry, code)):
        for offset, sentence in passage.sentences():
            if count := _length(sentence):
                yield warning(
                    passage.at(offset),
                    "sentence-long",
                    say("a sentence of {count} words: “{beginning}…”", count=count, beginning=sentence[:60]),
                    say("make two of it; at most {most} words", most=MOST_WORDS),
                )


def _length(sentence: str) -> int:
    """How many words a sentence has that is too long; none if it is not.

    Few have enough spaces, and to count words takes longer. Another space than " " cannot be printed. A table may look
    like a sentence; the lines between its cells are no words.
    """
    if len(sentence) <= 2 * MOST_WORDS or (sentence.count(" ") < MOST_WORDS and sentence.isprintable()):
        return 0
    count = words(sentence) if len(sentence.replace("|", " ").split()) > MOST_WORDS else 0
    return count if count > MOST_WORDS else 0
