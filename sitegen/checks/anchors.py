"""Links lead to a page, and those into a heading find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.markup.markdown import EntryLink
from sitegen.model.base import Reference
from sitegen.model.entry import Section
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """An error for each link to an entry without a page, or to a heading that is not there."""
    for (reference, language), sections in site.bodies.items():
        own = site.entries[reference].texts[language].sections
        for rendered in sections:
            for fragment, at in rendered.fragments:
                yield from _missing(fragment, own, at, "this text")
            for link in rendered.links:
                yield from _link(site, link, reference)


def _link(site: Site, link: EntryLink, linked_from: Reference) -> Iterator[Problem]:
    target = site.entries.get(link.target)
    if target is None:
        return
    if not (target.type.has_pages or target.type.has_list or link.target.collection == "topics"):
        message = f"“{link.target}” has no page that a link could lead to"
        yield error(link.at, "link-no-page", message, "write its words without a link")
    elif link.fragment:
        source = target.texts.get(site.config.source_language)
        yield from _missing(link.fragment, source.sections if source else (), link.at, f"“{link.target}”")


def _missing(fragment: str, sections: Iterable[Section], at: Mark, where: str) -> Iterator[Problem]:
    ids = [s.id for s in sections if s.id]
    if fragment not in ids:
        hint = f"its headings are: {', '.join(ids) or 'none'}"
        yield error(at, "link-anchor", f"{where} has no heading #{fragment}", hint)
