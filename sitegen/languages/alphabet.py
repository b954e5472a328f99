"""The order of words in lists of a language.

Letters without accents and case come first: good enough for Greek, Latin and Cyrillic. Persian letters do not stand in
the order of their code points, and an Arabic noun is looked up without its article (CLDR collation of ``fa``; the order
of Arabic dictionaries).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse

_PERSIAN = "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_PLACE = {letter: chr(0xE000 + number) for number, letter in enumerate(_PERSIAN)}
_ARTICLE = "ال"


def sort_key(text: str, language: str) -> tuple[str, str]:
    """What a word is sorted by, and itself, so that the order is always the same."""
    bare = _bare(text)
    if language in ("fa", "prs"):
        bare = "".join(_PLACE.get(letter, letter) for letter in bare)
    elif language == "ar" and len(bare) > len(_ARTICLE) + 1:
        bare = bare.removeprefix(_ARTICLE)
    return bare, text


def first_letter(text: str, language: str) -> str:
    """The letter that a word stands under."""
    bare = _bare(text)
    if language == "ar" and len(bare) > len(_ARTICLE) + 1:
        bare = bare.removeprefix(_ARTICLE)
    return bare[:1].upper()


@lru_cache(maxsize=8)
def _bare(text: str) -> str:
    """Kept for a while: the letter that a word stands under is asked for with what it is sorted by."""
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", text.casefold())))
