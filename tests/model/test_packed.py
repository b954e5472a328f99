"""Larger parts of a value are pickled apart: what is loaded is whole, and opens only what it is asked for."""

import pickle
from dataclasses import dataclass, fields
from functools import cached_property

import pytest

from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.packed import Packs, put_away
from sitegen.pipeline import Request, examine
from sitegen.resolve.site import Site
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


def test_what_was_unpacked_can_be_put_away_when_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.model.packed._opened", [])
    monkeypatch.setattr("sitegen.model.packed._WIDE", 2)
    first, second = loaded(Letter("a", "Dear all")), loaded(Letter("b", "Dear you"))
    body = first.body
    assert not put_away()
    assert (first.length, second.length) == (8, 8)
    assert put_away()
    assert set(vars(first)) == set(vars(second)) == {"name", "first_word", "_packed"}
    assert first.body == body == "Dear all"


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
