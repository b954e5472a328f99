"""A translation has the headings, lists and links of what it was made from. The errors are in `sites/invalid-structure`."""

from pathlib import Path

import pytest

from sitegen.checks import structure
from sitegen.pipeline import Request, examine
from sitegen.translations.stamping import accept
from tests.builders import TODAY, small_site


def codes_of(folder: Path, el: str, en: str, accepted: bool = True) -> list[str]:
    """What is said of an English text, when it is marked as made from the Greek one."""
    texts = {"el": ("Σελίδα", el), "en": ("Page", en)}
    tree = "".join(
        f"content/pages/about/text.{code}.md\n    ---\n    title: {title}\n    ---\n"
        + "".join(f"    {line}\n" for line in text.split("\n"))
        for code, (title, text) in texts.items()
    )
    request = Request(small_site(folder, tree), TODAY)
    if accepted:
        assert accept(request).problems == ()
    site = examine(request).site
    assert site
    return [p.code for entry in site.of("pages") for p in structure.check_entry(entry, site.config)]


@pytest.mark.parametrize(
    ("el", "en"),
    [
        ("Ένα. Δύο.\n\nΤρία.", "One.\n\nTwo. Three."),
        ("- α\n- β", "* a\n* b"),
        ("- α\n\n- β", "- a\n- b"),
        ("1. α\n2. β", "1. a\n1. b"),
        ("- α\n  που συνεχίζει\n- β", "- a\n- b"),
        ("[α](https://a.example/el)", "[a](https://a.example/en)"),
        ("[α](service:desk) και [β](helpline:112)", "[b](helpline:112) and [a](service:desk)"),
        ("| α | β |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
    ],
)
def test_the_same_parts_in_other_words_are_no_problem(tmp_path: Path, el: str, en: str) -> None:
    assert codes_of(tmp_path, el, en) == []


@pytest.mark.parametrize(
    ("el", "en", "code"),
    [
        ("- α\n- β", "- a", "structure-lists"),
        ("- α\n- β", "1. a\n2. b", "structure-lists"),
        ("- α\n\nκαι\n\n- β", "- a\n- b", "structure-lists"),
        ("- α\n- β", "a, b", "structure-lists"),
        ("α, β", "- a\n- b", "structure-lists"),
        ("| α |\n| --- |\n| 1 |\n| 2 |", "| a |\n| --- |\n| 1 |", "structure-lists"),
        ("### α\n\nα", "a", "structure-headings"),
        ("### α\n\n#### β", "### a\n\n### b", "structure-headings"),
        ("[α](service:desk)", "a", "structure-links"),
        ("[α](service:desk), [α](service:desk)", "[a](service:desk), a", "structure-links"),
        ("[α](organisation:city#where)", "[a](organisation:city)", "structure-links"),
        ("[α](https://a.example/)", "[a](https://b.example/)", "structure-links"),
        ("[α](tel:112)", "[a](tel:113)", "structure-links"),
    ],
)
def test_what_differs_is_named_once(tmp_path: Path, el: str, en: str, code: str) -> None:
    assert codes_of(tmp_path, el, en) == [code]


def test_a_link_that_only_the_translation_has_is_its_own_affair(tmp_path: Path) -> None:
    assert codes_of(tmp_path, "α", "[a](service:desk)") == []


def test_a_translation_that_nobody_has_accepted_is_not_compared(tmp_path: Path) -> None:
    assert codes_of(tmp_path, "- α\n- β", "- a", accepted=False) == []
