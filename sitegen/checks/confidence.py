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

from collections.abc import Iterator, Mapping

from sitegen.model.base import Reference
from sitegen.model.nodes import Path
from sitegen.model.provenance import Confidence, Source
from sitegen.problems import Problem, error
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("source-weak",)

Note = tuple[tuple[Path, tuple[Reference, ...]], ...]  # of each group of facts where it stands, and its sources


def note(alone: Alone) -> Note:
    """What the facts of an entry rest on."""
    found = ((path, vars(value).get("source")) for path, value in alone.models)
    return tuple((path, sources) for path, sources in found if isinstance(sources, tuple) and sources)


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """An error for each group of facts whose sources are all below the confidence of the site."""
    named = {sources for groups in notes.values() for _, sources in groups}
    weak = {sources: grades for sources in named if (grades := _weak(site, sources))}
    for reference, groups in notes.items() if weak else ():
        for path, sources in groups:
            if sources in weak:
                names = ", ".join(source.id for source in sources)
                yield error(
                    site.entries[reference].mark((*path, "source")),
                    "source-weak",
                    say(
                        "rests only on {sources}, of confidence {grades}",
                        sources=names,
                        grades=", ".join(sorted(weak[sources])),
                    ),
                    say("find a better source, or leave the fact out"),
                )


def _weak(site: Site, sources: tuple[Reference, ...]) -> set[Confidence]:
    """The confidence of each of some sources, when none of them is enough."""
    entries = map(site.entries.get, sources)
    grades = {entry.facts.confidence for entry in entries if entry and isinstance(entry.facts, Source)}
    return set() if grades & set(site.config.confidence) else grades
