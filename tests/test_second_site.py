"""The engine knows nothing of Athens: a site with other languages and another subject is built by it."""

import json
import re
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
    return {a.path: a.data.decode() for a in second.artifacts if not a.path.endswith((".png", ".ico"))}


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


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the site when it says where its files are edited."""
    folder = tmp_path_factory.mktemp("second") / "site"
    config = (SITES / "second" / "site_config.yaml").read_text(encoding="utf-8")
    for name in ("templates", "assets"):
        config = config.replace(f"../../../{name}", str(SITES.parent.parent / name))
    shutil.copytree(SITES / "second", folder)
    code = "https://code.example"
    repository = {
        "edit": f"{code}/edit/main/",
        "new": f"{code}/new/main/{{folder}}?filename={{name}}",
        "line": f"{code}/blob/main/{{file}}#L{{line}}",
        "report": f"{code}/issues/new",
    }
    (folder / "site_config.yaml").write_text(f"{config}repository: {json.dumps(repository)}\n", encoding="utf-8")
    made = build(Request(folder / "site_config.yaml", date(2026, 1, 10)))
    return {a.path: a.data.decode() for a in made.artifacts if a.path.endswith(".html")}


def foot(page: str) -> list[str]:
    """The links of the foot into the repository."""
    return re.findall(r'href="https://code\.example/([^"]+)"', page[page.index("<footer") :])


def test_a_page_leads_to_its_facts_and_to_its_text_in_the_language_of_the_reader(editable: dict[str, str]) -> None:
    folder = "edit/main/content/services/atelier-velo"
    found = foot(editable["uk/services/atelier-velo/index.html"])
    assert found == [f"{folder}/facts.yaml", f"{folder}/text.uk.md", "issues/new"]


def test_where_there_is_no_text_yet_the_link_leads_to_writing_it(editable: dict[str, str]) -> None:
    folder = "content/guides/reparer-un-velo"
    found = foot(editable["uk/guides/reparer-un-velo/index.html"])
    assert found[:2] == [f"edit/main/{folder}/facts.yaml", f"new/main/{folder}?filename=text.uk.md"]


def test_rows_lead_to_their_line_the_first_of_the_page(editable: dict[str, str]) -> None:
    assert foot(editable["fr/helplines/index.html"])[0].startswith("blob/main/content/helplines.yaml#L")


def test_the_home_page_leads_to_its_own_text(editable: dict[str, str]) -> None:
    assert "edit/main/content/pages/home/text.fr.md" in foot(editable["fr/index.html"])


def test_a_page_that_has_no_file_leads_to_the_words_of_the_interface(editable: dict[str, str]) -> None:
    for name in ("a-z", "services"):
        assert foot(editable[f"uk/{name}/index.html"])[0] == "edit/main/translations/uk.po"


def test_without_an_address_there_is_no_link(pages: dict[str, str]) -> None:
    assert all("code.example" not in page for page in pages.values())
