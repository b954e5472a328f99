"""Words as the search compares them: whatever letters a phone offers, one word gives one stem.

The rules are those of docs/search.md and have their numbers. assets/js/search.js does the same to what is typed; a test
compares the two in a browser. A key is a word in one spelling, its stem is what its inflected forms share.
"""

from __future__ import annotations

import re
import unicodedata

#: Rule 3: a letter and what it becomes. Greek turns into small Latin letters, Arabic into one capital each.
_LETTERS = (
    "αa βv γg δd εe ζz ηi θ8 ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χx ψps ωo "
    "ßss æe œe øo łl đd ıi "
    "اA ٱA بB پB تT ٹT ثC جJ چJ حQ خX دD ډD ڈD ذZ زZ ژZ ږZ رR ړR ڑR سS شO ښO صP ضV ظV طU عE غG فF قI كK کK گK ګK "
    "لL مM نN ںN ڼN هH ەH ہH ۃH ھH ةH وW يY یY ىY ېY ۍY ےY ء ٴ ـ "
    "٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9"
)


class _Signs(dict[int, str | None]):
    """What becomes of a sign in rules 2 and 3; told of each sign when it is met for the first time."""

    def __missing__(self, point: int) -> str | None:
        sign, kind = chr(point), unicodedata.category(chr(point))
        if kind[0] == "M" or kind == "Cf":
            self[point] = None
        else:
            self[point] = sign if kind[0] in "LN" or sign == "." else " "
        return self[point]


_SIGNS = _Signs({ord(pair[0]): pair[1:] for pair in _LETTERS.split()})

#: Rule 6: the ways to spell Greek with Latin letters become one. Done to English too, which loses nothing by it.
#: What stays is looked at from behind and not put back, here and below, which takes half the time.
_SPELLINGS = (
    ("3(?=[a-z])", "x"),
    ("th", "8"),
    ("ph", "f"),
    ("ch|kh|ks", "x"),
    ("[cq]", "k"),
    ("b|mp(?=.)", "v"),
    ("(?<=[ae])[vuy]", "f"),
    ("ai", "e"),
    ("[eo]i|o[uy]", "i"),
    ("g[gk]|ng", "g"),
    ("nt(?=.)", "d"),
    ("(?<=[dfglmnrvz])h(?![aeiouy])", "i"),
    ("[yu]", "i"),
    ("w", "o"),
    ("h", "x"),
    ("^gi(?=[aeo])", "i"),
)
#: Rule 7: endings of Greek and English words, from the outermost to the innermost.
_ENDINGS = (
    ("(?<=...)ig$", ""),
    ("(?<=..[^s])s$", ""),
    ("(?<=..o)n$", ""),
    ("(?<=...)[aeio]+$", ""),
    ("(?<=..m)at$", ""),
    (r"([a-z])(?=\1)", ""),
)
#: Rule 8: what stands before an Arabic or Farsi word: و ف ب ك ل and ال, the Farsi می and نمی.
_BEFORE = (
    ("^[WF]?L(?=LAJ)|^[WF]?[BKL]?AL(?=...)|^AL(?=..)|^[WF]?LL(?=...)", ""),
    ("^N?MY(?=....)", ""),
)
#: Rule 9: what stands after it, as long as something can be taken off. Of ية first the ه goes, then the ي.
_AFTER = (
    ("(?<=..)HA(?:Y{0,2}|YM|YT|YO)$", ""),
    ("(?<=...)(?:AT|WN|YN|AN|YT|H|Y)$", ""),
    ("(?<=.ND)K$", ""),
    ("(?<=....)A$", ""),
    ("(?<=.[AW])Y$", ""),
)

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(rules: tuple[tuple[str, str], ...]) -> _Rules:
    return tuple((re.compile(pattern), to) for pattern, to in rules)


_SPELLING_RULES, _ENDING_RULES = _compiled(_SPELLINGS), _compiled(_ENDINGS)
_BEFORE_RULES, _AFTER_RULES = _compiled(_BEFORE), _compiled(_AFTER)
_ABBREVIATION = re.compile(r"(^| )((?:[A-Za-z]\.){2,}[A-Za-z]?)(?![A-Za-z])")
_WORD = re.compile(r"[A-Z]+|[a-z0-9]+|[^ .A-Za-z0-9]+")
#: Rule 5: parts of Farsi words that stand alone when they are typed with a space: ها های هایی, می نمی.
_PARTS = {"HA", "HAY", "HAYY", "MY", "NMY"}


def keys(text: str) -> list[str]:
    """The words of a text in one spelling, in their order; words of one letter are left out."""
    composed = unicodedata.normalize("NFKD", text).lower()
    plain = unicodedata.normalize("NFKD", composed).translate(_SIGNS)  # rules 1 to 3
    plain = _ABBREVIATION.sub(lambda found: found[1] + found[2].replace(".", ""), plain)  # rule 4
    found = (_spelt(word) for word in _WORD.findall(plain))  # rule 5
    return [key for key in found if len(key) > 1 and key not in _PARTS]


def stem(key: str) -> str:
    """What the inflected forms of a word share; ``key`` is one of :func:`keys`."""
    if is_arabic(key):
        return _without_affixes(key)
    return _replaced(key, _ENDING_RULES) if _is_latin(key) else key


def is_arabic(key: str) -> bool:
    """Whether a key or stem is written in the capitals that stand for Arabic letters."""
    return key.isascii() and key.isupper()


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in their order."""
    return [stem(key) for key in keys(text)]


def _is_latin(word: str) -> bool:
    return word.isascii() and word.islower()


def _spelt(word: str) -> str:
    return _replaced(word, _SPELLING_RULES) if _is_latin(word) else word


def _without_affixes(word: str) -> str:
    """A word in capitals without what stands before and after it."""
    word, last = _replaced(word, _BEFORE_RULES), ""
    while word != last:
        word, last = _replaced(word, _AFTER_RULES), word
    return word


def _replaced(word: str, rules: _Rules) -> str:
    for pattern, to in rules:
        word = pattern.sub(to, word)
    return word
