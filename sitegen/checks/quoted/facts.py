"""What an entry says in numbers, as words are compared with it."""

from __future__ import annotations

import re

from sitegen.checks.numbers import numbers
from sitegen.model.hours import Hours
from sitegen.model.types.service import Cost
from sitegen.model.values import western_digits
from sitegen.records import record
from sitegen.resolve.alone import Alone

_TIME = re.compile(r"(?<![\d:])([0-2]?\d:[0-5]\d)(?![\d:])")
_CLOCK = re.compile(r":(?<=\d:)\d")  #: in every time; looks for the colon first

Groups = tuple[frozenset[str], ...]


@record
class Says:
    """What an entry says in numbers: digits of its phones, amounts of its costs, opening and closing of its hours.

    ``noted`` is every number and time that its cells name.
    """

    phones: frozenset[str] = frozenset()
    amounts: Groups = ()
    times: Groups = ()
    noted: frozenset[str] = frozenset()

    @property
    def all_amounts(self) -> frozenset[str]:
        """Whatever may be an amount that it names."""
        return self.noted.union(*self.amounts)

    @property
    def all_times(self) -> frozenset[str]:
        """Whatever may be a time that it names."""
        return self.noted.union(*self.times)


def says(alone: Alone) -> Says:
    """The numbers that the facts of an entry hold."""
    amounts = (value.amount for _, value in alone.models if isinstance(value, Cost) and value.amount is not None)
    patterns = (value.pattern for _, value in alone.models if isinstance(value, Hours))
    slots = (frozenset(one.times) for pattern in patterns for rule in pattern.rules for one in rule.openings)
    cells = "\n".join(words for _, cell in alone.entry.cells for words in cell.root.values())
    return Says(
        frozenset(map(digits, alone.entry.phones)),
        tuple(frozenset(numbers(f"{amount:f}")) for amount in amounts),
        tuple(dict.fromkeys(slots)),
        frozenset((*numbers(cells), *times(cells))),
    )


def digits(number: str) -> str:
    """A phone as its digits, without the zeros that lead abroad."""
    return re.sub(r"\D", "", western_digits(number)).removeprefix("00")


def has_times(words: str) -> bool:
    """Whether words may name times."""
    return _CLOCK.search(words) is not None


def times(words: str) -> dict[str, int]:
    """Each time that words name, as ``09:00``, and where it stands."""
    found = _TIME.finditer(western_digits(words)) if has_times(words) else ()
    return {match[1].rjust(5, "0"): match.start() for match in found}
