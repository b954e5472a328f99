"""Pages of accessible services, in every language: the list with all help that can be had, and one per need."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import entry_path, section_path
from sitegen.model.types.need import NEEDS
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.values import MadeBy, name


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every page of every language; none while there is no need."""
    needs = site.of(NEEDS.collection)
    for language in site.languages if needs else ():
        yield _page(language, section_path(language, NEEDS.folder), "needs", name("needs", language))
        for need in needs:
            yield _page(language, entry_path(language, NEEDS, need.id), "need", name("need", language, need.id))


def _page(language: str, path: str, template: str, view: str) -> PlannedFile:
    return PlannedFile(path, f"pages/{template}.html", language, {"view": view, "chrome": name("chrome", language)})


OUTPUT = Output("needs", plan, {"need": MadeBy("needs", "need_view"), "needs": MadeBy("needs", "needs_view")})
