"""A file that the site will consist of: where, and made of what."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sitegen.resolve.site import Site


@dataclass(frozen=True)
class PlannedFile:
    """One file of the published site.

    Either ``data`` as it is, or ``template`` rendered for ``language`` with ``values``: for each
    variable of the template the name of the value that it gets (see ``views.values``).
    """

    path: str
    template: str = ""
    language: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    data: bytes | None = None


@dataclass(frozen=True)
class Output:
    """A named way to make files out of a site, with the makers of values that only it needs."""

    name: str
    plan: Callable[[Site], Iterator[PlannedFile]]
    makers: Mapping[str, Callable[..., object]] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """The source of a template, and the file that it stands in."""

    text: str
    file: str


@dataclass(frozen=True, init=False)
class Artifact:
    """A finished file. Pages are held packed (gzip, the quickest level): a site has many."""

    path: str
    held: bytes

    def __init__(self, path: str, data: bytes) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "held", gzip.compress(data, 1, mtime=0) if self.is_page else data)

    @property
    def is_page(self) -> bool:
        """Whether it is an HTML page."""
        return self.path.endswith(".html")

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return gzip.decompress(self.held) if self.is_page else self.held


@dataclass(frozen=True)
class Weight:
    """What a page weighs before anything is tapped, in bytes of ``gzip -9``: its HTML and styles, its scripts."""

    path: str
    first_view: int
    scripts: int
