"""Which paragraphs belong together: those of the source as it is, of the source as it was, and of the translation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from sitegen.resolve.translation import fingerprint
from sitegen.translations.blocks import Block

_WORDS = re.compile(r"\w+")
_ALIKE = 0.4  #: the share of words that a paragraph keeps while it is still the same one

Pairs = Iterator[tuple[Block | None, Block | None]]


class Aligned(NamedTuple):
    """Blocks that belong together: of the source as it is and as it was, and of the translation."""

    now: Block | None
    then: Block | None
    here: Block | None

    @property
    def unchanged(self) -> bool:
        """Whether the source says what it said then."""
        return self.now is not None and self.then is not None and _print(self.now) == _print(self.then)


def aligned(now: list[Block], then: list[Block] | None, here: list[Block]) -> Iterator[Aligned]:
    """The blocks that belong together, in order. ``then`` is ``None`` where nobody knows what was there."""
    if then is None:
        yield from (Aligned(new, None, own) for new, own in _by_kind(now, here))
        return
    pairs = list(_by_kind(then, here))
    for new, old in _by_words(now, then):
        if old is None:
            yield Aligned(new, None, None)
            continue
        while pairs and pairs[0][0] is None:
            yield Aligned(None, None, pairs.pop(0)[1])
        own = pairs.pop(0)[1]
        if new is not None or own is not None:
            yield Aligned(new, old, own)
    yield from (Aligned(None, None, own) for _, own in pairs)


def _by_kind(ours: list[Block], theirs: list[Block]) -> Pairs:
    """Blocks of two languages: those of the same kind in the same order belong together."""
    matcher = difflib.SequenceMatcher(None, [b.kind for b in ours], [b.kind for b in theirs], autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(ours[i:j], theirs[m:n], strict=True)
        else:
            yield from ((block, None) for block in ours[i:j])
            yield from ((None, block) for block in theirs[m:n])


def _by_words(now: list[Block], then: list[Block]) -> Pairs:
    """Blocks of one language, as they are and as they were: those with the same words, or with words like them."""
    matcher = difflib.SequenceMatcher(None, [*map(_print, now)], [*map(_print, then)], autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal" or j - i == n - m:
            yield from zip_longest(now[i:j], then[m:n])
        else:
            yield from _alike(now[i:j], then[m:n])


def _print(block: Block) -> tuple[str, str]:
    """What is the same in two blocks that say the same."""
    return block.kind, fingerprint(block.text)


def _alike(now: list[Block], then: list[Block]) -> Pairs:
    """Each block beside the one, of those that are left, that it is most like."""
    start = 0
    for block in now:
        ratios = [_likeness(block, other) for other in then[start:]]
        best = max(ratios, default=0.0)
        if best < _ALIKE:
            yield block, None
            continue
        found = start + ratios.index(best)
        yield from ((None, other) for other in then[start:found])
        yield block, then[found]
        start = found + 1
    yield from ((None, other) for other in then[start:])


def _likeness(one: Block, other: Block) -> float:
    if one.kind != other.kind:
        return 0
    ours, theirs = (_WORDS.findall(block.text) for block in (one, other))
    return difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
