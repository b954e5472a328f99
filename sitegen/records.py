"""Values with named parts: what one phase hands to the next, and what templates are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """A dataclass that is compared, hashed and printed by its values; nobody changes one, which mypy holds.

    ``dataclass(frozen=True)`` writes six methods for each class and compiles them whenever the program starts, and
    there are a hundred classes. Here only ``__init__`` is written; the rest is the same for all.
    """
    made = dataclass(repr=False, eq=False)(kind)
    for method in _by_values([one.name for one in fields(made)]):  # type: ignore[arg-type]
        if method.__name__ not in vars(made):
            setattr(made, method.__name__, method)
    return made


def _by_values(names: Sequence[str]) -> tuple[Callable[..., Any], ...]:
    values = attrgetter(*names)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    def __repr__(self: object) -> str:  # noqa: N807
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __eq__, __hash__, __repr__
