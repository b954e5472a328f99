"""A heading has words, and an id that is its own and the same in every language.

The id stands in links and in the addresses that people share: with another one in each language a link would lead to
nothing. It is written behind the words: `## When it is open {#when}`.

## heading-empty

A heading without words. Readers who go from heading to heading hear nothing. Write some, or take it out.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## {#who}
        ^ heading-empty

        Εμείς.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι είμαστε {#who}

        Εμείς.

## heading-id

A heading without an id, or with one that is not made of a-z, 0-9 and hyphens: it was forgotten, or translated too.
Write `{#what}` behind it; in a translation copy the id of the original as it is.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι είμαστε
        ^ heading-id

        Εμείς.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι είμαστε {#who}

        Εμείς.

## heading-id-twice

Two headings of one text have the same id: a link would lead to the first. Give each its own.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι είμαστε {#who}

        Εμείς.

        ## Ποιοι πληρώνουν {#who}
        ^ heading-id-twice

        Κανείς.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι είμαστε {#who}

        Εμείς.

        ## Ποιοι πληρώνουν {#money}

        Κανείς.

## heading-not-in-source

A translation has a heading whose id the text in the source language has not: the id was translated, or the section was
taken out there. Copy the id, or take the section out here too.

Wrong:

    content/organisations/city/text.en.md
        ---
        title: The City
        ---
        ## Where it is {#location}
        ^ heading-not-in-source

        Here.

Right:

    content/organisations/city/text.en.md
        ---
        title: The City
        ---
        ## Where it is {#where}

        Here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, LocalText
from sitegen.model.values import slug_fault
from sitegen.problems import Mark, Problem, error, warning
from sitegen.wording import say

CODES = ("heading-empty", "heading-id", "heading-id-twice", "heading-not-in-source")


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A problem for each heading that cannot be linked to, or that the text in the source language has not."""
    for text in entry.texts.values():
        yield from _headings(entry, text, config.source_language)


def _headings(entry: Entry, text: LocalText, source: str) -> Iterator[Problem]:
    seen: set[str] = set()
    original = entry.texts.get(source)
    for section in (s for s in text.sections if s.heading or s.id):
        at = Mark(text.file, section.line)
        if not section.heading:
            yield error(
                at, "heading-empty", say("the heading has no words"), say("write ## Words {{#{id}}}", id=section.id)
            )
        elif fault := slug_fault(section.id):
            message = say("“{heading}” needs an id of its own: {fault}", heading=section.heading, fault=fault)
            yield error(at, "heading-id", message, say("write ## {heading} {{#what}}", heading=section.heading))
        elif section.id in seen:
            message = say("#{id} stands twice in this text", id=section.id)
            yield error(at, "heading-id-twice", message, say("give each heading its own id"))
        elif original and not original.section(section.id):
            ids = ", ".join(s.id for s in original.sections if s.id)
            message = say("#{id} is not a heading of the text in {source}", id=section.id, source=source)
            hint = say("its headings are: {ids}", ids=ids) if ids else say("it has no headings")
            yield warning(at, "heading-not-in-source", message, hint)
        seen.add(section.id)
