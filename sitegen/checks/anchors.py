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

from collections.abc import Iterable, Iterator, Mapping

from sitegen.markup.markdown import EntryLink
from sitegen.model.base import Reference
from sitegen.model.entry import Entry, Section
from sitegen.problems import Mark, Problem, error
from sitegen.records import record
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site
from sitegen.wording import Said, say

CODES = ("link-no-page", "link-anchor")


@record
class Note:
    """The links of the texts of an entry: to headings, and others by the collection that they lead to.

    ``wrong`` is what is wrong with those that stay in their text.
    """

    headings: tuple[EntryLink, ...]
    others: Mapping[str, tuple[EntryLink, ...]]
    wrong: tuple[Problem, ...]


def note(alone: Alone) -> Note | None:
    """Where the texts of an entry lead."""
    links = [link for sections in alone.bodies.values() for rendered in sections for link in rendered.links]
    others: dict[str, list[EntryLink]] = {}
    for link in links:
        if not link.fragment:
            others.setdefault(link.target.collection, []).append(link)
    wrong = tuple(_inside(alone))
    if not links and not wrong:
        return None
    headings = tuple(link for link in links if link.fragment)
    return Note(headings, {name: tuple(group) for name, group in others.items()}, wrong)


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """An error for each link to an entry without a page, or to a heading that is not there."""
    kinds = {name: site.type_of(name) for name in site.collections}
    without = {name for name, kind in kinds.items() if not (kind.has_address or kind.has_list)}
    for found in notes.values():
        yield from found.wrong
        to_no_page = (link for name in without & found.others.keys() for link in found.others[name])
        for link in (*found.headings, *to_no_page):
            yield from _link(site.entries.get(link.target), link, site.config.source_language)


def _inside(alone: Alone) -> Iterator[Problem]:
    for language, sections in alone.bodies.items():
        for fragment, at in (found for rendered in sections for found in rendered.fragments):
            message = say("this text has no heading #{fragment}", fragment=fragment)
            yield from _missing(fragment, alone.entry.texts[language].sections, at, message)


def _link(target: Entry | None, link: EntryLink, source_language: str) -> Iterator[Problem]:
    if target is None:
        return
    if not (target.type.has_address or target.type.has_list):
        message = say("“{target}” has no page that a link could lead to", target=str(link.target))
        yield error(link.at, "link-no-page", message, say("write its words without a link"))
    elif link.fragment:
        source = target.texts.get(source_language)
        message = say("“{target}” has no heading #{fragment}", target=str(link.target), fragment=link.fragment)
        yield from _missing(link.fragment, source.sections if source else (), link.at, message)


def _missing(fragment: str, sections: Iterable[Section], at: Mark, message: Said) -> Iterator[Problem]:
    ids = [s.id for s in sections if s.id]
    if fragment not in ids:
        hint = say("its headings are: {ids}", ids=", ".join(ids)) if ids else say("it has no headings")
        yield error(at, "link-anchor", message, hint)
