"""Styles and scripts without comments and spaces: readers pay for each byte."""

from __future__ import annotations

import rcssmin
import rjsmin


def small(path: str, data: bytes) -> bytes:
    """A file of the assets as it is published; what is neither a style nor a script stays as it is."""
    if path.endswith(".css"):
        return bytes(rcssmin.cssmin(data))
    return bytes(rjsmin.jsmin(data)) if path.endswith(".js") else data
