"""A sentence that was left in another language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import LanguageConfig, SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import prose, words

LEAST_WORDS = 4  #: a name may be as long


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each sentence of four words or more that is written in another script than its language."""
    for language in map(_language, config.languages):
        script = language.script.upper()
        for passage in prose(entry, language.code) if script else ():
            for offset, sentence in passage.sentences():
                if _share(sentence, script) < 0.25 and words(sentence) >= LEAST_WORDS:
                    yield warning(
                        passage.at(offset),
                        "language-left-over",
                        f"“{sentence}” does not look like {language.name}",
                        f"translate it; names of up to {LEAST_WORDS - 1} words may stay",
                    )


@cache
def _language(config: LanguageConfig) -> SiteLanguage:
    """The language with what CLDR knows of it, which is slow to look up."""
    return SiteLanguage(config)


def _share(sentence: str, script: str) -> float:
    """How many of the letters are of the script, from 0 to 1; 1 when there are no letters."""
    scripts = [_script(c) for c in sentence if c.isalpha()]
    return scripts.count(script) / len(scripts) if scripts else 1


@cache
def _script(letter: str) -> str:
    """The script of a letter, as its Unicode name begins: GREEK, LATIN, ARABIC."""
    return unicodedata.name(letter, "").partition(" ")[0]
