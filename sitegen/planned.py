"""A file that the site will consist of: where, and made of what."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from sitegen.compressed import compressed
from sitegen.problems import Problem
from sitegen.records import record
from sitegen.resolve.site import Site

_LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="(?:\.\./)*([^"?]+)')
_NO_VALUES: Mapping[str, str] = {}


class PlannedFile(NamedTuple):
    """One file of the published site.

    Either ``data`` as it is, or ``template`` rendered for ``language`` with ``values``: for each
    variable of the template the name of the value that it gets (see ``views.values``). Without a template the value
    named ``data`` is bytes, and they are the file: it is made and kept like a page.
    """

    path: str
    template: str = ""
    language: str = ""
    values: Mapping[str, str] = _NO_VALUES
    data: bytes | None = None


class Plan(NamedTuple):
    """Every file of a site in the order that they are made in, what is wrong with their places, and a digest of all of
    it.
    """

    files: Sequence[PlannedFile]
    problems: Sequence[Problem]
    digest: str


@record
class Output:
    """A named way to make files out of a site, with the makers of values that only it needs.

    Its plan is kept until something changes that it reads of the site; two of one name plan the same.
    """

    name: str
    plan: Callable[[Site], Iterator[PlannedFile]]
    makers: Mapping[str, Callable[..., object]] = field(default_factory=dict)


@record
class Template:
    """The source of a template, and the file that it stands in."""

    text: str
    file: str


class Finished(NamedTuple):
    """What is known of a finished file without its bytes: their SHA-256 in hex, how many they are, about how many come
    over the line where a server compresses (gzip at its quickest), and of a page the styles and scripts that it loads.
    """

    path: str
    digest: str
    size: int
    packed: int
    loads: tuple[str, ...] = ()


class Artifact:
    """A finished file with its bytes, or with a function that brings them: a site is too large to be held whole."""

    def __init__(self, path: str, data: bytes | Callable[[], bytes], finished: Finished | None = None) -> None:
        self.path = path
        self._data = data
        self._finished = finished

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Artifact) and self.finished == other.finished

    def __hash__(self) -> int:
        return hash(self.path)

    @property
    def is_page(self) -> bool:
        """Whether it is an HTML page."""
        return self.path.endswith(".html")

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._data if isinstance(self._data, bytes) else self._data()

    @property
    def finished(self) -> Finished:
        """What is known of it without its bytes; worked out from them, if nobody said so when it was made."""
        if self._finished is None:
            self._finished = finished(self.path, data := self.data, compressed(data))
        return self._finished


def finished(path: str, data: bytes, packed: bytes) -> Finished:
    """What there is to know of a file with these bytes, which are ``packed`` when compressed."""
    loads = tuple(_LOADED.findall(data.decode())) if path.endswith(".html") else ()
    return Finished(path, hashlib.sha256(data).hexdigest(), len(data), len(packed), loads)


@record
class Weight:
    """What a page weighs before anything is tapped, in bytes of ``gzip -9``: its HTML and styles, its scripts."""

    path: str
    first_view: int
    scripts: int
