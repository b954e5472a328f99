"""A text is in the language of its file.

Two files that were swapped, or a text that was pasted into the wrong one, look right to whoever cannot read them. The
letters tell Greek from English; the commonest small words tell Arabic from Farsi. A piece is judged when it has eight
words or more.

## language-wrong

A whole text, or a part of one, is in another language than its file says. Readers get a page that they cannot read,
and a screen reader that speaks it wrongly. Look whether two files were swapped; else translate the text anew.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Ρωτήστε πριν πάτε.
    content/pages/about/text.ar.md
        ---
        title: درباره
        ---
        این سایت برای شما است. اگر سؤال دارید، از ما بپرسید. خط تلفن به زبان شما هم هست.
        ^ language-wrong

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Ρωτήστε πριν πάτε.
    content/pages/about/text.ar.md
        ---
        title: عن الموقع
        ---
        هذا الموقع لك. إذا كان لديك سؤال، اتصل بنا. الخط مجاني وهو متاح في كل يوم.

## language-copied

The same words, three or more, stand in two languages of one script: a cell was copied to be translated later, or pasted
into the wrong line.

Wrong:

    content/services/desk/facts.yaml
        cost:
          kind: free
          note:
            el: Για άντρες, γυναίκες και παιδιά
            ar: للرجال والنساء والأطفال
            fa: للرجال والنساء والأطفال
                ^ language-copied

Right:

    content/services/desk/facts.yaml
        cost:
          kind: free
          note:
            el: Για άντρες, γυναίκες και παιδιά
            ar: للرجال والنساء والأطفال
            fa: برای مردان، زنان و کودکان
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import regex

from sitegen.languages.common_words import COMMON_WORDS
from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import LanguageConfig, SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, warning
from sitegen.resolve.prose import Passage, prose, whole
from sitegen.wording import say

CODES = ("language-wrong", "language-copied")
LEAST_WORDS = 8  #: fewer may be a name, or a quotation
LEAST_COPIED = 3  #: fewer words may be a name, or the same in both
LEAST_SHARE = 0.1  #: of the letters are of the script of the language; fewer are names in a text of another
LEAST_COMMON = 3  #: common words of another language of its script; fewer may be names, or written alike
_WORD = regex.compile(r"[\p{L}\p{M}\u200c]+")
#: Signs of the Latin, Greek, Cyrillic, Hebrew and Arabic alphabets, and those that all have: most texts have no others.
_NEAR_SIGNS = tuple(map(chr, (*range(0x700), *range(0x2000, 0x2070))))


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each passage in another language, or in two; one for a text that is so from beginning to end."""
    seen: dict[tuple[str, str], LanguageConfig] = {}
    for own in config.languages:
        passages, text = prose(entry, own.code), whole(entry, own.code)
        yield from _copied(passages, own, seen)
        if not (_has_words_of_others(text, own) or has_others(text, script(own))):
            continue
        found = [(passage, reads_as(passage.text, own, config)) for passage in passages]
        wrong = [(passage, other) for passage, other in found if other]
        if not wrong:
            continue
        is_all = all(other or len(_WORD.findall(passage.text)) < LEAST_WORDS for passage, other in found)
        for passage, other in wrong[:1] if is_all and own.code in entry.texts else wrong:
            message = say("this is in {other}, not in {own}", other=_name(other), own=_name(own.code))
            yield warning(passage.mark, "language-wrong", message, say("were two files swapped? else translate it"))


def _copied(
    passages: Iterable[Passage], own: LanguageConfig, seen: dict[tuple[str, str], LanguageConfig]
) -> Iterator[Problem]:
    """What stands in a language that was ``seen`` before; adds these passages to it."""
    for passage in passages:
        other = seen.setdefault((passage.unit, passage.text), own)
        if other is own or script(other) != script(own) or share(passage.text, script(own)) < LEAST_SHARE:
            continue
        if len(_WORD.findall(passage.text)) >= LEAST_COPIED:
            message = say("the same words stand in {other}", other=_name(other.code))
            yield warning(passage.mark, "language-copied", message, say("translate them, or take them out"))


