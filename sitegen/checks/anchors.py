"""Headings have words and ids, each once, the same in all languages; links into a heading find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.markup.markdown import EntryLink
from sitegen.model.base import Reference
from sitegen.model.entry import Entry, LocalText, Section
from sitegen.model.values import slug_fault
from sitegen.problems import Mark, Problem, error, warning
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """Every text, then every link to an entry or to a heading."""
    for entry in site.entries.values():
        for text in entry.texts.values():
            yield from _headings(entry, text, site.config.source_language)
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


def _headings(entry: Entry, text: LocalText, source: str) -> Iterator[Problem]:
    seen: set[str] = set()
    original = entry.texts.get(source)
    for section in (s for s in text.sections if s.heading or s.id):
        at = Mark(text.file, section.line)
        if not section.heading:
            yield error(at, "heading-empty", "the heading has no words", f"write ## Words {{#{section.id}}}")
        elif fault := slug_fault(section.id):
            message = f"“{section.heading}” needs an id of its own: {fault}"
            yield error(at, "heading-id", message, f"write ## {section.heading} {{#what}}")
        elif section.id in seen:
            message = f"#{section.id} stands twice in this text"
            yield error(at, "heading-id-twice", message, "give each heading its own id")
        elif original and not original.section(section.id):
            ids = ", ".join(s.id for s in original.sections if s.id) or "none"
            message = f"#{section.id} is not a heading of the text in {source}"
            yield warning(at, "heading-not-in-source", message, f"its headings are: {ids}")
        seen.add(section.id)
