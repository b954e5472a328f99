"""The steps of a guide and the sections of its text are the same, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.types.guide import GuideFacts
from sitegen.problems import Mark, Problem, error


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
                f"the step `{step}` has no section in {text.file}",
                f"write ## … {{#{step}}}",
            )
    if [s for s in sections if s in steps] != [s for s in steps if s in sections]:
        yield error(Mark(text.file), "guide-order", "the sections are not in the order of the steps", ", ".join(steps))
