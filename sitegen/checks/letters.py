"""Letters of another language, and missing joiners: the text looks right and no search finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.languages.letters import FOREIGN, JOINS
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import Passage, prose


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each word with a letter of another language, or with a space where a joiner belongs."""
    for code in config.codes:
        language = code.split("-")[0]
        if language not in FOREIGN and language not in JOINS:
            continue
        for passage in prose(entry, code):
            yield from _letters(passage, language)
            yield from _joins(passage, language)


def _letters(passage: Passage, language: str) -> Iterator[Problem]:
    foreign = FOREIGN.get(language, {})
    for match in re.finditer(f"[{''.join(foreign)}]", passage.text) if foreign else ():
        letter, own = match[0], foreign[match[0]]
        yield warning(
            passage.at(match.start()),
            "letter-foreign",
            f"“{letter}” (U+{ord(letter):04X}) is not a letter of {language}",
            f"write “{own}” (U+{ord(own):04X}) or another word",
        )


def _joins(passage: Passage, language: str) -> Iterator[Problem]:
    for pattern, wanted in JOINS.get(language, ()):
        for match in pattern.finditer(passage.text):
            yield warning(
                passage.at(match.start()),
                "joiner-missing",
                f"a space stands at “{match[0].strip()}” where the parts of a word meet",
                f"write “{wanted.format(match[1])}” with a zero-width non-joiner (U+200C)",
            )
