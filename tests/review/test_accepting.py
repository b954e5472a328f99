"""What the label and the description of a pull request ask for. The description comes from anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.review.accepting import Asked, asked

KEM = ("services/kem", "")


def read(body: str | None, *labels: str) -> Asked:
    return asked({"pull_request": {"body": body, "labels": [{"name": name} for name in labels]}})


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("accept: services/kem fa", Asked(named=(("services/kem", "fa"),))),
        ("Accept:services/kem", Asked(named=(KEM,))),
        ("I mended a slip.\r\n\r\n  accept: services/kem  \r\n", Asked(named=(KEM,))),
        ("accept: services/kem\naccept: services/babel fa", Asked(named=(KEM, ("services/babel", "fa")))),
        ("accept: all", Asked(touched=True)),
        ("accept: all fa", Asked(touched=True, language="fa")),
        ("accept: all fa\naccept: all ar", Asked(touched=True)),
        ("", Asked()),
        (None, Asked()),
    ],
)
def test_lines_that_ask(body: str | None, wanted: Asked) -> None:
    assert read(body) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "I accept: all of it",
        "> accept: all",
        "- accept: all",
        "<!-- accept: all -->",
        "<!--\naccept: all\n-->",
        "<!--\naccept: all",
        "```\naccept: all\n```",
        "~~~\naccept: all",
    ],
)
def test_what_is_quoted_or_a_part_of_a_sentence_asks_for_nothing(body: str) -> None:
    assert read(body) == Asked()


@pytest.mark.parametrize(
    "line",
    [
        "accept: services/kem fa; rm -rf /",
        "accept: ../../etc/passwd",
        "accept: services/kem fa extra",
        "accept: services",
        "accept: $(id)",
        "accept : all",
        "accept: services/kem --all",
        f"accept: services/{'a' * 65}",
    ],
)
def test_a_line_of_another_form_is_not_understood(line: str) -> None:
    assert read(line) == Asked(unclear=(line,))


def test_the_label_asks_for_all_that_is_touched() -> None:
    assert read(None, "bug", "translations-accepted") == Asked(touched=True)
    assert read("accept: all fa", "translations-accepted") == Asked(touched=True)


@given(st.text(alphabet="acept: l/lsrvicsk\n<!->`~\u200b;$()", max_size=200))
def test_whatever_is_written_only_names_of_one_form_come_out(body: str) -> None:
    wanted = read(body)
    for name, language in wanted.named:
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/")
        assert not language.startswith("-")
