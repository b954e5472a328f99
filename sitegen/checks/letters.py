"""Words are written in the letters and digits of their language.

An Arabic keyboard writes ي and ك where Farsi has ی and ک. The word looks the same, but no search finds it, and a screen
reader stumbles. The other way round it is the same. In Farsi some parts of a word are held together by a zero-width
non-joiner (U+200C): with a space in its place the word breaks at the end of a line.

## letter-foreign

A letter that belongs to the other language. Write the letter that the hint names, or another word.

Wrong:

    content/services/desk/text.fa.md
        ---
        title: مركز شهر
                 ^ letter-foreign
        ---

Right:

    content/services/desk/text.fa.md
        ---
        title: مرکز شهر
        ---

## joiner-missing

A space stands in a Farsi word where a zero-width non-joiner belongs: after می and نمی, before ها, های and ترین. On a
Persian keyboard it is Shift and Space; on a phone it stands under the space bar or at the key of the full stop.

Wrong:

    content/services/desk/text.fa.md
        ---
        title: مرکز
        ---
        شما می توانید بیایید.
            ^ joiner-missing

Right:

    content/services/desk/text.fa.md
        ---
        title: مرکز
        ---
        شما می‌توانید بیایید.

## digit-foreign

Digits as Arabic or Persian keyboards write them. The site shows 0-9 in every language: numbers are there to be dialled,
to be shown at a desk, to be compared with a sign.

Wrong:

    content/services/desk/text.fa.md
        ---
        title: مرکز
        ---
        زنگ بزنید: ۱۱۲
                   ^ digit-foreign

Right:

    content/services/desk/text.fa.md
        ---
        title: مرکز
        ---
        زنگ بزنید: 112

## letter-mixed

Greek and Latin letters stand in one word: an A or an o was typed with the other keyboard. It looks right, but no search
finds the word, and a screen reader spells it out. Type the word anew.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Δήμος Aθηναίων
                     ^ letter-mixed
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Δήμος Αθηναίων
        ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.checks.wrong_language import reads_as
from sitegen.languages.letters import FOREIGN, JOINS
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.values import western_digits
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import Passage, prose, whole
from sitegen.wording import say

CODES = ("letter-foreign", "joiner-missing", "digit-foreign", "letter-mixed")
_OTHER_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_DIGITS = re.compile(rf"[{_OTHER_DIGITS}]+(?:[ .,:/–-]?[{_OTHER_DIGITS}]+)*")
_WORD = re.compile(r"\w+")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_MIXED = re.compile(r"[A-Za-z](?:(?=[\u0370-\u03ff])|(?<=[\u0370-\u03ff].))")
_FOREIGN = {language: re.compile(f"[{''.join(letters)}]") for language, letters in FOREIGN.items()}


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each letter and digit of another language or script, and for each space for a joiner.

    Not in a passage that is in another language as a whole: that is one problem, and another check's.
    """
    for own in config.languages:
        language, words = own.code.split("-")[0], whole(entry, own.code)
        foreign = FOREIGN.get(language, {})
        is_odd = any(sign in words for sign in (*foreign, *_OTHER_DIGITS))
        is_apart = any(part in words for part, _, _ in JOINS.get(language, ()))
        for passage in prose(entry, own.code) if is_odd or is_apart else ():
            found = [*_letters(passage, language, foreign), *_digits(passage)] if is_odd else []
            found += _joins(passage, language)
            yield from found if found and not reads_as(passage.text, own, config) else ()
        if _GREEK.search(words) and _MIXED.search(words):
            for passage in prose(entry, own.code):
                yield from _mixed(passage)


def _letters(passage: Passage, language: str, foreign: Mapping[str, str]) -> Iterator[Problem]:
    for match in _FOREIGN[language].finditer(passage.text) if foreign else ():
        own = foreign[match[0]]
        yield warning(
            passage.at(match.start()),
            "letter-foreign",
            say(
                "“{letter}” ({point}) is not a letter of {language}",
                letter=match[0],
                point=_point(match[0]),
                language=language,
            ),
            say("write “{letter}” ({point}) or another word", letter=own, point=_point(own)),
        )


def _joins(passage: Passage, language: str) -> Iterator[Problem]:
    for part, pattern, wanted in JOINS.get(language, ()):
        for match in pattern.finditer(passage.text) if part in passage.text else ():
            yield warning(
                passage.at(match.start()),
                "joiner-missing",
                say("a space stands at “{part}” where the parts of a word meet", part=match[0].strip()),
                say("write “{part}” with a zero-width non-joiner (U+200C)", part=wanted.format(match[1])),
            )


def _digits(passage: Passage) -> Iterator[Problem]:
    for match in _DIGITS.finditer(passage.text):
        message = say("{digits} is not written in the digits 0-9", digits=match[0])
        hint = say("write {digits}", digits=western_digits(match[0]))
        yield warning(passage.at(match.start()), "digit-foreign", message, hint)


def _mixed(passage: Passage) -> Iterator[Problem]:
    for match in _WORD.finditer(passage.text):
        if _MIXED.search(match[0]):
            message = say("“{word}” has Greek and Latin letters in one word", word=match[0])
            yield warning(passage.at(match.start()), "letter-mixed", message, say("type the word anew"))


def _point(letter: str) -> str:
    return f"U+{ord(letter):04X}"
