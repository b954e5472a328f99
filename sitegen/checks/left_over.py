"""No sentence is left in another language.

Whoever translates sentence by sentence leaves one out now and then. The page looks finished; the reader stops at the
sentence that matters. Sentences are told by their letters, so that Greek in Farsi is found, and English in Greek.

## language-left-over

A sentence of four words or more in the letters of another language. Translate it. Names of up to three words may stay
as they are written on the door; a longer name stands inside a sentence.

Wrong:

    content/services/desk/text.en.md
        ---
        title: Desk
        ---
        Come in the morning. Χρειάζεστε ραντεβού πριν έρθετε.
                             ^ language-left-over

Right:

    content/services/desk/text.en.md
        ---
        title: Desk
        ---
        Come in the morning. You need an appointment before you come.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.wrong_language import has_others, reads_as, script, share
from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import LanguageConfig, SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import Passage, prose, whole, words
from sitegen.wording import say

CODES = ("language-left-over",)
LEAST_WORDS = 4  #: a name may be as long
LEAST_SHARE = 0.25  #: of the letters; fewer are those of a name


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each sentence of four words or more that is written in another script than its language.

    Not in a passage that is in another language as a whole: that is one problem, and another check's.
    """
    mixed = (own for own in config.languages if has_others(whole(entry, own.code), script(own)))
    for language in mixed:
        for passage in prose(entry, language.code):
            found = list(_left(passage, language)) if has_others(passage.text, script(language)) else []
            yield from found if found and not reads_as(passage.text, language, config) else ()


def _left(passage: Passage, language: LanguageConfig) -> Iterator[Problem]:
    for offset, sentence in passage.sentences():
        if words(sentence) >= LEAST_WORDS and share(sentence, script(language)) < LEAST_SHARE:
            name = SiteLanguage(language).name
            message = say("“{sentence}” does not look like {language}", sentence=sentence, language=name)
            hint = say("translate it; names of up to {count} words may stay", count=LEAST_WORDS - 1)
            yield warning(passage.at(offset), "language-left-over", message, hint)
