"""A link inside the site leads to a page, and to a heading that is there.

A link that leads nowhere is worse than none: the reader trusts it, taps it, and stands before an error.

## link-no-page

A link to an entry that has no page, such as a document or a group of people. Write its words without a link.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Φέρτε το [διαβατήριο](documents:passport).
                              ^ link-no-page

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Φέρτε το διαβατήριο.

## link-anchor

A link into a heading that is not there: its id was changed, or mistyped. The hint names the headings of that text.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Δείτε [πού είναι](organisation:city#were).
                          ^ link-anchor

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Δείτε [πού είναι](organisation:city#where).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.markup.markdown import EntryLink
from sitegen.model.base import Reference
from sitegen.model.entry import Section
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site
from sitegen.wording import Said, say

CODES = ("link-no-page", "link-anchor")


def check(site: Site) -> Iterator[Problem]:
    """An error for each link to an entry without a page, or to a heading that is not there."""
    for (reference, language), sections in site.bodies.items():
        own = site.entries[reference].texts[language].sections
        for rendered in sections:
            for fragment, at in rendered.fragments:
                yield from _missing(fragment, own, at, say("this text has no heading #{fragment}", fragment=fragment))
            for link in rendered.links:
                yield from _link(site, link, reference)


def _link(site: Site, link: EntryLink, linked_from: Reference) -> Iterator[Problem]:
    target = site.entries.get(link.target)
    if target is None:
        return
    if not (target.type.has_address or target.type.has_list):
        message = say("“{target}” has no page that a link could lead to", target=str(link.target))
        yield error(link.at, "link-no-page", message, say("write its words without a link"))
    elif link.fragment:
        source = target.texts.get(site.config.source_language)
        message = say("“{target}” has no heading #{fragment}", target=str(link.target), fragment=link.fragment)
        yield from _missing(link.fragment, source.sections if source else (), link.at, message)


def _missing(fragment: str, sections: Iterable[Section], at: Mark, message: Said) -> Iterator[Problem]:
    ids = [s.id for s in sections if s.id]
    if fragment not in ids:
        hint = say("its headings are: {ids}", ids=", ".join(ids)) if ids else say("it has no headings")
        yield error(at, "link-anchor", message, hint)
