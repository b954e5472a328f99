"""The queries by which the search is measured: each names entries that exist, few repeat a keyword."""

from collections import Counter
from functools import cache
from pathlib import Path

import yaml

from sitegen.pipeline import examine
from sitegen.resolve.site import Site
from tests.builders import real_site

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8"))
FEWEST = 12  #: rows of a class; with fewer, one miss decides its share


@cache
def the_site() -> Site:
    site = examine(real_site()).site
    assert site
    return site


@cache
def keywords() -> dict[str, set[str]]:
    """The keywords of each entry in all languages, by its reference."""
    by_language = {str(name): getattr(entry.facts, "keywords", {}) for name, entry in the_site().entries.items()}
    return {name: {word for words in found.values() for word in words} for name, found in by_language.items()}


def test_each_right_entry_exists() -> None:
    assert {name for row in QUERIES for name in row["expect"]} - set(keywords()) == set()


def test_each_is_typed_on_a_page_of_the_site() -> None:
    assert {row["from"] for row in QUERIES} == set(the_site().languages)


def test_each_class_has_enough_rows_for_a_share() -> None:
    rows = Counter(row["class"] for row in QUERIES)
    assert {name: count for name, count in rows.items() if count < FEWEST} == {}


def test_no_row_stands_twice() -> None:
    rows = Counter((row["query"], row["from"]) for row in QUERIES)
    assert {row: count for row, count in rows.items() if count > 1} == {}


def test_only_noise_has_no_right_entry() -> None:
    assert {row["query"] for row in QUERIES if (row["class"] == "noise") == bool(row["expect"])} == set()


def test_three_of_four_do_not_repeat_a_keyword_that_they_should_find() -> None:
    measured = [row for row in QUERIES if row["expect"]]
    given_away = [row for row in measured if any(row["query"] in keywords()[name] for name in row["expect"])]
    assert len(given_away) <= len(measured) / 4
