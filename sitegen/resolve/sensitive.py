"""What must not be seen by others, nor found again on a reader's device."""

from __future__ import annotations

from sitegen.addresses import choice_folder
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.resolve.choices import Choice
from sitegen.resolve.facets import FACETS
from sitegen.resolve.redirects import destination, steps
from sitegen.resolve.site import Site

_FACETS = frozenset(facet.key for facet in FACETS if facet.sensitive)


def is_sensitive(site: Site, entry: Entry) -> bool:
    """Whether an entry, or the organisation that runs it, must not be seen by others."""
    return entry.reference in site.hidden


def is_sensitive_choice(choice: Choice) -> bool:
    """Whether the page of a choice tells others something about who looks at it."""
    return choice.facet in _FACETS


def leads_to_sensitive(site: Site, old: Reference) -> bool:
    """Whether an address that was leads to an entry that must not be seen by others."""
    target = destination(site, old)
    return target is not None and target in site.entries and is_sensitive(site, site.entries[target])


def sensitive_folders(site: Site) -> tuple[str, ...]:
    """The folders, below that of a language, of pages that are sensitive: ``services/x``, ``services/by/women``; also
    where one of them was before.
    """
    entries = (entry for entry in site.entries.values() if is_sensitive(site, entry))
    choices = ((site.type_of(name), choice) for name, found in site.choices.items() for choice in found.offered)
    was = [old for old in steps(site) if leads_to_sensitive(site, old)]
    return (
        *sorted(f"{e.type.folder}/{e.id}" for e in entries if e.type.has_address),
        *sorted(f"{site.type_of(old.collection).folder}/{old.id}" for old in was),
        *(choice_folder(kind, choice.id) for kind, choice in choices if is_sensitive_choice(choice)),
    )
