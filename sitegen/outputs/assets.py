"""Styles, scripts, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.offline import WORKERS


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every file of the assets folder; what lies in ``root/`` there stands at the root of the site.

    Service workers are not files for pages: `outputs.offline` says which one is published, and where.
    """
    for path, data in site.resources.assets.items():
        if not path.startswith(WORKERS):
            at_root = path.startswith("root/")
            yield PlannedFile(path.removeprefix("root/") if at_root else f"assets/{path}", data=data)


OUTPUT = Output("assets", plan)
