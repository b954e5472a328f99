"""What of an entry is searched: its names and keywords in every language, its summary in the reader's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.base import Findable
from sitegen.model.contact import OfficialName
from sitegen.model.entry import Entry
from sitegen.resolve.site import Site
from sitegen.views.linker import summary_of

#: Digits of a number that people know by heart: 112, 15900, 116111.
SHORT = 6


def names(entry: Entry) -> Iterator[str]:
    """What it is called beside its title, which the browser has already: on the door, for short, by people."""
    for field in ("name", "term"):
        name = getattr(entry.facts, field, None)
        if isinstance(name, OfficialName):
            yield from (name.name, name.latin or "", *name.short)
    for phone in entry.phones:
        number = re.sub(r"\D", "", phone)
        if len(number) <= SHORT:
            yield number
    if isinstance(entry.facts, Findable):
        for words in entry.facts.keywords.values():
            yield from words


def summary(entry: Entry, language: str, site: Site) -> str:
    """The line below its title, as the reader sees it."""
    return summary_of(entry, language, site).text
