"""Styles and scripts. Scripts go without indents and comments on lines of their own: readers pay for each byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site

_LEFT_OUT = re.compile(rb"^[ \t]*(?://.*\n)?", re.MULTILINE)


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every file of the assets folder."""
    for path, data in site.resources.assets.items():
        yield PlannedFile(f"assets/{path}", data=_LEFT_OUT.sub(b"", data) if path.endswith(".js") else data)


OUTPUT = Output("assets", plan)
