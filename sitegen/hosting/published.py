"""Addresses that were published: each must go on leading somewhere.

The list is a text file in the repository, an address a line, written by `build.py addresses` and never by a build. So
an address that would be lost is seen before it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitegen.addresses import INDEX
from sitegen.planned import PlannedFile
from sitegen.problems import Mark, Problem, error
from sitegen.records import record
from sitegen.wording import say

HEAD = (
    "# Addresses that were published, written by `build.py addresses`. What stands here must lead somewhere for good.\n"
)

#: Pages, and what people subscribe to or build upon. A place in a long list, and the page of what was chosen from one,
#: come and go with what the list holds.
_LASTING = re.compile(r"^(?!.*/by/.).*(^|/)(?!page-\d+/)[^/]*/$|/calendar\.ics$|^[^/]+/(news|changes)\.xml$|\.geojson$")
#: What only a site with an address of its own has.
_WITH_ADDRESS = re.compile(r"^[^/]+/(news|changes)\.xml$")


@record
class Published:
    """The list as it is in the repository: its file and lines."""

    file: str
    lines: tuple[str, ...] = ()

    @property
    def addresses(self) -> dict[str, int]:
        """Each address as `address_of` writes it, and the line that it first stands on, from 1."""
        found: dict[str, int] = {}
        for number, line in enumerate(self.lines, start=1):
            if line.strip() and not line.startswith("#"):
                found.setdefault(address_of(line.strip().lstrip("/") or INDEX), number)
        return found


def address_of(path: str) -> str:
    """The address of a file below that of the site; that of an index is its folder: ``fa/services/kem/``."""
    return path.removesuffix(INDEX) if path != INDEX else "/"


def lasting(files: Iterable[PlannedFile]) -> set[str]:
    """The addresses of a site that are meant for good: pages, calendars, feeds, open data."""
    return {address for file in files if _LASTING.search(address := address_of(file.path))}


def lost(published: Published, files: Iterable[PlannedFile], base_url: str | None) -> Iterator[Problem]:
    """An error for each address that was published, and where nothing would stand any more; for a language that the
    site has no more, one. Feeds are looked for only in a site that is built with its address, as it is to publish it.
    """
    if not (promised := published.addresses):
        return
    there = {address_of(file.path) for file in files}
    folders = {_top(address) for address in there}
    gone: dict[str, list[int]] = {}
    for address, line in promised.items():
        away = _is_withdrawn(address, there) or (_WITH_ADDRESS.search(address) and not base_url)
        if address in there or away:
            continue
        if _top(address) in folders:
            message = say("{address} was published, and nothing would stand there any more", address=address)
            hint = say(
                "rename an entry with build.py rename, take it out with build.py remove; both leave a page there"
            )
            yield error(Mark(published.file, line), "address-lost", message, hint)
        else:
            gone.setdefault(_top(address), []).append(line)
    for folder, lines in gone.items():
        message = say(
            "nothing would stand below {folder}/ any more; addresses that were published there: {count}",
            count=len(lines),
            folder=folder,
        )
        hint = say("a language that was published stays in site_config.yaml; without texts it shows another one")
        yield error(Mark(published.file, lines[0]), "address-lost", message, hint)


def _top(address: str) -> str:
    """The first folder of an address: that of a language. What stands at the root has none."""
    return address.partition("/")[0] if "/" in address else ""


def _is_withdrawn(address: str, there: Iterable[str]) -> bool:
    """Whether it is the short address of a service that is still there: what becomes sensitive has none any more."""
    short, _, service = address.partition("/")
    return short == "s" and any(one.endswith(f"/services/{service}") for one in there)


def listed(published: Published, files: Iterable[PlannedFile]) -> str:
    """The list with what is new; what stands there already stays."""
    return HEAD + "".join(f"{address}\n" for address in sorted({*published.addresses, *lasting(files)}))
