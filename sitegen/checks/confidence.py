"""Facts that rest only on sources too weak to publish, by ``confidence`` in the configuration."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.base import walk
from sitegen.model.provenance import Source
from sitegen.problems import Problem, error
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """An error for each group of facts whose sources are all below the confidence of the site."""
    allowed = set(site.config.confidence)
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            sources = getattr(value, "source", None)
            if not isinstance(sources, tuple) or not sources:
                continue
            grades = {s.facts.confidence for s in map(site.entries.get, sources) if s and isinstance(s.facts, Source)}
            if grades and not grades & allowed:
                names = ", ".join(reference.id for reference in sources)
                yield error(
                    entry.mark((*path, "source")),
                    "source-weak",
                    f"rests only on {names}, of confidence {', '.join(sorted(grades))}",
                    "find a better source, or leave the fact out",
                )
