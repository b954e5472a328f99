"""A guide has a section for each of its steps, in the same order.

The steps stand in `facts.yaml`, with what to bring and where to go; what to do at each stands in the text. A step
without words is a number with nothing behind it.

## guide-step

A step has no section in the text. Write one with the id of the step.

Wrong:

    content/guides/letter/facts.yaml
        source: city-page
        topics: health
        icon: guide
        steps: [{id: read}, {id: ask}]
                            ^ guide-step
    content/guides/letter/text.el.md
        ---
        title: Πήρατε γράμμα
        ---
        ## Διαβάστε το {#read}

        Όλο.

Right:

    content/guides/letter/facts.yaml
        source: city-page
        topics: health
        icon: guide
        steps: [{id: read}, {id: ask}]
    content/guides/letter/text.el.md
        ---
        title: Πήρατε γράμμα
        ---
        ## Διαβάστε το {#read}

        Όλο.

        ## Ρωτήστε {#ask}

        Σήμερα.

## guide-order

The sections are not in the order of the steps. Change the order of one of them; the hint names the steps.

Wrong:

    content/guides/letter/facts.yaml
        source: city-page
        topics: health
        icon: guide
        steps: [{id: read}, {id: ask}]
    content/guides/letter/text.el.md
        ---
        ^ guide-order
        title: Πήρατε γράμμα
        ---
        ## Ρωτήστε {#ask}

        Σήμερα.

        ## Διαβάστε το {#read}

        Όλο.

Right:

    content/guides/letter/facts.yaml
        source: city-page
        topics: health
        icon: guide
        steps: [{id: read}, {id: ask}]
    content/guides/letter/text.el.md
        ---
        title: Πήρατε γράμμα
        ---
        ## Διαβάστε το {#read}

        Όλο.

        ## Ρωτήστε {#ask}

        Σήμερα.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.types.guide import GuideFacts
from sitegen.problems import Mark, Problem, error
from sitegen.wording import say

CODES = ("guide-step", "guide-order")


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """An error for a text in the source language whose sections are not the steps."""
    text = entry.texts.get(config.source_language)
    if not isinstance(entry.facts, GuideFacts) or text is None:
        return
    steps = [step.id for step in entry.facts.steps]
    sections = [section.id for section in text.sections if section.heading]
    for index, step in enumerate(steps):
        if step not in sections:
            yield error(
                entry.mark(("steps", index)),
                "guide-step",
                say("the step `{step}` has no section in {file}", step=step, file=text.file),
                say("write ## … {{#{step}}}", step=step),
            )
    if [s for s in sections if s in steps] != [s for s in steps if s in sections]:
        message = say("the sections are not in the order of the steps")
        yield error(Mark(text.file), "guide-order", message, say("the steps are {steps}", steps=", ".join(steps)))
