"""Values whose larger parts are pickled apart, and unpickled when they are first asked for.

A build after one edit loads every document and looks into few of them.
"""

from __future__ import annotations

import pickle
from dataclasses import fields
from typing import Any, ClassVar

_PACKED = "_packed"


class Packs:
    """The base of such a value, a dataclass. Its fields named in ``apart`` are packed.

    What it works out once (``cached_property``) is left out, but for what is named in ``at_hand``: that is worked out
    before, so that nothing need be unpacked for it.
    """

    apart: ClassVar[tuple[str, ...]] = ()
    at_hand: ClassVar[tuple[str, ...]] = ()

    def __getstate__(self) -> dict[str, Any]:
        packed = dict(vars(self).get(_PACKED, {}))  # what nobody has asked for since it was loaded
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
        self.__dict__[name] = pickle.loads(packed.pop(name))
        return self.__dict__[name]
