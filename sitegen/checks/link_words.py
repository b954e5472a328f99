"""A link says where it leads.

A screen reader can read the links of a page alone, one after the other: “here, here, more” tells nothing. On a phone
the finger stands on the words that were not read. An address as the words of a link is spelt out letter by letter.

## link-words

The words of a link are “here”, “more”, “this link” or the like, in any language of the site. Link the words that name
what is there.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Για τη διεύθυνση πατήστε [εδώ](organisation:city).
                                  ^ link-words

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Το γραφείο είναι στον [Δήμο](organisation:city).

## link-bare

The words of a link are its whole address. Write the name of the site or of the page. A short one without `https://`,
as it stands on a sign (`gov.gr`, `help.unhcr.org/greece`), may stay: people know it by that, and can type it.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Δείτε [https://city.example/page](https://city.example/page).
               ^ link-bare

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Δείτε τη [σελίδα του Δήμου](https://city.example/page).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import filterfalse

from sitegen.languages.link_words import LINK_WORDS
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, LocalText
from sitegen.problems import Problem, warning
from sitegen.wording import say

CODES = ("link-words", "link-bare")
_LINK = re.compile(r"\[(?<!!\[)([^\[\]\n]{1,200})\]\(|<(https?://[^>\s]+)>")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_NO_LETTER = re.compile(r"[\W_]+")
_ALL = frozenset().union(*LINK_WORDS.values())


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each link whose words say nothing. English words may stand in any text, so all are looked for."""
    for text in entry.texts.values():
        yield from _of_text(text)


def _of_text(text: LocalText) -> Iterator[Problem]:
    for section in (one for one in text.sections if "](" in one.markdown or "<http" in one.markdown):
        for match in _LINK.finditer(section.markdown):
            group = 1 if match[1] else 2
            words = match[group]
            if _bare(words) in _ALL:
                message = say("“{words}” does not say where the link leads", words=words.strip())
                hint = say("link the words that name what is there")
                yield warning(section.at(text.file, match.start(group)), "link-words", message, hint)
            elif _ADDRESS.fullmatch(words):
                message = say("the words of the link are its address")
                hint = say("write [name of the page](address)")
                yield warning(section.at(text.file, match.start(group)), "link-bare", message, hint)


@lru_cache(maxsize=1024)
def _bare(words: str) -> str:
    """Small letters without accents and signs, single spaces between; kept, since many links have the same words."""
    letters = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", words.lower())))
    return _NO_LETTER.sub(" ", letters).strip()
