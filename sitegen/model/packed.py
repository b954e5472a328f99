"""Values whose larger parts are pickled apart, and unpickled when they are first asked for.

A build after one edit loads every document and looks into few of them. One that looks into all of them needs few at a
time: what was unpacked can be put away again.
"""

from __future__ import annotations

import pickle
from dataclasses import fields
from functools import cache
from typing import Any, ClassVar

_PACKED = "_packed"
_WIDE = 2_000  #: parts that may lie unpacked
#: The values of which something was unpacked since all was put away.
_opened: list[Packs] = []


class Packs:
    """The base of such a value, a dataclass. Its fields named in ``apart`` are packed.

    What it works out once (``cached_property``) is left out, but for what is named in ``at_hand``: that is worked out
    before, so that nothing need be unpacked for it.
    """

    apart: ClassVar[tuple[str, ...]] = ()
    at_hand: ClassVar[tuple[str, ...]] = ()

    def __getstate__(self) -> dict[str, Any]:
        packed = dict(vars(self).get(_PACKED, {}))
        packed |= {name: pickle.dumps(vars(self)[name], 5) for name in self.apart if name not in packed}
        whole = [field.name for field in fields(self) if field.name not in self.apart]  # type: ignore[arg-type]
        return {name: getattr(self, name) for name in (*whole, *self.at_hand)} | {_PACKED: packed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: it may be packed."""
        packed = self.__dict__.get(_PACKED, {})
        if name not in packed:
            raise AttributeError(name, name=name, obj=self)
        part = self.__dict__[name] = pickle.loads(packed[name])
        _opened.append(self)
        return part

    def _put_away(self) -> None:
        """Forgets the parts, and what was worked out of them."""
        for name in self.__dict__.keys() - _at_hand(type(self)):  # type: ignore[arg-type]
            self.__dict__.pop(name, None)


@cache
def _at_hand(kind: type[Packs]) -> frozenset[str]:
    """The names of what such a value is loaded with."""
    return frozenset({_PACKED, *kind.at_hand, *(field.name for field in fields(kind))}) - frozenset(kind.apart)  # type: ignore[arg-type]


def put_away() -> bool:
    """Puts away what was unpacked, when it is much; whether it was.

    Who holds a part still has it. Whoever asks for it again is given another one that is equal.
    """
    if len(_opened) < _WIDE:
        return False
    while _opened:
        _opened.pop()._put_away()
    return True
