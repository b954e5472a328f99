"""The search index of every language: ``<language>/search/lines.json``, and a file for each alphabet of its words.

``lines.json`` says what the search page does not show itself; the others say where stems lead (``search.packing``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sitegen.icons import numbers
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.search.index import Index, alphabet, index, stop_keys
from sitegen.search.packing import packed
from sitegen.views.finding import index_folder, lines, on_page, search_path, version
from sitegen.views.linker import Card, Linker
from sitegen.views.opening import line_of
from sitegen.views.points import points
from sitegen.views.values import name


def plan(site: Site) -> Iterator[PlannedFile]:
    """The files of each language. That of an alphabet has nothing in it when all of its words are names."""
    for language in site.languages:
        for part in ("lines", *_alphabets(site, language)):
            values = {"data": name("search", language, part)}
            yield PlannedFile(f"{index_folder(language)}{part}.json", values=values)


def _alphabets(site: Site, language: str) -> list[str]:
    told = (site.searched[entry.reference].alphabets[language] for entry in lines(site, language))
    return sorted(set().union(*told))


def _file(site: Site, language: str, part: str) -> bytes:
    told: dict[str, object] = {"version": version(site, language)}
    if part == "lines":
        told |= {"alphabets": _alphabets(site, language), **_lines(site, language)}
    else:
        told |= packed({stem: at for stem, at in _index(site, language).items() if alphabet(stem) == part})
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


@once
def _index(site: Site, language: str) -> Index:
    return index(site, lines(site, language), language)


def _lines(site: Site, language: str) -> dict[str, object]:
    """``beyond``: the lines that the search page does not show, each a title, an address from it, the number of an
    icon, the language of the title when it is another, and a short number; ``hours``: by line when it is open;
    ``points``, where any is confirmed: by line where it is; ``stop``: words that say nothing.
    """
    found = lines(site, language)
    linker = Linker(site, language, search_path(language))
    beyond = dict.fromkeys(entry.reference for entry in found[on_page(site, language) :])
    hours = {line: said for line, entry in enumerate(found) if (said := line_of(entry, site))}
    known = points(site, (entry.reference for entry in found))
    places = {line: known[entry.reference] for line, entry in enumerate(found) if entry.reference in known}
    stop = " ".join(sorted(stop_keys(language)))
    drawn = numbers(site.resources.icons)
    titles = [_line(linker.card(reference), drawn) for reference in beyond]  # one card at a time: it holds facts
    told: dict[str, object] = {"beyond": titles, "hours": hours, "stop": stop}
    return {**told, "points": places} if places else told


def _line(card: Card, drawn: Mapping[str, int]) -> list[str | int]:
    number = card.facts.phones[0].number if card.kind == "helpline" else ""  # type: ignore[attr-defined]
    language = card.title.language.code if card.title.foreign else ""
    parts = [card.title.text, card.href, drawn.get(card.icon, ""), language, number]
    while parts[-1] == "":
        parts.pop()
    return parts


OUTPUT = Output("search", plan, {"search": _file})
