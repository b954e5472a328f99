"""A fact rests on a source that is good enough to publish.

What somebody heard from somebody sends people across the city for nothing. Each source says how far it can be trusted;
`confidence` in `site_config.yaml` says which are enough.

## source-weak

All sources of a group of facts are too weak. Find a better one beside it, ask by phone, or leave the fact out: the page
then says that it is not known.

Wrong:

    content/services/desk/facts.yaml
        cost: {kind: free, source: rumour}
                                   ^ source-weak

Right:

    content/services/desk/facts.yaml
        cost: {kind: free, source: [rumour, city-page]}
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.base import walk
from sitegen.model.provenance import Source
from sitegen.problems import Problem, error
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("source-weak",)


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
                    say(
                        "rests only on {sources}, of confidence {grades}",
                        sources=names,
                        grades=", ".join(sorted(grades)),
                    ),
                    say("find a better source, or leave the fact out"),
                )
