"""The values that pages are made of, by name: ``chrome:fa``, ``entry:fa:services:kem``.

A planned file names its values; a template sees those and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module

from sitegen.resolve.reads import Reads
from sitegen.resolve.site import Site

Maker = Callable[..., object]


class MadeBy:
    """A maker of values in a module below ``sitegen.views``, which is imported when it makes the first.

    After an edit few pages are made, of few kinds.
    """

    def __init__(self, module: str, function: str) -> None:
        self._place = module, function

    def __call__(self, site: Site, *arguments: str) -> object:
        """A value of the site."""
        return self.function(site, *arguments)

    @cached_property
    def function(self) -> Maker:
        """The function that makes it."""
        module, function = self._place
        made: Maker = getattr(import_module(f"sitegen.views.{module}"), function)
        return made


MAKERS: dict[str, Maker] = {
    "chrome": MadeBy("chrome", "chrome"),
    "entry": MadeBy("entry", "entry_view"),
    "collection": MadeBy("lists", "collection_view"),
    "chosen": MadeBy("choosing", "chosen_view"),
    "topic": MadeBy("lists", "topic_view"),
    "index": MadeBy("lists", "index_view"),
    "home": MadeBy("lists", "home_view"),
    "choice": MadeBy("choice", "choice_view"),
}


def name(kind: str, *arguments: str) -> str:
    """The name of a value."""
    return ":".join((kind, *arguments))


class Values:
    """Makes values by name. The chrome of a language is made once and kept; of pages the last one, since an entry has
    several files that are made of one value.
    """

    def __init__(self, site: Site, makers: Mapping[str, Maker], reads: Reads) -> None:
        self._site = site
        self._makers = makers
        self._reads = reads
        self._kept: dict[str, object] = {}
        self._last: tuple[str, object, tuple[str, ...]] = "", None, ()

    def get(self, wanted: str) -> object:
        """The value with that name. Of one that is kept it is noted that it was read, not what it was made of."""
        if not wanted.startswith("chrome:"):
            return self._latest(wanted)
        self._reads.note(f"value {wanted}")
        if wanted not in self._kept:
            with self._reads.noted():
                self._kept[wanted] = self._made(wanted)
        return self._kept[wanted]

    def _latest(self, wanted: str) -> object:
        if self._last[0] != wanted:
            with self._reads.noted() as noted:
                made = self._made(wanted)
            self._last = wanted, made, tuple(noted)
        _, value, read = self._last
        self._reads.note_all(read)
        return value

    def _made(self, wanted: str) -> object:
        kind, *arguments = wanted.split(":")
        return self._makers[kind](self._site, *arguments)
