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

from collections.abc import Iterator

from sitegen.model.base import walk
from sitegen.model.hours import Hours
from sitegen.problems import Problem, warning
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("hours-past",)


def check(site: Site) -> Iterator[Problem]:
    """A warning for each date of hours in a year before that of the build."""
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            if isinstance(value, Hours):
                for part, last in value.dated():
                    if last // 10000 < site.today.year:
                        message = say("its last day, {day}, lies in a year that is over", day=_written(last))
                        yield warning(entry.mark((*path, *part)), "hours-past", message, say("take it out"))


def _written(day: int) -> str:
    return f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}"
