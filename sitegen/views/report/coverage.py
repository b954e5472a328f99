"""How far each translation is, and what readers cannot see for lack of one."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping

from sitegen.languages.locale import SiteLanguage
from sitegen.model.entry import Entry, Layout
from sitegen.records import record
from sitegen.resolve.prose import prose, words
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, cells
from sitegen.views.report.place import Place, most_linked, place


@record
class Coverage:
    """A collection in a language: entries, and words of the source, by state. All collections have no name."""

    language: SiteLanguage
    collection: str
    entries: Mapping[State, int]
    words: Mapping[State, int]


@record
class Gap:
    """An entry that is not current in a language.

    ``unseen`` are the words that readers do not see in it, ``parts`` what these are (none: all of the entry);
    ``shown_in`` is the language of what stands in its place, if there is any.
    """

    language: SiteLanguage
    place: Place
    state: State
    changed: tuple[str, ...]
    parts: tuple[str, ...]
    unseen: int
    shown_in: SiteLanguage | None


def coverage(site: Site) -> tuple[Coverage, ...]:
    """Each collection in each language that is translated into, and, first of a language, all of them together."""
    found: list[Coverage] = []
    counted = {entry.reference: source_words(site, entry) for entry in site.entries.values()}
    for code in _targets(site):
        mine = []
        for collection, entries in site.collections.items():
            translated = [entry for entry in entries if counted[entry.reference]]
            number = Counter(site.states[entry.reference, code].state for entry in translated)
            by_state = (_spread(site, entry, code, counted[entry.reference]) for entry in translated)
            if translated:
                mine.append(Coverage(site.languages[code], collection, number, sum(by_state, Counter())))
        number, count = (sum((Counter(getattr(c, n)) for c in mine), Counter()) for n in ("entries", "words"))
        found += [Coverage(site.languages[code], "", number, count), *mine]
    return tuple(found)


def gaps(site: Site, reader: str) -> tuple[Gap, ...]:
    """What is not current, by language: first what readers cannot see, and of that what most pages lead to."""
    found = (
        gap for code in _targets(site) for entry in site.entries.values() if (gap := _gap(site, entry, code, reader))
    )
    order = list(site.languages)
    return tuple(sorted(found, key=lambda g: (order.index(g.language.code), not g.unseen, most_linked(g.place))))


def source_words(site: Site, entry: Entry) -> dict[str, int]:
    """How many words each unit of an entry has in the source language; units as in ``resolve.translation``."""
    found: Counter[str] = Counter()
    for passage in prose(entry, site.source.code):
        within_text = entry.texts and not passage.unit.startswith("facts:")
        found[passage.unit.partition(".")[0] if within_text else passage.unit] += words(passage.text)
    return dict(found)


def _targets(site: Site) -> list[str]:
    return [code for code in site.languages if code != site.source.code]


def _spread(site: Site, entry: Entry, language: str, counted: Mapping[str, int]) -> Counter[State]:
    """The words of an entry by the state of the part that they stand in."""
    found, parts = Counter[State](), site.states[entry.reference, language].parts
    for unit, count in counted.items():
        found[parts[unit]] += count
    return found


def _gap(site: Site, entry: Entry, language: str, reader: str) -> Gap | None:
    translation = site.states[entry.reference, language]
    counted = source_words(site, entry)
    lacking = translation.named(State.MISSING)
    if not counted or translation.state is State.CURRENT:
        return None
    whole = language not in entry.texts if entry.type.layout is Layout.FOLDERS else len(lacking) == len(counted)
    file = entry.mark().file
    if text := entry.texts.get(language):
        file = text.file
    elif entry.type.layout is Layout.FOLDERS:
        file = posixpath.join(posixpath.dirname(file), f"text.{language}.md")
    return Gap(
        language=site.languages[language],
        place=place(site, entry, reader, file),
        state=translation.state,
        changed=translation.changed,
        parts=() if whole else lacking,
        unseen=sum(counted.get(unit, 0) for unit in lacking),
        shown_in=_shown_in(site, entry, language, lacking),
    )


def _shown_in(site: Site, entry: Entry, language: str, lacking: tuple[str, ...]) -> SiteLanguage | None:
    """The language that readers see instead; none where sections are simply not there."""
    if not lacking or (language in entry.texts and all(unit.startswith("#") for unit in lacking)):
        return None
    others = site.config.chain(language)[1:]
    whole = entry.texts and language not in entry.texts
    code = next(code for code in others if (code in entry.texts if whole else cells(entry, code)) or code == others[-1])
    return site.languages[code]
