"""Styles and scripts."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every file of the assets folder."""
    for path, data in site.resources.assets.items():
        yield PlannedFile(f"assets/{path}", data=data)


OUTPUT = Output("assets", plan)
