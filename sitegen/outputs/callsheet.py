"""The confirmation sheet, one page a language. It is no part of the published site: ``build.py callsheet`` makes it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.callsheet import callsheet
from sitegen.views.values import name


def path(language: str) -> str:
    """The name of the sheet in a language."""
    return f"callsheet.{language}.html"


def output(only: tuple[str, ...] = ()) -> Output:
    """The sheet in every language: of all desks, or ``only`` of some (``organisations/praksis``)."""

    def plan(site: Site) -> Iterator[PlannedFile]:
        for language in site.languages:
            sheet = name("callsheet", language, *only)
            yield PlannedFile(path(language), "tools/callsheet.html", language, {"sheet": sheet})

    return Output(name("callsheet", *only), plan, {"callsheet": callsheet})
