"""What must not be seen by others, nor found again on a reader's device."""

from __future__ import annotations

from sitegen.addresses import choice_folder
from sitegen.model.entry import Entry
from sitegen.resolve.facets import FACETS, Choice
from sitegen.resolve.site import Site

_FACETS = frozenset(facet.key for facet in FACETS if facet.sensitive)


def is_sensitive(site: Site, entry: Entry) -> bool:
    """Whether an entry, or the organisation that runs it, must not be seen by others."""
    run_by = getattr(entry.facts, "organisation", None)
    known = (entry.facts, site.entries[run_by].facts if run_by else None)
    return any(getattr(facts, "sensitive", False) for facts in known)


def is_sensitive_choice(choice: Choice) -> bool:
    """Whether the page of a choice tells others something about who looks at it."""
    return choice.facet in _FACETS


def sensitive_folders(site: Site) -> tuple[str, ...]:
    """The folders, below that of a language, of pages that are sensitive, or only lead on to one: ``services/x``,
    ``services/by/women``.
    """
    entries = [entry for entry in site.entries.values() if getattr(entry.facts, "sensitive", False)]
    named = {entry.reference for entry in entries}
    moved = (row.facts for row in site.of("redirects") if getattr(row.facts, "to", None) in named)
    choices = ((site.type_of(name), choice) for name, found in site.choices.items() for choice in found.offered)
    return (
        *sorted(f"{e.type.folder}/{e.id}" for e in entries if e.type.has_address),
        *sorted(f"{site.type_of(facts.old.collection).folder}/{facts.old.id}" for facts in moved),  # type: ignore[attr-defined]
        *(choice_folder(kind, choice.id) for kind, choice in choices if is_sensitive_choice(choice)),
    )
