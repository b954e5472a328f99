"""What a whole site was made into some time ago: after an edit, only the files that it concerns are looked at.

It is not written anew with each edit: a file for which something was read that has changed since then is asked what is
kept of it alone.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.planned import Finished
from sitegen.problems import Problem
from sitegen.resolve.digests import Ledger, Stood

MANY = 50  #: things that may have changed since


class Noted(NamedTuple):
    """A finished file or what is wrong with its template, and the numbers of what was read for it."""

    file: Finished | Problem
    reads: bytes


class Edition(NamedTuple):
    """All files of one plan, made by one recipe, as they are while what was read for them stands so."""

    recipe: str
    standing: Stood
    files: tuple[Noted | None, ...]

    def still_right(self, ledger: Ledger) -> Sequence[Noted | None] | None:
        """The files for which nothing was read that has changed since; ``None`` when much has changed: many things, or
        one that stands on most pages.
        """
        changed = ledger.changed(self.standing)
        if len(changed) > MANY:
            return None
        marks = [number.to_bytes(8, sys.byteorder) for number in changed]
        right = [one if one and not any(mark in one.reads for mark in marks) else None for one in self.files]
        return right if sum(map(bool, right)) * 2 >= sum(map(bool, self.files)) else None


def edition(recipe: str, files: Iterable[Noted | None], ledger: Ledger) -> Edition:
    """The edition that has just been made."""
    files = tuple(files)
    numbers = {number for reads in {one.reads for one in files if one} for number in array("Q", reads)}
    return Edition(recipe, ledger.standing(numbers), files)
