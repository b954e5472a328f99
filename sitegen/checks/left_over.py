"""A sentence that was left in another language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sitegen.checks.long_sentences import words
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import prose
from sitegen.resolve.site import Site

LEAST_WORDS = 4  #: a name may be as long


def check(site: Site) -> Iterator[Problem]:
    """A warning for each sentence of four words or more that is written in another script than its language."""
    for code, language in site.languages.items():
        script = language.script.upper()
        for entry in site.entries.values() if script else ():
            for passage in prose(entry, code):
                for offset, sentence in passage.sentences():
                    if words(sentence) >= LEAST_WORDS and _share(sentence, script) < 0.25:
                        yield warning(
                            passage.at(offset),
                            "language-left-over",
                            f"“{sentence}” does not look like {language.name}",
                            f"translate it; names of up to {LEAST_WORDS - 1} words may stay",
                        )


def _share(sentence: str, script: str) -> float:
    """How many of the letters are of the script, from 0 to 1; 1 when there are no letters."""
    letters = [c for c in sentence if c.isalpha()]
    return sum(unicodedata.name(c, "").startswith(script) for c in letters) / len(letters) if letters else 1
