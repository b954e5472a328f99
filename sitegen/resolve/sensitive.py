"""The entries whose pages must not be found again on a reader's device."""

from __future__ import annotations

from sitegen.resolve.site import Site


def sensitive_folders(site: Site) -> tuple[str, ...]:
    """The folders, below that of a language, of pages that are marked sensitive: ``services/x``, ``topics/y``."""
    entries = (entry for entry in site.entries.values() if getattr(entry.facts, "sensitive", False))
    return tuple(sorted(f"{e.type.folder}/{e.id}" for e in entries if e.type.has_address))
