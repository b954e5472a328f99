"""Problems for people, for programs, for GitHub."""

import json
from pathlib import Path

import pytest

from sitegen.printing import printed
from sitegen.problems import Mark, error, warning

ERROR = error(Mark("content/a.yaml", 3, 5), "field-value", "is wrong", "mend it")
WARNING = warning(Mark("content/a.yaml", 1), "translation-missing", "is not there")


def test_a_problem_for_people_has_its_place_and_a_way_to_mend_it() -> None:
    assert printed([ERROR], "text") == (
        "content/a.yaml:3:5: error: is wrong [field-value]\n    mend it\n1 error, 0 warnings\n"
    )


def test_colours_only_when_asked_for() -> None:
    assert "\033[31merror\033[0m" in printed([ERROR], "text", color=True)
    assert "\033" not in printed([ERROR], "text")


def test_errors_come_before_warnings_when_not_all_are_shown() -> None:
    shown = printed([WARNING, ERROR], "text", most=1)
    assert "field-value" in shown
    assert "translation-missing" not in shown
    assert shown.endswith("1 error, 1 warning (1 are shown)\n")


def test_json_holds_every_field_and_letters_as_they_are() -> None:
    found = json.loads(printed([error(Mark("α.yaml"), "x", "Ένα")], "json"))
    assert found == [
        {"file": "α.yaml", "line": 1, "column": 1, "code": "x", "message": "Ένα", "hint": "", "severity": "error"}
    ]


def test_an_annotation_is_one_line_whatever_is_in_it() -> None:
    odd = error(Mark("a\n:b,c%.yaml"), "x", "100%\n::error::forged")
    assert printed([odd], "github") == (
        "::error file=a%0A%3Ab%2Cc%25.yaml,line=1,col=1,title=x::100%25 ::error::forged\n"
    )


def test_in_an_annotation_the_way_out_is_a_line_of_its_own() -> None:
    assert printed([error(Mark("a"), "x", "It is wrong", "mend it")], "github").endswith("::It is wrong%0Amend it\n")


def test_a_message_is_one_line_of_bearable_length() -> None:
    assert len(error(Mark("a"), "x", "α" * 60_000).message) < 700
    assert error(Mark("a"), "x", "α\nβ").message == "α β"


@pytest.mark.parametrize(
    ("data", "line", "column", "quoted"),
    [
        (b"a: 1\r\nb: two\r\n", 2, 4, ["    | b: two", "    |    ^"]),
        ("\ufefftitel: α".encode(), 1, 1, ["    | titel: α", "    | ^"]),
        ("title: café x".encode(), 1, 14, ["    | title: café x", "    |              ^"]),
        ("fa: می\u200cروم x".encode(), 1, 12, ["    | fa: می\u200cروم x", "    |           ^"]),
        ("x" * 300 + "!", 1, 301, ["    | " + "x" * 50 + "!", "    | " + " " * 50 + "^"]),
        (b"a\tb\x1b[31mc", 1, 3, ["    | a b [31mc", "    |   ^"]),
        (b"\xff\xfe", 1, 1, ["    | \ufffd\ufffd", "    | ^"]),
        (b"a\n\nb", 2, 1, []),
        (b"a", 7, 1, []),
    ],
)
def test_the_line_is_quoted_with_a_caret_below_the_place(
    tmp_path: Path, data: bytes | str, line: int, column: int, quoted: list[str]
) -> None:
    (tmp_path / "a.yaml").write_bytes(data.encode() if isinstance(data, str) else data)
    shown = printed([error(Mark("a.yaml", line, column), "x", "is wrong")], "text", root=tmp_path)
    assert shown.split("\n")[1:-2] == quoted


def test_a_file_that_is_not_there_is_not_quoted(tmp_path: Path) -> None:
    assert printed([ERROR], "text", root=tmp_path) == printed([ERROR], "text")
