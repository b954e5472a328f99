"""Addresses that were published: each must go on leading somewhere.

The list is a text file in the repository, an address a line, written by `build.py addresses` and never by a build. So
an address that would be lost is seen before it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.addresses import INDEX
from sitegen.planned import PlannedFile
from sitegen.problems import Mark, Problem, error
from sitegen.wording import say

HEAD = (
    "# Addresses that were published, written by `build.py addresses`. What stands here must lead somewhere for good.\n"
)

#: Pages, and what people subscribe to or build upon. A place in a long list, and the page of what was chosen from one,
#: come and go with what the list holds.
_LASTING = re.compile(r"^(?!.*/by/.).*(^|/)(?!page-\d+/)[^/]*/$|/calendar\.ics$|\.(atom|geojson)$")


@dataclass(frozen=True)
class Published:
    """The list as it is in the repository: its file and lines."""

    file: str
    lines: tuple[str, ...] = ()

    @property
    def addresses(self) -> dict[str, int]:
        """Each address, and the line that it stands on, from 1."""
        return {line: n for n, line in enumerate(self.lines, start=1) if line and not line.startswith("#")}


def address_of(path: str) -> str:
    """The address of a file below that of the site; that of an index is its folder: ``fa/services/kem/``."""
    return path.removesuffix(INDEX) if path != INDEX else "/"


def lasting(files: Iterable[PlannedFile]) -> set[str]:
    """The addresses of a site that are meant for good: pages, calendars, feeds, open data."""
    return {address for file in files if _LASTING.search(address := address_of(file.path))}


def lost(published: Published, files: Iterable[PlannedFile]) -> Iterator[Problem]:
    """An error for each address that was published, and where nothing would stand any more."""
    there = {address_of(file.path) for file in files}
    for address, line in published.addresses.items():
        if address not in there and not _is_withdrawn(address, there):
            message = say("{address} was published, and nothing would stand there any more", address=address)
            hint = say(
                "rename an entry with build.py rename, take it out with build.py remove; both leave a page there"
            )
            yield error(Mark(published.file, line), "address-lost", message, hint)


def _is_withdrawn(address: str, there: Iterable[str]) -> bool:
    """Whether it is the short address of a service that is still there: what becomes sensitive has none any more."""
    short, _, service = address.partition("/")
    return short == "s" and any(one.endswith(f"/services/{service}") for one in there)


def listed(published: Published, files: Iterable[PlannedFile]) -> str:
    """The list with what is new; what stands there already stays."""
    return HEAD + "".join(f"{address}\n" for address in sorted({*published.addresses, *lasting(files)}))
