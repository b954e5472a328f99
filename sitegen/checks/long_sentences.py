"""Sentences that are too long to be read slowly, in a second language, on a small screen."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import prose, words

MOST_WORDS = 25  #: as the style guides of GOV.UK and of this site say (docs/language/)


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each sentence of more than 25 words."""
    for passage in (found for code in config.codes for found in prose(entry, code)):
        for offset, sentence in passage.sentences():
            if (count := words(sentence)) > MOST_WORDS:
                yield warning(
                    passage.at(offset),
                    "sentence-long",
                    f"a sentence of {count} words: “{sentence[:60]}…”",
                    f"make two of it; at most {MOST_WORDS} words",
                )
