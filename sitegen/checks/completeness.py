"""What a reader would miss: a text, a cell or a section without its translation."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.entry import Layout
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, cells, units


def check(site: Site) -> Iterator[Problem]:
    """A warning for each text, cell or section that is missing or older than its source."""
    source = site.config.source_language
    for (reference, language), translation in site.states.items():
        entry = site.entries[reference]
        text = entry.texts.get(language)
        at = Mark(text.file) if text else entry.mark()
        if translation.state is State.MISSING and entry.type.layout is Layout.FOLDERS:
            yield warning(
                at,
                "translation-missing",
                f"{reference} has no text in {language}: readers see another language, marked",
                f"write text.{language}.md",
            )
        elif translation.state is State.OUTDATED:
            yield warning(
                at,
                "translation-outdated",
                f"{reference} in {language} is older than its source: {', '.join(translation.changed)}",
                f"mend it, then run build.py translations accept {reference} {language}",
            )
        original = entry.texts.get(source)
        fields = [n for n in units(entry, source) if not n.startswith("#")] if text and original else []
        for name in (n for n in fields if n not in units(entry, language)):
            message = f"`{name}` is missing in {language}: readers see another language, marked"
            yield warning(at, "field-untranslated", message, f"translate `{name}` of text.{source}.md")
        there = cells(entry, language)
        for name in (n for n in cells(entry, source) if n not in there):
            path = tuple(int(part) if part.isdigit() else part for part in name.split("."))
            yield warning(
                entry.mark(path),
                "cell-missing",
                f"`{name}` has no {language}: readers see another language, marked",
                f"add {language}: …",
            )
        for section in original.sections if text and original else ():
            if section.id and text and not text.section(section.id):
                yield warning(
                    at,
                    "section-missing",
                    f"the section #{section.id} is missing in {language}",
                    f"translate “{section.heading}”",
                )
