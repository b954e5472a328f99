"""Files find their place, content roots lie over each other, and one fault is reported once."""

from pathlib import Path

import pytest

from tests.builders import built, codes_of, problems_of, small_site


@pytest.mark.parametrize("identifier", ["con", "aux.html", "nul", "dot.", "space ", "KEM", "ένα", "a" * 65, "a" * 250])
def test_an_id_that_would_break_somewhere_is_refused(tmp_path: Path, identifier: str) -> None:
    site = small_site(tmp_path, f"content/services/{identifier}/facts.yaml\n    source: city-page")
    assert codes_of(site) == ["content-id"]


def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        content/services/broken/facts.yaml
            organisation: [city
        content/services/broken/text.el.md
            ---
            title: Exam: speaking
            ---
        content/services/near/facts.yaml
            source: city-page
            organisation: city
            topics: health
            related: services/broken
        content/services/near/text.el.md
            ---
            title: Δίπλα
            ---
            [σπασμένο](service:broken)
        """,
    )
    assert codes_of(site) == ["yaml-syntax", "yaml-syntax"]


def test_a_vocabulary_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    site = small_site(tmp_path, "content/vocabularies/topics.yaml\n    - id: [health\n")
    assert codes_of(site) == ["yaml-syntax"]


def test_a_row_of_the_upper_root_is_laid_over_that_of_the_lower(tmp_path: Path) -> None:
    site = small_site(tmp_path, 'content/helplines.yaml\n    - id: "112"\n      phones: 1-1-2\n    - id: "166"\n')
    assert problems_of(site) == [
        f'content/helplines.yaml:3:3 field-missing `{name}` is missing' for name in ("phones", "source", "title", "urgency")
    ]  # fmt: skip
    assert [phone.number for phone in built(site).site.of("helplines")[0].facts.phones] == ["1-1-2"]  # type: ignore[union-attr, attr-defined]


def test_an_id_twice_in_one_layer_is_found_under_another_layer(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        """
        lower/vocabularies/topics.yaml
            - {id: work, title: {el: Α}}
            - {id: work, title: {el: Β}}
        content/vocabularies/topics.yaml
            - {id: work, title: {el: Γ}}
        """,
    )
    site.write_text(site.read_text().replace("content, content]", "content, lower, content]"))
    assert problems_of(site) == [
        "lower/vocabularies/topics.yaml:2:8 content-id-twice the id “work” stands twice: on line 1 and here"
    ]


def test_a_problem_of_a_merged_entry_names_the_file_that_the_value_stands_in(tmp_path: Path) -> None:
    site = small_site(tmp_path, "content/services/desk/facts.yaml\n    phones: abc\n    cost: {kind: gratis}\n")
    assert [line.split(" ")[0] for line in problems_of(site)] == [
        "content/services/desk/facts.yaml:1:9",
        "content/services/desk/facts.yaml:2:14",
    ]


def test_the_same_site_with_other_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = "---\ntitle: Για εμάς\n---\nΈνα.\n\n## Δύο {#two}\n\nΤρία.\n"
    site = small_site(tmp_path / "unix", "content/pages/about/text.el.md\n    x")
    other = small_site(tmp_path / "dos", "content/pages/about/text.el.md\n    x")
    (site.parent / "content/pages/about/text.el.md").write_text(text, encoding="utf-8")
    (other.parent / "content/pages/about/text.el.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert built(site).artifacts == built(other).artifacts != []
