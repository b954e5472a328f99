"""Headings have ids, each once, the same in all languages; links into a heading find it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.entry import Entry, LocalText
from sitegen.model.values import slug_fault
from sitegen.problems import Mark, Problem, error, warning
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """Every text, then every link with a fragment."""
    for entry in site.entries.values():
        for text in entry.texts.values():
            yield from _headings(entry, text, site.config.source_language)
    for (reference, _), sections in site.bodies.items():
        for link in (link for section in sections for link in section.links if link.fragment):
            target = site.entries.get(link.target)
            source = target.texts.get(site.config.source_language) if target else None
            if source and not source.section(link.fragment):
                ids = ", ".join(s.id for s in source.sections if s.id) or "none"
                yield error(link.at, "link-anchor", f"“{link.target}” has no heading #{link.fragment}", f"its headings are: {ids}; linked from {reference}")


def _headings(entry: Entry, text: LocalText, source: str) -> Iterator[Problem]:
    seen: set[str] = set()
    original = entry.texts.get(source)
    for section in (s for s in text.sections if s.heading):
        at = Mark(text.file, section.line)
        if fault := slug_fault(section.id):
            yield error(at, "heading-id", f"“{section.heading}” needs an id of its own: {fault}", f"write ## {section.heading} {{#what}}")
        elif section.id in seen:
            yield error(at, "heading-id-twice", f"#{section.id} stands twice in this text", "give each heading its own id")
        elif original and not original.section(section.id):
            ids = ", ".join(s.id for s in original.sections if s.id)
            yield warning(at, "heading-not-in-source", f"#{section.id} is not a heading of the text in {source}", f"its headings are: {ids}")
        seen.add(section.id)
