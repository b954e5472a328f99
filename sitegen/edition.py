"""What a whole site was made into some time ago: after an edit, only the files that it concerns are looked at.

It is not written anew with each edit: a file for which something was read that has changed since then is asked what is
kept of it alone.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sitegen.planned import Finished
from sitegen.problems import Problem
from sitegen.resolve.digests import Ledger, Stood

MANY = 50  #: things that may have changed since


class Edition(NamedTuple):
    """All files of one plan, or what is wrong with their templates, made by one recipe, as they are while what was read
    for them stands so. ``readers`` are by the number of a thing the places of the files for which it was read.
    """

    recipe: str
    standing: Stood
    files: Sequence[Finished | Problem]
    readers: Mapping[int, bytes]

    def still_right(self, ledger: Ledger) -> Sequence[Finished | Problem | None] | None:
        """The files for which nothing was read that has changed since; ``None`` when much has changed: many things, or
        one that stands on most pages.
        """
        changed = ledger.changed(self.standing)
        if len(changed) > MANY:
            return None
        concerned = {place for number in changed for place in array("I", self.readers[number])}
        if len(concerned) * 2 > len(self.files):
            return None
        files: list[Finished | Problem | None] = list(self.files)
        for place in concerned:
            files[place] = None
        return files


class Draft:
    """An edition in the making."""

    def __init__(self) -> None:
        self._files: list[Finished | Problem] = []
        self._readers: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))

    def add(self, file: Finished | Problem, reads: bytes) -> None:
        """Takes the next file or what is wrong with its template, and the numbers of what was read for it."""
        for number in array("Q", reads):
            self._readers[number].append(len(self._files))
        self._files.append(file)

    def edition(self, recipe: str, ledger: Ledger) -> Edition:
        """The edition that its files are."""
        readers = {number: places.tobytes() for number, places in self._readers.items()}
        return Edition(recipe, ledger.standing(self._readers), tuple(self._files), readers)
