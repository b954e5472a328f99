"""A record is a frozen dataclass, but for the methods that are not written for each class."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from sitegen.records import record


@record
class Door:
    """Where somebody stands."""

    street: str
    steps: int = 0
    notes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def is_level(self) -> bool:
        """Whether there is no step."""
        return self.steps == 0


@record
class Gate(Door):
    """A door outside."""

    width: int = 90


@record
class Bell:
    """Equal to others by its name."""

    name: str
    tone: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bell) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


@record
class Line:
    """A line of a bus."""

    name: str
    stops: int


def written_out() -> type:
    """The same, as the library writes it."""

    @dataclass(frozen=True)
    class Line:
        name: str
        stops: int

    return Line


def test_records_are_equal_by_what_they_hold_and_of_one_class() -> None:
    assert Door("Pireos", 2) == Door("Pireos", 2) != Door("Pireos", 3)
    assert Door("Pireos") != Gate("Pireos") == Gate("Pireos", width=90)
    assert len({Line("A", 1), Line("A", 1), Line("A", 2)}) == 2


def test_a_record_prints_as_a_frozen_dataclass_does() -> None:
    assert repr(Line("A’", 3)) == repr(written_out()("A’", 3)).removeprefix("written_out.<locals>.")


def test_a_record_keeps_its_own_methods() -> None:
    assert Bell("day", 1) == Bell("day", 2)
    assert len({Bell("day", 1), Bell("day", 2)}) == 1


def test_the_library_knows_records() -> None:
    assert [one.name for one in fields(Gate)] == ["street", "steps", "notes", "width"]
    assert replace(Gate("Pireos"), steps=1) == Gate("Pireos", 1)
    assert pickle.loads(pickle.dumps(Door("Pireos", 1))) == Door("Pireos", 1)
    assert Door("Pireos").is_level


def test_only_one_method_is_written_for_each_record() -> None:
    written = {name for name, made in vars(Door).items() if getattr(made, "__module__", "") == Door.__module__}
    assert written & {"__init__", "__eq__", "__hash__", "__repr__", "__setattr__"} == {"__init__"}
