"""Nobody has asked, or read, on a day that is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.base import walk
from sitegen.problems import Problem, error
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """An error for each ``confirmed_on`` after the day of the build."""
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            if path and path[-1] == "confirmed_on" and value is not None and value > site.today:  # type: ignore[operator]
                yield error(
                    entry.mark(path), "confirmed-in-future", f"{value} is still to come", "write the day of the call"
                )
