"""The engine knows nothing of Athens: a site with other languages and another subject is built by it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from sitegen.pipeline import Request, Result, build
from sitegen.problems import Severity

SITES = Path(__file__).parent / "sites"


@pytest.fixture(scope="module")
def second() -> Result:
    return build(Request(SITES / "second" / "site_config.yaml", date(2026, 1, 10)))


@pytest.fixture(scope="module")
def pages(second: Result) -> dict[str, str]:
    return {a.path: a.data.decode() for a in second.artifacts}


def test_it_builds_without_errors(second: Result) -> None:
    assert [p for p in second.problems if p.severity is Severity.ERROR] == []


def test_every_entry_has_a_page_in_every_language(pages: dict[str, str]) -> None:
    for language in ("fr", "uk"):
        for path in (
            "services/atelier-velo",
            "guides/reparer-un-velo",
            "places/atelier",
            "a-propos",
            "topics/apprendre",
        ):
            assert f"{language}/{path}/index.html" in pages


def test_nothing_of_the_first_site_is_in_it(pages: dict[str, str]) -> None:
    whole = "".join(text for path, text in pages.items() if not path.endswith(".css"))
    for word in ("Athens", "Αθήνα", "أثينا", "آتن", "ΚΕΜ", 'dir="rtl"', 'lang="el"', "wikipedia", "1595"):
        assert word not in whole


def test_a_national_number_loses_its_trunk_prefix_and_gains_the_country_code(pages: dict[str, str]) -> None:
    assert 'href="tel:+33123456789"' in pages["fr/services/atelier-velo/index.html"]


def test_a_short_code_is_dialled_as_it_is(pages: dict[str, str]) -> None:
    assert 'href="tel:112"' in pages["uk/index.html"]


def test_a_postcode_keeps_its_leading_zero(pages: dict[str, str]) -> None:
    assert "01067 Exempleville" in pages["fr/places/atelier/index.html"]


def test_a_confirmed_fact_says_how_and_when(pages: dict[str, str]) -> None:
    assert "confirmed by phone on 4 janvier 2026" in pages["fr/services/atelier-velo/index.html"]


def test_hours_past_midnight_say_so(pages: dict[str, str]) -> None:
    page = pages["fr/services/atelier-velo/index.html"]
    assert "22:00–02:00" in page
    assert "(next day)" in page


def test_a_page_without_a_translation_shows_its_text_marked_with_its_language(pages: dict[str, str]) -> None:
    page = pages["uk/guides/reparer-un-velo/index.html"]
    assert '<html lang="uk"' in page
    assert '<h1 lang="fr" dir="ltr">Je répare mon vélo</h1>' in page
    assert '<div class="prose" lang="fr" dir="ltr">' in page


def test_a_fallback_page_is_canonical_to_the_page_its_text_came_from(pages: dict[str, str]) -> None:
    page = pages["uk/guides/reparer-un-velo/index.html"]
    assert '<link rel="canonical" href="https://velo.example/aide/fr/guides/reparer-un-velo/">' in page
    assert "hreflang=" not in page.split("</head>")[0]


def test_a_translated_page_names_its_real_translations_only(pages: dict[str, str]) -> None:
    head = pages["fr/services/atelier-velo/index.html"].split("</head>")[0]
    assert 'hreflang="uk" href="https://velo.example/aide/uk/services/atelier-velo/"' in head
    assert "hreflang" not in pages["fr/organisations/maison-du-velo/index.html"].split("</head>")[0]


def test_the_sitemap_has_no_fallback_page(pages: dict[str, str]) -> None:
    assert "https://velo.example/aide/uk/services/atelier-velo/" in pages["sitemap.xml"]
    assert "uk/guides/reparer-un-velo" not in pages["sitemap.xml"]


def test_an_official_site_does_not_call_itself_unofficial(pages: dict[str, str]) -> None:
    assert "Not an official site" not in pages["fr/index.html"]
    assert "mailto:bonjour@velo.example" in pages["fr/index.html"]


def test_what_is_not_known_becomes_a_message_in_the_source_language(pages: dict[str, str]) -> None:
    page = pages["uk/services/atelier-velo/index.html"]
    assert "Y a-t-il une garderie ?" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_words_of_the_source_language_inside_a_text_of_another_script_carry_its_language(pages: dict[str, str]) -> None:
    assert '<bdi lang="fr" dir="ltr">Rue de l’Exemple</bdi>' in pages["uk/services/atelier-velo/index.html"]


def test_links_to_edit_and_to_report_stand_on_a_page_when_the_configuration_has_their_addresses(tmp_path: Path) -> None:
    config = (SITES / "second" / "site_config.yaml").read_text(encoding="utf-8")
    for name in ("templates", "assets"):
        config = config.replace(f"../../../{name}", str(SITES.parent.parent / name))
    shutil.copytree(SITES / "second", tmp_path / "site")
    (tmp_path / "site" / "site_config.yaml").write_text(
        config + "repository: {edit: https://code.example/edit/, report: https://code.example/new}\n", encoding="utf-8"
    )
    made = build(Request(tmp_path / "site" / "site_config.yaml", date(2026, 1, 10)))
    pages = {a.path: a.data.decode() for a in made.artifacts}
    assert (
        'href="https://code.example/edit/content/services/atelier-velo/text.uk.md"'
        in pages["uk/services/atelier-velo/index.html"]
    )
    assert (
        'href="https://code.example/edit/content/guides/reparer-un-velo/facts.yaml"'
        in pages["uk/guides/reparer-un-velo/index.html"]
    )
    assert 'href="https://code.example/new"' in pages["uk/index.html"]
