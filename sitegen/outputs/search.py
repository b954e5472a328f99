"""The search index of every language: ``<language>/search/lines.json``, and a file for each alphabet of its words.

``lines.json`` says what the search page does not show itself; the others say where stems lead (``search.packing``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sitegen.icons import numbers
from sitegen.model.entry import Entry
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.search.index import Indexer, stop_keys
from sitegen.search.packing import alphabet, packed
from sitegen.views.finding import index_folder, lines, on_page, search_path, version
from sitegen.views.linker import Card, Linker
from sitegen.views.opening import line_of
from sitegen.views.points import points


def plan(site: Site) -> Iterator[PlannedFile]:
    """The files of each language."""
    indexer = Indexer(site)
    for language in site.languages:
        found = lines(site, language)
        parts: dict[str, dict[str, frozenset[int]]] = defaultdict(dict)
        for stem, at in indexer.index(found, language).items():
            parts[alphabet(stem)][stem] = at
        made_of = version(site, language)
        told = {"version": made_of, "alphabets": sorted(parts), **_lines(site, language, found)}
        yield _file(language, "lines", told)
        for name, part in parts.items():
            yield _file(language, name, {"version": made_of, **packed(part)})


def _lines(site: Site, language: str, found: tuple[Entry, ...]) -> dict[str, object]:
    """``beyond``: the lines that the search page does not show, each a title, an address from it, the number of an
    icon, the language of the title when it is another, and a short number; ``hours``: by line when it is open;
    ``points``, where any is confirmed: by line where it is; ``stop``: words that say nothing.
    """
    linker = Linker(site, language, search_path(language))
    cards = linker.cards(entry.reference for entry in found[on_page(site, language) :])
    hours = {line: said for line, entry in enumerate(found) if (said := line_of(entry, site))}
    known = points(site, (entry.reference for entry in found))
    places = {line: known[entry.reference] for line, entry in enumerate(found) if entry.reference in known}
    stop = " ".join(sorted(stop_keys(language)))
    drawn = numbers(site.resources.icons)
    told: dict[str, object] = {"beyond": [_line(card, drawn) for card in cards], "hours": hours, "stop": stop}
    return {**told, "points": places} if places else told


def _line(card: Card, drawn: Mapping[str, int]) -> list[str | int]:
    number = card.facts.phones[0].number if card.kind == "helpline" else ""  # type: ignore[attr-defined]
    language = card.title.language.code if card.title.foreign else ""
    parts = [card.title.text, card.href, drawn.get(card.icon, ""), language, number]
    while parts[-1] == "":
        parts.pop()
    return parts


def _file(language: str, name: str, data: dict[str, object]) -> PlannedFile:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return PlannedFile(f"{index_folder(language)}{name}.json", data=text.encode())


OUTPUT = Output("search", plan)
