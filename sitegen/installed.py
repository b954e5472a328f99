"""Which packages are installed, in which version and where, told by the names of the folders that pip leaves.

``importlib.metadata`` knows that too, by reading and parsing a file of each package: it takes longer than all else
that a build does of which nothing has changed.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")  # packaging.python.org, recorded projects


class Package(NamedTuple):
    """An installed package; its files are named from ``place``."""

    version: str
    place: Path


@cache
def package(name: str) -> Package | None:
    """The package of this name; ``None`` when it is not installed."""
    return _by_folders().get(_normal(name)) or _by_metadata(name)


@cache
def _by_folders() -> dict[str, Package]:
    """Packages by normal name: the first of each name on ``sys.path``, as Python finds them."""
    found: dict[str, Package] = {}
    for place in filter(os.path.isdir, sys.path):
        for match in filter(None, map(_FOLDER.fullmatch, sorted(os.listdir(place)))):  # noqa: PTH208
            found.setdefault(_normal(match["name"]), Package(match["version"], Path(place)))
    return found


def _by_metadata(name: str) -> Package | None:
    """One that another installer put there, in a way of its own (an egg, Debian's ``egg-info``)."""
    from importlib import metadata  # noqa: PLC0415  # slow to import, and nearly never needed

    try:
        found = metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        return None
    return Package(found.version, Path(str(found.locate_file(""))))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
