"""Values whose larger parts are pickled apart, and unpickled when they are first asked for.

A build after one edit loads every document and looks into few of them. One that looks into all of them needs few at a
time: when much lies unpacked, it is put away again. Whoever holds a part still has it; whoever asks for it again is
given another one that is equal.
"""

from __future__ import annotations

import pickle
from dataclasses import fields
from functools import cache
from typing import Any, ClassVar

from sitegen.compressed import compressed, decompressed
from sitegen.shelf import Place, Shelf

_PACKED = "_packed"


class Desk:
    """Where parts lie unpacked. ``room`` is for so many bytes of their pickles: they take about six times as many.

    ``cleared`` is how often all was put away.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self.cleared = 0
        self._opened: list[Packs] = []
        self._size = 0

    def open(self, packs: Packs, packed: bytes) -> Any:
        """A part of a value, unpacked; what lies there is put away first where there is no room."""
        if self._size > self.room:
            self.clear()
        self._opened.append(packs)
        pickled = decompressed(packed)
        self._size += len(pickled)
        return pickle.loads(pickled)

    def clear(self) -> None:
        """Puts all away."""
        self.cleared += 1
        self._size = 0
        while self._opened:
            self._opened.pop().put_away()


DESK = Desk(4_000_000)


class Packs:
    """The base of such a value, a dataclass. Its fields named in ``apart`` are packed.

    What it works out once (``cached_property``) is left out, but for what is named in ``at_hand``: that is worked out
    before, so that nothing need be unpacked for it.
    """

    apart: ClassVar[tuple[str, ...]] = ()
    at_hand: ClassVar[tuple[str, ...]] = ()

    def __getstate__(self) -> dict[str, Any]:
        packed = {name: _bytes(part) for name, part in vars(self).get(_PACKED, {}).items()}
        packed |= {name: compressed(pickle.dumps(vars(self)[name], 5)) for name in self.apart if name not in packed}
        whole = [field.name for field in fields(self) if field.name not in self.apart]  # type: ignore[arg-type]
        return {name: getattr(self, name) for name in (*whole, *self.at_hand)} | {_PACKED: packed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: it may be packed."""
        packed = self.__dict__.get(_PACKED, {})
        if name not in packed:
            raise AttributeError(name, name=name, obj=self)
        part = self.__dict__[name] = DESK.open(self, _bytes(packed[name]))
        return part

    def lay_by(self, shelf: Shelf) -> None:
        """Puts what is packed on a shelf, also that of values that it holds whole."""
        packed = self.__dict__.get(_PACKED, {})
        packed |= {name: shelf.put(part) for name, part in packed.items() if isinstance(part, bytes)}
        for part in self.__dict__.values():
            if isinstance(part, Packs):
                part.lay_by(shelf)

    def put_away(self) -> None:
        """Forgets the parts that are unpacked, and what was worked out of them."""
        for name in self.__dict__.keys() - _at_hand(type(self)):  # type: ignore[arg-type]
            self.__dict__.pop(name, None)


@cache
def _at_hand(kind: type[Packs]) -> frozenset[str]:
    """The names of what such a value is loaded with."""
    return frozenset({_PACKED, *kind.at_hand, *(field.name for field in fields(kind))}) - frozenset(kind.apart)  # type: ignore[arg-type]


def _bytes(part: bytes | Place) -> bytes:
    return part if isinstance(part, bytes) else part.taken()
