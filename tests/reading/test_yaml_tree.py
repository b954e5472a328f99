"""YAML is text with positions: nothing is guessed, nothing is run, nothing crashes."""

import pytest

from sitegen.model.nodes import Plain, plain
from sitegen.reading.yaml_tree import parse_yaml


def read(text: str) -> Plain:
    node, problems = parse_yaml(text, "facts.yaml")
    assert problems == []
    assert node is not None
    return plain(node)


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse_yaml(text, "facts.yaml")[1]]


@pytest.mark.parametrize(
    "scalar",
    ["no", "NO", "yes", "on", "null", "0123456", "+302103238000", "0x1F", "18:30", "09:00", "10:30", "1_000", "01067",
     "1e3", ".inf", "2026-09-14", "1.10", "~", "=", "0o17"],
)  # fmt: skip
def test_every_scalar_is_text_as_it_is_written(scalar: str) -> None:
    assert read(f"value: {scalar}") == {"value": scalar}


def test_a_literal_block_keeps_its_lines() -> None:
    assert read("note: |\n  α\n  β\n") == {"note": "α\nβ\n"}


def test_values_and_keys_know_their_place() -> None:
    node, _ = parse_yaml("a:\n  - b: γ\n", "facts.yaml", first_line=5)
    inner = node.values["a"].items[0]  # type: ignore[union-attr]
    assert (inner.values["b"].mark.line, inner.values["b"].mark.column) == (6, 8)  # type: ignore[union-attr]
    assert (inner.keys["b"].line, inner.keys["b"].column) == (6, 5)  # type: ignore[union-attr]


def test_a_duplicate_key_names_both_lines() -> None:
    _, problems = parse_yaml("a: 1\nb: 2\na: 3\n", "facts.yaml")
    assert [(p.line, p.message) for p in problems] == [(3, "`a` stands twice: on line 1 and on line 3")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "yaml-anchor"),
        ("a: *x", "yaml-alias"),
        ("<<: {a: 1}", "yaml-merge"),
        ("a: !!str 1", "yaml-tag"),
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag"),
        ("a: 1\n---\nb: 2", "yaml-documents"),
        ("a:", "yaml-empty"),
        ("? [a]\n: b", "yaml-key"),
        ("a:\n\tb: c", "yaml-tab"),
        ("title: Exam: speaking", "yaml-syntax"),
        ('a: "\\u202e"', "text-bidi"),
        ('a: "\\0"', "text-control"),
        ('"\\u2066a": b', "text-bidi"),
        ("%YAML 9.9\n---\na: 1", "yaml-syntax"),
        ("a: \ufeffb", "text-control"),
        ("]", "yaml-syntax"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_an_alias_is_one_problem_not_two() -> None:
    assert codes("a: &x 1\nb: *x") == ["yaml-anchor", "yaml-alias"]


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "{", "[{a: ", "? "])
def test_fifty_thousand_levels_are_refused_without_a_crash(opened: str) -> None:
    assert codes(opened * 50_000) in (["yaml-depth"], ["yaml-syntax"])


def test_an_alias_bomb_is_never_built() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    node, problems = parse_yaml("\n".join(lines), "facts.yaml")
    assert len(problems) == 30 + 29 * 9
    assert len(str(plain(node))) < 1_000  # type: ignore[arg-type]


def test_a_quoted_empty_text_is_left_to_the_model() -> None:
    assert read('a: ""') == {"a": ""}


def test_an_empty_file_is_nothing() -> None:
    assert parse_yaml("# later\n", "facts.yaml") == (None, [])
