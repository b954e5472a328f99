"""A word with the little words that a language writes together with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


def _arabic(word: str) -> Iterator[str]:
    """And, so; with, like, to; the article is swallowed in part by what means to: اللجوء, للجوء."""
    bare = word.removeprefix("ال")
    article = word != bare
    to = "ل" + (bare if bare.startswith("ل") else f"ل{bare}") if article else f"ل{word}"
    for first in ("", "و", "ف"):
        yield from (first + one for one in (word, f"ب{word}", f"ك{word}", to))


#: What a word can look like in a text, for languages that write prepositions and conjunctions together with it.
JOINED: Mapping[str, Callable[[str], Iterator[str]]] = {"ar": _arabic}


def as_written(word: str, language: str) -> tuple[str, ...]:
    """A word, or the first of several, as it can stand in a text of a language."""
    return tuple(JOINED[language](word)) if language in JOINED else (word,)
