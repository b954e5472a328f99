"""The words of an entry, and where each of them stands in its file."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.problems import Mark
from sitegen.resolve.prose import Passage, blanked, prose
from tests.builders import built, small_site

TREE = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    cost:
      kind: free
      note: {el: Χωρίς χρέωση, en: "No fee"}
content/services/desk/text.el.md
    ---
    title: Γραφείο
    summary: 'Βοήθεια για όλους.'
    known:
      - Είναι στον 2ο όροφο.
    ---
    Αρχή με [σύνδεσμο](service:desk) εδώ.

    ## Τι κάνει {#what}

    1. **Πρώτο** βήμα.
    - Δεύτερο
"""


def test_every_piece_of_a_text_has_its_unit_and_its_place(tmp_path: Path) -> None:
    site = built(small_site(tmp_path, TREE)).site
    assert site
    entry = site.entries[Reference("services", "desk")]
    found = {p.unit: (" ".join(p.text.split()), p.mark.line, p.mark.column) for p in prose(entry, "el")}
    assert found == {
        "title": ("Γραφείο", 2, 8),
        "summary": ("Βοήθεια για όλους.", 3, 11),
        "known.0": ("Είναι στον 2ο όροφο.", 5, 5),
        "#0": ("Αρχή με σύνδεσμο εδώ.", 7, 1),
        "#what": ("Τι κάνει Πρώτο βήμα. Δεύτερο", 9, 1),
        "facts:cost.note": ("Χωρίς χρέωση", 6, 14),
    }
    assert [p.unit for p in prose(entry, "en")] == ["cost.note"]


def test_an_offset_is_a_place_in_the_file() -> None:
    passage = Passage("#what", "abc\ndef\n\nghi", Mark("f", 10, 5))
    assert [passage.at(n) for n in (0, 2, 4, 9)] == [
        Mark("f", 10, 5), Mark("f", 10, 7), Mark("f", 11, 1), Mark("f", 13, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markdown",
    ["[α](service:kem) β", "## Τίτλος {#id}", "1. **α**", "`κ` <b>α</b>", "- α\n- β", "](" * 5000, "{#" * 5000],
)
def test_blanking_keeps_every_letter_where_it_was(markdown: str) -> None:
    text = blanked(markdown)
    assert len(text) == len(markdown)
    assert all(new in (old, " ") for old, new in zip(markdown, text, strict=True))


def test_sentences_end_at_their_signs_and_at_the_end_of_a_heading_or_an_item_not_of_a_line() -> None:
    text = blanked("## Heading\n\nOne goes\non here. Two? Three!\n\n- Four\n- Five; six.\n\nسبعة؟ ثمانية.")
    assert [sentence for _, sentence in Passage("", text, Mark("f")).sentences()] == [
        "Heading", "One goes on here.", "Two?", "Three!", "Four", "Five;", "six.", "سبعة؟", "ثمانية.",
    ]  # fmt: skip


def test_the_offset_of_a_sentence_is_where_it_begins() -> None:
    text = "  One.  Two.\n\n   Three"
    assert [(n, text[n : n + 3]) for n, _ in Passage("", text, Mark("f")).sentences()] == [
        (2, "One"), (8, "Two"), (17, "Thr"),
    ]  # fmt: skip
