"""A translation has the parts of the text that it was made from: headings, lists, links, in the same order.

Readers of two languages stand before the same page: “the third line of the list” must be the same line, and a link that
was lost is a door that was closed. A translation that is older than its text says so, and is not compared.

## structure-order

The sections stand in another order. Move them; the hint says the order.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι {#who}

        Εμείς.

        ## Πότε {#when}

        Τώρα.
    content/pages/about/text.en.md
        ---
        ^ structure-order
        title: About
        translated_from: {language: el}
        ---
        ## When {#when}

        Now.

        ## Who {#who}

        We.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι {#who}

        Εμείς.

        ## Πότε {#when}

        Τώρα.
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        ## Who {#who}

        We.

        ## When {#when}

        Now.

## structure-headings

The smaller headings of a section (`###`, `####`) are not as many, or not of the same levels.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ### Ποιοι

        Εμείς.

        ### Πότε

        Τώρα.
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        ### Who
        ^ structure-headings

        We. Now.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ### Ποιοι

        Εμείς.

        ### Πότε

        Τώρα.
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        ### Who

        We.

        ### When

        Now.

## structure-lists

The lists of a section are not as many, not as long, or numbered in one language and not in the other. A step that was
lost, or made into two, is found like this. Rows of a table count too.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        - Χαρτιά
        - Φωτογραφία
        - Διεύθυνση
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        - Papers
        ^ structure-lists
        - A photo and an address

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        - Χαρτιά
        - Φωτογραφία
        - Διεύθυνση
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        - Papers
        - A photo
        - An address

## structure-links

A link of the original is missing, or leads elsewhere. Links to other sites may lead to another page there, such as
the one in the reader's language, but not to another site.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Ρωτήστε στο [γραφείο](service:desk).
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        Ask at the [desk](organisation:city).
                          ^ structure-links

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Ρωτήστε στο [γραφείο](service:desk).
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        Ask at the [desk](service:desk).
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.structure.links import links_compared
from sitegen.checks.structure.outline import outlines_compared
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, LocalText
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.translation import translation
from sitegen.wording import say

CODES = ("structure-order", "structure-headings", "structure-lists", "structure-links")


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each part of a current translation that is not as in the text that it was made from."""
    source = config.source_language
    for text in entry.texts.values():
        made_from = text.front.translated_from
        original = entry.texts.get(made_from.language if made_from else source)
        if text.language == source or original is None or original is text:
            continue
        if translation(entry, text.language, source).faithful:
            yield from _compared(text, original)


def _compared(text: LocalText, original: LocalText) -> Iterator[Problem]:
    here, there = _ids(text, original), _ids(original, text)
    if here != there:
        message = say("the sections stand in another order than in {origin}", origin=original.language)
        yield warning(Mark(text.file), "structure-order", message, say("there: {ids}", ids=", ".join(there)))
    for section in text.sections:
        same = original.section(section.id)
        if same and same.markdown != section.markdown:
            yield from outlines_compared(section, same, text.file, original.language)
            yield from links_compared(section, same, text.file, original.language)


def _ids(text: LocalText, other: LocalText) -> list[str]:
    """The ids of the sections that both texts have."""
    return [section.id for section in text.sections if other.section(section.id)]
