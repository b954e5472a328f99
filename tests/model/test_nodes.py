"""Layers of content lie over each other, and every value still knows the file that it stands in."""

import pickle

from sitegen.model.nodes import Node, key_at, mark_at, merged, plain
from sitegen.reading.yaml_tree import parse_yaml


def read(text: str, file: str) -> Node:
    node, problems = parse_yaml(text, file)
    assert node is not None
    assert problems == []
    return node


LOWER = read("a: 1\nb: {c: 2, d: 3}\nrows:\n  - {id: x, v: 1}\n  - {id: y, v: 2}\nlist: [1, 2]\n", "lower.yaml")
UPPER = read("b: {d: 4, e: 5}\nrows:\n  - {id: y, v: 9}\n  - {id: z, v: 3}\nlist: [3]\n", "upper.yaml")
BOTH = merged(LOWER, UPPER)


def test_fields_are_merged_rows_by_their_id_and_all_else_is_replaced() -> None:
    assert plain(BOTH) == {
        "a": "1",
        "b": {"c": "2", "d": "4", "e": "5"},
        "rows": [{"id": "x", "v": "1"}, {"id": "y", "v": "9"}, {"id": "z", "v": "3"}],
        "list": ["3"],
    }


def test_each_value_is_placed_in_the_file_that_it_came_from() -> None:
    assert mark_at(BOTH, ("b", "c")).file == "lower.yaml"
    assert mark_at(BOTH, ("b", "d")).file == "upper.yaml"
    assert mark_at(BOTH, ("rows", 0, "v")).file == "lower.yaml"
    assert mark_at(BOTH, ("rows", 1, "v")).file == "upper.yaml"
    assert key_at(BOTH, ("a",)).file == "lower.yaml"


def test_a_path_that_leads_nowhere_is_placed_at_its_nearest_parent() -> None:
    at = mark_at(LOWER, ("b", "function-before[x]", "nothing"))
    assert (at.line, at.column) == (2, 4)


def test_a_list_without_ids_is_replaced_whole() -> None:
    assert plain(merged(read("- 1", "a"), read("- {id: x}", "b"))) == [{"id": "x"}]


def test_a_tree_comes_out_of_a_pickle_as_it_was() -> None:
    again = pickle.loads(pickle.dumps(BOTH, 5))
    assert again == BOTH
    assert mark_at(again, ("rows", 1, "v")) == mark_at(BOTH, ("rows", 1, "v"))
    assert key_at(again, ("b", "c")) == key_at(BOTH, ("b", "c"))
