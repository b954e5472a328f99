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

from collections.abc import Iterator

from sitegen.model.base import walk
from sitegen.problems import Problem, error
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("confirmed-in-future",)


def check(site: Site) -> Iterator[Problem]:
    """An error for each ``confirmed_on`` after the day of the build."""
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            if path and path[-1] == "confirmed_on" and value is not None and value > site.today:  # type: ignore[operator]
                yield error(
                    entry.mark(path),
                    "confirmed-in-future",
                    say("{day} is still to come", day=str(value)),
                    say("write the day of the call"),
                )
