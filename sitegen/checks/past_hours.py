"""Hours of a year that is over are taken out.

A closure or a season with a date says something once. After its day readers do not see it, and whoever edits the
hours next has to work out that it does not matter.

## hours-past

A date among the hours lies in a year that is over. Take it out, or write the days of this year; what comes every year
has no year: `08-01` to `08-31`, or `Aug`.

Wrong:

    content/services/desk/facts.yaml
        hours:
          week: [{days: mon-fri, opens: 09:00, closes: 15:00}]
          closures: 2025-12-24
                    ^ hours-past

Right:

    content/services/desk/facts.yaml
        hours:
          week: [{days: mon-fri, opens: 09:00, closes: 15:00}]
          closures: 2026-12-24
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.model.base import Reference
from sitegen.model.hours import Hours
from sitegen.model.nodes import Path
from sitegen.problems import Problem, warning
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("hours-past",)

Note = tuple[tuple[Path, int], ...]  # of each date where it stands, and its last day: 20261224


def note(alone: Alone) -> Note:
    """The dates among the hours of an entry."""
    hours = ((path, value) for path, value in alone.models if isinstance(value, Hours))
    return tuple(((*path, *part), last) for path, value in hours for part, last in value.dated())


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """A warning for each date of hours in a year before that of the build."""
    for reference, dates in notes.items():
        for path, last in dates:
            if last // 10000 < site.today.year:
                message = say("its last day, {day}, lies in a year that is over", day=_written(last))
                yield warning(site.entries[reference].mark(path), "hours-past", message, say("take it out"))


def _written(day: int) -> str:
    return f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}"