def reads_as(text: str, own: LanguageConfig, config: SiteConfig) -> str:
    """The code of the language that a text of eight words or more is in; empty when it is ``own``, or short.

    By the script of the letters; among languages of one script by their commonest words.
    """
    if len(text) < 2 * LEAST_WORDS - 1:
        return ""
    in_its_script = share(text, script(own)) >= LEAST_SHARE
    rivals = _rivals(own) if in_its_script else {}
    if in_its_script and not rivals:
        return ""
    words = _WORD.findall(text.lower())
    if len(words) < LEAST_WORDS:
        return ""
    if not in_its_script:
        others = [other.code for other in config.languages if share(text, script(other)) > 0.5]
        return max(others, key=lambda code: _common(words, code), default="")
    count = {code: 0 if common.isdisjoint(words) else _common(words, code) for code, common in rivals.items()}
    code = max(count, key=count.__getitem__)
    return code if count[code] >= LEAST_COMMON and count[code] > 2 * _common(words, own.code) else ""


def _has_words_of_others(text: str, own: LanguageConfig) -> bool:
    """Whether a text has so many common words of other languages of its script that a passage of it may be in one."""
    common = _words_of_others(own)
    words = _known_words().findall(text.lower()) if common else []
    return sum(map(words.count, common.intersection(words))) >= LEAST_COMMON


@cache
def _words_of_others(own: LanguageConfig) -> frozenset[str]:
    return frozenset[str]().union(*_rivals(own).values())


@cache
def _known_words() -> re.Pattern[str]:
    """Words as ``_WORD`` finds them, in half the time, of letters of the alphabets near us, as all common words are."""
    return re.compile(f"[{re.escape(''.join(filter(_WORD.match, _NEAR_SIGNS)))}]+")


@cache
def _rivals(own: LanguageConfig) -> Mapping[str, frozenset[str]]:
    """The common words of the other languages of its script; none where those of the language are not known."""
    code = own.code.split("-")[0]
    rivals = {other: COMMON_WORDS[other] for other in _of_one_script(script(own)) if other != code}
    return rivals if code in COMMON_WORDS else {}


def _common(words: Iterable[str], code: str) -> int:
    """How many of the words are among the commonest of a language."""
    common = COMMON_WORDS.get(code.split("-")[0], frozenset())
    return sum(word in common for word in words)


@lru_cache(maxsize=256)
def share(text: str, script_name: str) -> float:
    """How many of the letters are of a script, from 0 to 1; 1 when there are no others, or no script is known.

    Kept for a while: two checks ask for it.
    """
    if not has_others(text, script_name):
        return 1
    return 1 - len(_not_of_script(script_name).findall(text)) / sum(map(str.isalpha, text))


@lru_cache(maxsize=256)
def has_others(text: str, script_name: str) -> bool:
    """Whether a letter of another script stands in a text; none, when no script is known. Kept as long."""
    first = _not_known(script_name).search(text) if script_name else None
    return first is not None and _not_of_script(script_name).search(text, first.start()) is not None


@cache
def _not_of_script(script_name: str) -> regex.Pattern[str]:
    return regex.compile(rf"[\p{{L}}--\p{{Script={script_name}}}]", regex.VERSION1)


@cache
def _not_known(script_name: str) -> re.Pattern[str]:
    """Signs that may be letters of another script. It says that most texts have none in a quarter of the time."""
    known = "".join(sign for sign in _NEAR_SIGNS if not _not_of_script(script_name).match(sign))
    return re.compile(f"[^{re.escape(known)}]")


@cache
def _of_one_script(script_name: str) -> tuple[str, ...]:
    return tuple(code for code in COMMON_WORDS if script(LanguageConfig(code=code)) == script_name)


@cache
def script(language: LanguageConfig) -> str:
    """The script of a language; kept, because CLDR is slow to look it up."""
    return SiteLanguage(language).script


@cache
def _name(code: str) -> str:
    return SiteLanguage(LanguageConfig(code=code)).name
