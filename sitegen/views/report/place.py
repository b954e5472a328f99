"""Where an editor acts on a figure: an entry, its file, and the page that changes it."""

from __future__ import annotations

from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.phrases import Phrase


@record
class Place:
    """An entry in a list of things to do. ``edit`` is empty while no repository is configured."""

    id: str
    title: Phrase
    file: str
    edit: str
    links: int


def place(site: Site, entry: Entry, reader: str, file: str = "") -> Place:
    """The place of an entry for an editor who reads ``reader``; its facts, unless another file is meant."""
    file = file or entry.mark().file
    base = site.config.repository.edit
    links = len(site.backlinks.get(entry.reference, ()))
    return Place(str(entry.reference), title_of(entry, reader, site), file, f"{base}{file}" if base else "", links)


def most_linked(found: Place) -> tuple[int, str]:
    """The key that sorts places: those that most pages lead to first."""
    return -found.links, found.id
