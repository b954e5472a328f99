"""Nobody has asked on a day that is still to come.

“Confirmed” is what readers trust most. A day in the future is a slip of the pen, and would keep the fact from ever
being asked for again in time.

## confirmed-in-future

`confirmed_on` is after today. Write the day of the call.

Wrong:

    content/services/desk/facts.yaml
        cost: {kind: free, confirmed_on: 2027-11-03, confirmed_how: phone, confirmed_by: volunteer}
                                         ^ confirmed-in-future

Right:

    content/services/desk/facts.yaml
        cost: {kind: free, confirmed_on: 2026-11-03, confirmed_how: phone, confirmed_by: volunteer}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sitegen.model.base import Reference
from sitegen.model.nodes import Path
from sitegen.problems import Problem, error
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("confirmed-in-future",)

Note = tuple[tuple[Path, date], ...]  # each day of a confirmation, and where it stands


def note(alone: Alone) -> Note:
    """When the facts of an entry were confirmed."""
    days = (((*path, "confirmed_on"), vars(value).get("confirmed_on")) for path, value in alone.models)
    return tuple((path, day) for path, day in days if day)


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """An error for each ``confirmed_on`` after the day of the build."""
    for reference, days in notes.items():
        for path, day in days:
            if day > site.today:
                yield error(
                    site.entries[reference].mark(path),
                    "confirmed-in-future",
                    say("{day} is still to come", day=str(day)),
                    say("write the day of the call"),
                )
