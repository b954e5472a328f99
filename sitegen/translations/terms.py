"""The terms of the list of terms that stand in a paragraph, beside the words that are used for them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

FILE = "docs/language/terms.csv"  #: below the root of the site; a column for each language
_SHORT = 3  #: letters: a term as short as this must be written as it is, ΚΕΠ and not κεπ


def read_terms(root: Path, origin: str, language: str) -> dict[str, str]:
    """The terms of a language with those of another for them, the longest first; none when there is no list."""
    try:
        with (root / FILE).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        return {}
    found = {row.get(origin) or "": row.get(language) or "" for row in rows}
    return {term: found[term] for term in sorted(found, key=len, reverse=True) if term and found[term]}


def terms_in(text: str, terms: Mapping[str, str]) -> Sequence[str]:
    """``term: its translation`` for each term that stands in a text, in the order of the text."""
    return [f"{term}: {terms[term]}" for _, term in sorted(_found(text, terms))]


def _found(text: str, terms: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Each term with its place; what is a part of a longer term is not found once more."""
    left, folded = text, text.casefold()
    if len(folded) != len(text):  # ß and its like: places would not agree
        folded = text
    for term in terms:
        if term.casefold() not in folded:
            continue
        flags = re.IGNORECASE if len(term) > _SHORT else re.NOFLAG
        if match := re.search(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", left, flags):
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
            yield match.start(), term
