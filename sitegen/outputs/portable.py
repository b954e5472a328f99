"""What only a copy for a USB stick has (``sitegen.portable``): start pages, their day, a page for the rest."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.portable import absent_path, absent_view, dated_path, dated_view, start_path, start_view
from sitegen.views.values import name


def plan(site: Site) -> Iterator[PlannedFile]:
    """A start page for all languages together and for each alone; the others for each language."""
    codes = tuple(site.languages)
    for some in dict.fromkeys((codes, *((code,) for code in codes))):
        yield PlannedFile(start_path(some), "copy/start.html", some[0], {"view": name("start", *some)})
    for code in codes:
        yield PlannedFile(dated_path(code), "copy/dated.html", code, {"view": "dated"})
        values = {"view": name("absent", code), "chrome": name("chrome", code)}
        yield PlannedFile(absent_path(code), "copy/absent.html", code, values)


OUTPUT = Output("portable", plan, {"start": start_view, "dated": dated_view, "absent": absent_view})
