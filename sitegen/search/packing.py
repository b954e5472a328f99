"""An index as text that compresses well; assets/js/search.js reads it again.

Stems stand in alphabetical order, each as a sign for the number of letters that it shares with the one before, and the
rest of it. In the same order stand the lines of each: the steps from line to line as numbers, ended by ``~``.
"""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.search.index import Index

#: Signs for 0 to 5 letters that are shared, of the six that count (``index.LENGTH``).
_SHARED = "!#$%&'"
#: Signs of a number: one digit to the base of 64; before it, where that is not enough, digits to the base of 27.
_LOW = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_HIGH = "!#$%&'()*+,./:;<=>?@[]^`{|}"


def packed(index: Index) -> dict[str, str]:
    """The stems and their lines, as two texts."""
    stems = sorted(index)
    return {"stems": "".join(_shortened(stems)), "lines": "".join(_steps(index[stem]) for stem in stems)}


def _shortened(stems: Iterable[str]) -> Iterable[str]:
    before = ""
    for stem in stems:
        shared = next((at for at, (a, b) in enumerate(zip(before, stem, strict=False)) if a != b), len(before))
        yield _SHARED[shared] + stem[shared:]
        before = stem


def _steps(lines: Iterable[int]) -> str:
    written, before = "", -1
    for line in sorted(lines):
        written += _number(line - before - 1)
        before = line
    return written + "~"


def _number(value: int) -> str:
    high, low = divmod(value, len(_LOW))
    written = _LOW[low]
    while high:
        high, digit = divmod(high, len(_HIGH))
        written = _HIGH[digit] + written
    return written
