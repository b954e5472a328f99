"""The steps of a guide: the words of the form, as they stand there and with their meaning."""

import html
import re
from pathlib import Path

import pytest

from tests.builders import built, problems_of, small_site, with_real_look

GUIDE = """
content/glossary.yaml
    - id: application
      source: city-page
      term: {language: el, name: Αίτηση, latin: Aitisi}
      title: {el: Αίτηση, en: Application, ar: الطلب}
      meaning: {el: Ζητάτε κάτι από το κράτος., en: You ask the State for something., ar: طلب شيء من الدولة.}
    - id: tax-number
      source: city-page
      term: {language: el, name: Αριθμός Φορολογικού Μητρώου, short: [ΑΦΜ, AFM]}
      title: {el: ΑΦΜ, en: Tax number}
      meaning: {el: Ο αριθμός για τους φόρους., en: Your number for taxes.}
content/guides/letter/facts.yaml
    source: city-page
    topics: health
    icon: guide
    steps:
      - {id: read}
      - {id: apply, words: [application, tax-number]}
content/guides/letter/text.el.md
    ---
    title: Πήρατε γράμμα
    ---
    ## Διαβάστε το {#read}

    Όλο.

    ## Κάντε αίτηση {#apply}

    Σήμερα.
"""
ICON = "icons: {guide: pytablericons:pytablericons/icons/outline/route.svg}\n"


def letter(folder: Path, tree: str = GUIDE) -> Path:
    """A site with a guide of two steps, in the templates and words of the real one."""
    config = with_real_look(small_site(folder, tree))
    config.write_text(config.read_text(encoding="utf-8") + ICON, encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The page of the guide in each language."""
    artifacts = {a.path: a.data for a in built(letter(tmp_path_factory.mktemp("site"))).artifacts}
    return {code: artifacts[f"{code}/guides/letter/index.html"].decode() for code in ("el", "en", "ar")}


def step(page: str, identifier: str) -> str:
    """A step as it is written."""
    found = re.search(rf'<li class="step" id="{identifier}">.*?</dl>|<li class="step" id="{identifier}">.*', page, re.S)
    assert found
    return found[0]


def words(page: str) -> list[str]:
    """The words of the second step and what is said of them, as a reader sees it."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", step(page, "apply"), re.S)
    return [html.unescape(" ".join(re.sub(r"<[^>]+>", "", " – ".join(pair)).split())) for pair in found]


def test_the_words_of_a_step_stand_as_on_the_form_with_their_reading_and_what_they_are_called(
    pages: dict[str, str],
) -> None:
    assert words(pages["en"]) == [
        "Αίτηση Aitisi – Application",
        "Αριθμός Φορολογικού Μητρώου (ΑΦΜ) – Tax number",
    ]


def test_who_reads_the_language_of_the_form_is_told_the_meaning_alone(pages: dict[str, str]) -> None:
    assert words(pages["el"])[0] == "Αίτηση Aitisi – Ζητάτε κάτι από το κράτος."


def test_a_word_of_the_form_says_its_language_and_keeps_its_direction(pages: dict[str, str]) -> None:
    assert '<bdi lang="el" dir="ltr">Αίτηση</bdi>' in step(pages["ar"], "apply")
    assert '<bdi lang="el-Latn" dir="ltr">Aitisi</bdi>' in step(pages["ar"], "apply")


def test_a_word_leads_to_its_meaning_in_the_glossary(pages: dict[str, str]) -> None:
    assert 'href="../../glossary/#application"' in step(pages["ar"], "apply")


def test_a_word_whose_name_is_not_translated_yet_stands_in_another_language_and_says_so(pages: dict[str, str]) -> None:
    assert '<bdi lang="el" dir="ltr">ΑΦΜ</bdi>' in step(pages["ar"], "apply")


def test_a_step_without_words_has_no_list_of_them(pages: dict[str, str]) -> None:
    assert pages["en"].count('<dl class="form-words">') == 1


def test_a_word_that_is_not_in_the_glossary_is_named(tmp_path: Path) -> None:
    (problem,) = problems_of(letter(tmp_path, GUIDE.replace("[application,", "[aplication,")))
    assert "reference-dangling" in problem
    assert "glossary/aplication" in problem
