"""Every address of another site that the content or the configuration leads to, with the places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from sitegen.model.base import walk
from sitegen.model.config import SiteConfig
from sitegen.problems import Mark
from sitegen.records import record
from sitegen.resolve.site import Site

_WEB = re.compile(r"https?://\S+")


@record
class Outside:
    """An address without its fragment, which no server sees, and where it is written."""

    address: str
    places: tuple[Mark, ...]


def outside(site: Site, file: str, text: str) -> tuple[Outside, ...]:
    """The addresses of a site, each once. ``file`` and ``text`` are those of its configuration."""
    found: dict[str, list[Mark]] = {}
    for address, at in (*_of_configuration(site.config, file, text), *_of_content(site)):
        found.setdefault(urldefrag(address).url, []).append(at)
    return tuple(Outside(address, tuple(sorted(set(places)))) for address, places in found.items())


def _of_content(site: Site) -> Iterator[tuple[str, Mark]]:
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            if isinstance(value, str) and _WEB.fullmatch(value):
                yield value, entry.mark(path)
    for sections in site.bodies.values():
        for section in sections:
            yield from section.outside


def _of_configuration(config: SiteConfig, file: str, text: str) -> Iterator[tuple[str, Mark]]:
    """Those that readers follow. The addresses of ``repository`` are beginnings, and lead nowhere as they are."""
    for address in (config.quick_exit, config.licence and config.licence.address):
        if address:
            before = text.partition(address)[0]
            yield address, Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
