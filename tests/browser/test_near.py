"""Near me: distance and direction from where the reader stands, worked out in the browser."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import ROOT_TEMPLATES, built, small_site, with_real_look

SYNTAGMA = {"latitude": 37.9755, "longitude": 23.7349}
PIRAEUS = {"latitude": 37.9480, "longitude": 23.6434}
PARIS = {"latitude": 48.8566, "longitude": 2.3522}


def place(name: str, title: str, coordinates: str) -> str:
    return f"""
    content/places/{name}/facts.yaml
        source: city-page
        address: {{street: Οδός 1, city: Αθήνα, latin: Odos 1, language: el}}
        {coordinates}
    content/places/{name}/text.el.md
        ---
        title: {title}
        ---
    """


def at(latitude: str, longitude: str) -> str:
    asked = "confirmed_on: 2026-11-01, confirmed_how: visit, confirmed_by: editor"
    return f"coordinates: {{latitude: {latitude}, longitude: {longitude}, {asked}}}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """Places at Omonoia, at Syntagma and in London, and one whose point nobody confirmed."""
    folder = tmp_path_factory.mktemp("near")
    tree = place("a", "Ομόνοια", at("37.9841", "23.7281")) + place("b", "Σύνταγμα", at("37.9755", "23.7349"))
    tree += place("c", "Άγνωστο", "") + place("d", "Λονδίνο", at("51.5074", "-0.1278"))
    result = built(with_real_look(small_site(folder, tree)))
    assert result.ok, result.problems
    publish(result.artifacts, folder / "public")
    return served(folder / "public")


def near(page: Page, address: str) -> list[str]:
    """The cards of the list after the button was pressed."""
    page.goto(address)
    page.locator("#near button").click()
    page.wait_for_function("document.querySelector('#near [role=status]').textContent.includes('straight')")
    return [" ".join(text.split()) for text in page.locator(".cards > li").all_inner_texts()]


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        (SYNTAGMA, ["Σύνταγμα 0 m", "Ομόνοια 1.1 km to the north-west ↖", "Λονδίνο 2,393 km to the north-west ↖"]),
        (PIRAEUS, ["Ομόνοια 8.4 km to the north-east ↗", "Σύνταγμα 8.6 km to the east →", "Λονδίνο 2,389 km to the north-west ↖"]),
        (PARIS, ["Λονδίνο 344 km to the north-west ↖", "Ομόνοια 2,096 km to the south-east ↘", "Σύνταγμα 2,097 km to the south-east ↘"]),
    ],
)  # fmt: skip
def test_the_nearest_come_first_and_those_without_a_point_say_so(
    site: str, new_page: Callable[..., Page], here: dict[str, float], expected: list[str]
) -> None:
    page = new_page(geolocation=here, permissions=["geolocation"])
    cards = near(page, site + "en/places/")
    assert cards[:3] == expected
    assert set(cards[3:]) == {"Άγνωστο address only", "Δημαρχείο address only"}


def test_nothing_is_asked_before_the_button_is_pressed(site: str, page: Page) -> None:
    page.add_init_script("navigator.geolocation.getCurrentPosition = () => { window.asked = true; };")
    page.goto(site + "en/places/")
    expect(page.locator("#near")).to_be_visible()
    assert page.evaluate("window.asked") is None


def test_a_refusal_is_said_in_words(site: str, new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=[])
    page.goto(site + "en/places/")
    page.locator("#near button").click()
    expect(page.get_by_text("Your phone did not give your place.")).to_be_visible()


def test_what_a_search_finds_says_how_far_it_is_once_that_was_asked(site: str, new_page: Callable[..., Page]) -> None:
    page = new_page(geolocation=PIRAEUS, permissions=["geolocation"])
    page.goto(site + "en/a-z/#q=Omonia")
    found = page.locator("#found ol li")
    expect(found).to_have_text("Ομόνοια Places · Ελληνικά", use_inner_text=True)
    page.get_by_role("button", name="How far is it?").click()
    expect(found).to_have_text("Ομόνοια Places · Ελληνικά · 8.4 km", use_inner_text=True)
    page.locator("input[type=search]").fill("Agnosto")
    expect(found).to_have_text("Άγνωστο Places · Ελληνικά", use_inner_text=True)


def test_without_a_script_there_is_no_button_that_does_nothing(site: str, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site + "en/places/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#near")).to_be_hidden()


def test_figures_are_those_of_the_language_with_digits_0_to_9(site: str, new_page: Callable[..., Page]) -> None:
    page = new_page(geolocation=PIRAEUS, permissions=["geolocation"])
    page.goto(site + "ar/places/")
    page.locator("#near button").click()
    expect(page.locator(".distance").first).to_contain_text("8.4 كم")


def test_the_script_is_small() -> None:
    script = ROOT_TEMPLATES.parent / "assets/js/near.js"
    assert len(gzip.compress(script.read_bytes(), 9)) <= 2_000
