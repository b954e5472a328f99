"""HTML pages: home, entries, lists, topics and A–Z of every language, the language choice and the 404 page."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import entry_path, home_path, section_path
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.chrome import listed_types, used_topics
from sitegen.views.values import name


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every page of every language."""
    yield PlannedFile(
        "index.html", "pages/choice.html", site.config.source_language, {"view": name("choice", "index.html")}
    )
    yield PlannedFile("404.html", "pages/404.html", site.config.source_language, {"view": name("choice", "404.html")})
    for language in site.languages:
        yield _page(language, home_path(language), "home", name("home", language))
        for number in range(1, len(site.lists.index[language]) + 1):
            yield _page(language, section_path(language, "a-z", number), "index", name("index", language, str(number)))
        for topic in used_topics(site):
            yield _page(
                language, section_path(language, f"topics/{topic.id}"), "topic", name("topic", language, topic.id)
            )
        yield from _lists(site, language)
        yield from _entries(site, language)


def _lists(site: Site, language: str) -> Iterator[PlannedFile]:
    for kind in (one for one in listed_types(site) if one.output == OUTPUT.name):
        template = "list" if kind.has_pages else kind.collection
        for number in range(1, len(site.lists.pages[kind.collection, language]) + 1):
            value = name("collection", language, kind.collection, str(number))
            yield _page(language, section_path(language, kind.folder, number), template, value)


def _entries(site: Site, language: str) -> Iterator[PlannedFile]:
    for reference, entry in site.entries.items():
        own = entry.type.has_pages and entry.type.output == OUTPUT.name
        if own and str(reference) != "pages/home":
            value = name("entry", language, reference.collection, reference.id)
            yield _page(language, entry_path(language, entry.type, reference.id), entry.type.singular, value)


def _page(language: str, path: str, template: str, view: str) -> PlannedFile:
    return PlannedFile(path, f"pages/{template}.html", language, {"view": view, "chrome": name("chrome", language)})


OUTPUT = Output("pages", plan)
