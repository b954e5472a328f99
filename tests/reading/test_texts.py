"""A Markdown file is front matter and sections."""

import pytest

from sitegen.reading.texts import MAX_BODY, split_sections, split_text


def sections(body: str) -> list[tuple[str, str, int]]:
    return [(s.id, s.heading, s.line) for s in split_sections(body, 1)]


def test_sections_have_an_id_words_and_a_line() -> None:
    assert sections("Πρώτα.\n\n## Τι {#what}\n\nΈνα.\n\n## Πότε {#when}\n") == [
        ("", "", 1), ("what", "Τι", 3), ("when", "Πότε", 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## Τι {#what}", ("what", "Τι")),
        ("##  Τι  {#what}  ", ("what", "Τι")),
        ("## Τι {#what} ##", ("what", "Τι")),
        ("##\tΤι", ("", "Τι")),
        ("## C#", ("", "C#")),
        ("## Τι {#what} μετά", ("", "Τι {#what} μετά")),
        ("## {#what}", ("what", "")),
    ],
)
def test_the_forms_of_a_heading(line: str, heading: tuple[str, str]) -> None:
    assert [(s.id, s.heading) for s in split_sections(line, 1)] == [heading]


@pytest.mark.parametrize("line", ["##Τι", "### Τι", " ## Τι", "#", "##", "## "])
def test_what_is_no_heading_of_a_section(line: str) -> None:
    assert [s.heading for s in split_sections(line, 1)] == [""]


def test_a_heading_between_back_quotes_is_a_heading_all_the_same() -> None:
    assert [s.heading for s in split_sections("```\n## Τι {#what}\n", 1)] == ["", "Τι"]


def test_a_heading_of_spaces_takes_no_time() -> None:
    assert len(split_sections("## " + " " * 60_000 + "x", 1)) == 1


def test_a_text_too_long_for_a_page_is_refused() -> None:
    _, body, _, problems = split_text("---\ntitle: Α\n---\n" + "α" * (MAX_BODY + 1), "text.el.md")
    assert (body, [p.code for p in problems]) == ("", ["text-long"])


def test_lines_of_the_front_matter_count_from_the_top_of_the_file() -> None:
    _, _, first, problems = split_text("---\ntitle: Α\ntitle: Β\n---\nΚείμενο", "text.el.md")
    assert (first, [p.line for p in problems]) == (5, [3])
