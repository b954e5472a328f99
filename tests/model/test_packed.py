"""Larger parts of a value are pickled apart: what is loaded is whole, and opens only what it is asked for."""

import pickle
from dataclasses import dataclass, fields
from errno import ENOSPC
from functools import cached_property
from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.packed import Desk, Packs
from sitegen.pipeline import Request, examine
from sitegen.resolve.site import Site
from sitegen.shelf import Shelf
from sitegen.workers import FEW, spread
from tests.builders import TODAY, service, small_site


@dataclass(frozen=True)
class Letter(Packs):
    """Something with a large part."""

    apart = ("body",)
    at_hand = ("first_word",)

    name: str
    body: str

    @cached_property
    def first_word(self) -> str:
        """Told of the body."""
        return self.body.split()[0]

    @cached_property
    def length(self) -> int:
        """Told of the body, and not at hand."""
        return len(self.body)


def loaded(value: Letter) -> Letter:
    """The same as it comes out of a pickle."""
    again = pickle.loads(pickle.dumps(value, 5))
    assert isinstance(again, Letter)
    return again


def test_what_is_loaded_is_the_same() -> None:
    assert loaded(Letter("a", "Dear all")) == Letter("a", "Dear all")


def test_a_part_is_not_unpacked_before_it_is_asked_for() -> None:
    letter = loaded(Letter("a", "Dear all"))
    assert (letter.name, letter.first_word) == ("a", "Dear")
    assert "body" not in vars(letter)
    assert letter.body == "Dear all"
    assert "body" in vars(letter)


def test_what_was_worked_out_beside_is_worked_out_again() -> None:
    letter = Letter("a", "Dear all")
    assert letter.length == 8
    assert "length" not in vars(loaded(letter))


def test_what_was_unpacked_is_put_away_when_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.model.packed.DESK", desk := Desk(room=1))
    first, second, third = (loaded(Letter(name, "Dear all")) for name in "abc")
    body = first.body
    assert (first.length, desk.cleared) == (8, 0)
    assert (second.length, desk.cleared) == (8, 1)
    assert set(vars(first)) == set(vars(third)) == {"name", "first_word", "_packed"}
    assert first.body == body == "Dear all"


def test_what_is_packed_lies_on_a_shelf_that_forks_read_too(tmp_path: Path) -> None:
    letter = loaded(Letter("a", "Dear all"))
    shelf = Shelf(tmp_path)
    letter.lay_by(shelf)
    loaded(Letter("b", "Dear you")).lay_by(shelf)
    assert not any(isinstance(part, bytes) for part in vars(letter)["_packed"].values())
    assert [made for made, _ in spread(lambda n: (letter.body, n)[0], range(FEW), 2)] == ["Dear all"] * FEW
    assert loaded(letter).body == letter.body == "Dear all"
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_what_is_packed_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*of: object) -> int:
        raise OSError(ENOSPC, "")

    letter = loaded(Letter("a", "Dear all"))
    monkeypatch.setattr("os.pwrite", full)
    letter.lay_by(Shelf(tmp_path))
    assert letter.body == "Dear all"


def test_what_is_loaded_can_be_pickled_again_unopened_and_opened() -> None:
    letter = loaded(Letter("a", "Dear all"))
    assert loaded(letter).body == "Dear all"
    assert letter.body == "Dear all"
    assert loaded(letter).body == "Dear all"


def test_what_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        loaded(Letter("a", "Dear all")).ending  # type: ignore[attr-defined]  # noqa: B018  # asked for to be refused


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site as it is read."""
    config = small_site(tmp_path_factory.mktemp("site"), service("desk", "childcare: yes"))
    site = examine(Request(config, TODAY)).site
    assert site
    return site


def test_an_entry_tells_its_names_and_who_runs_it_unopened(site: Site) -> None:
    entry = site.entries[Reference("services", "desk")]
    again: Entry = pickle.loads(pickle.dumps(entry, 5))
    assert (again.reference, again.languages, again.run_by) == (entry.reference, entry.languages, entry.run_by)
    assert again.words("title") == entry.words("title")
    assert not {"facts", "texts", "node"} & set(vars(again))


def test_facts_of_every_entry_are_the_same_out_of_a_pickle(site: Site) -> None:
    for entry in site.entries.values():
        again: Entry = pickle.loads(pickle.dumps(entry, 5))
        assert again.facts == entry.facts
        assert again.facts.model_fields_set == entry.facts.model_fields_set
        assert list(vars(again.facts)) == list(type(again.facts).model_fields)
        for field in fields(entry):
            assert repr(getattr(again, field.name)) == repr(getattr(entry, field.name)), (entry.reference, field.name)
