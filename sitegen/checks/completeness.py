"""What is written in one language is there in the others.

Readers never see an empty page: what is missing is shown in another language, and says so. But whoever cannot read that
language stands where they stood before. `build.py translations todo fa` says what to translate first.

## translation-missing

An entry has no text in a language of the site. Write `text.LANGUAGE.md` beside the text that is there.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
    content/services/desk/facts.yaml
        source: city-page
        ^ translation-missing

Right:

    content/services/desk/text.ar.md
        ---
        title: مكتب
        ---
    content/services/desk/text.en.md
        ---
        title: Desk
        ---
    content/services/desk/text.fa.md
        ---
        title: دفتر
        ---

## translation-outdated

The text that a translation was made from has changed since. Readers are told so. `build.py translations diff` shows
what changed; mend the translation, then `build.py translations accept ENTRY LANGUAGE`.

Wrong:

    content/services/desk/text.en.md
        ---
        ^ translation-outdated
        title: Desk
        translated_from: {language: el, fingerprints: {title: 000000000000}}
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---

## field-untranslated

A field of the front matter, such as the summary, stands in the source language and not here. Translate it.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        summary: Βοηθά με χαρτιά.
        ---
    content/services/desk/text.en.md
        ---
        ^ field-untranslated
        title: Desk
        ---

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        summary: Βοηθά με χαρτιά.
        ---
    content/services/desk/text.en.md
        ---
        title: Desk
        summary: Helps with papers.
        ---

## cell-missing

A short text in a YAML file lacks a language. Add a line for it.

Wrong:

    content/services/desk/facts.yaml
        cost: {kind: free, note: {el: Για όλους, en: For all, ar: للجميع}}
                                 ^ cell-missing

Right:

    content/services/desk/facts.yaml
        cost: {kind: free, note: {el: Για όλους, en: For all, ar: للجميع, fa: برای همه}}

## section-missing

A section of the text in the source language, or what stands before its first heading, is missing from a translation.
Translate it, and keep the id of its heading.

Wrong:

    content/organisations/city/text.en.md
        ---
        ^ section-missing
        title: The City
        ---
        A city.

Right:

    content/organisations/city/text.en.md
        ---
        title: The City
        ---
        A city.

        ## Where it is {#where}

        Here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, Layout
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.translation import State, cells, translation, units
from sitegen.wording import say

CODES = ("translation-missing", "translation-outdated", "field-untranslated", "cell-missing", "section-missing")


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each text, cell or section that is missing or older than its source."""
    source = config.source_language
    for language in (code for code in config.codes if code != source):
        yield from _state(entry, language, source)
        yield from _cells(entry, language, source)
        if source in entry.texts and language in entry.texts:
            yield from _parts(entry, language, source)


def _state(entry: Entry, language: str, source: str) -> Iterator[Problem]:
    found = translation(entry, language, source)
    text = entry.texts.get(language)
    if found.state is State.MISSING and entry.type.layout is Layout.FOLDERS:
        yield warning(
            entry.mark(),
            "translation-missing",
            say(
                "{entry} has no text in {language}: readers see another language, marked",
                entry=str(entry.reference),
                language=language,
            ),
            say("write text.{language}.md", language=language),
        )
    elif found.changed:
        yield warning(
            Mark(text.file) if text else entry.mark(),
            "translation-outdated",
            say(
                "{entry} in {language} is older than its source: {units}",
                entry=str(entry.reference),
                language=language,
                units=", ".join(found.changed),
            ),
            say(
                "mend it, then run build.py translations accept {entry} {language}",
                entry=str(entry.reference),
                language=language,
            ),
        )


def _cells(entry: Entry, language: str, source: str) -> Iterator[Problem]:
    there = cells(entry, language)
    for name in (n for n in cells(entry, source) if n not in there):
        path = tuple(int(part) if part.isdigit() else part for part in name.split("."))
        yield warning(
            entry.mark(path),
            "cell-missing",
            say("`{cell}` has no {language}: readers see another language, marked", cell=name, language=language),
            say("add {language}: …", language=language),
        )


def _parts(entry: Entry, language: str, source: str) -> Iterator[Problem]:
    """Fields and sections of the text that its translation lacks."""
    text = entry.texts[language]
    at, there = Mark(text.file), units(entry, language)
    for name in (n for n in units(entry, source) if not n.startswith("#") and n not in there):
        message = say(
            "`{field}` is missing in {language}: readers see another language, marked", field=name, language=language
        )
        yield warning(
            at, "field-untranslated", message, say("translate `{field}` of text.{source}.md", field=name, source=source)
        )
    for section in entry.texts[source].sections:
        if section.id and not text.section(section.id):
            message = say("the section #{id} is missing in {language}", id=section.id, language=language)
            yield warning(at, "section-missing", message, say("translate “{heading}”", heading=section.heading))
        elif not section.heading and not text.section(""):
            message = say("what stands before the first heading is missing in {language}", language=language)
            yield warning(at, "section-missing", message, say("translate it"))
