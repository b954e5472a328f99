"""Styles and scripts, without comments and spaces: readers pay for each byte."""

from __future__ import annotations

from collections.abc import Iterator

import rcssmin
import rjsmin

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every file of the assets folder."""
    for path, data in site.resources.assets.items():
        yield PlannedFile(f"assets/{path}", data=_small(path, data))


def _small(path: str, data: bytes) -> bytes:
    if path.endswith(".css"):
        return bytes(rcssmin.cssmin(data))
    return bytes(rjsmin.jsmin(data)) if path.endswith(".js") else data


OUTPUT = Output("assets", plan)
