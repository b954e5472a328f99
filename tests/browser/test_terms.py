"""A word of the glossary shows what it means where it stands, by finger, by keyboard and without a script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, small_site, with_real_look
from tests.views.test_terms import GLOSSARY

LINES = "\n\n    ".join(["Something else."] * 30)
HOME = "".join(f"content/pages/home/text.{code}.md\n    ---\n    title: Help\n    ---\n" for code in ("el", "en", "ar"))
TEXT = f"""
content/services/desk/text.el.md
    ---
    title: Γραφείο
    ---
    Κείμενο.
content/services/desk/text.en.md
    ---
    title: Desk
    translated_from: {{language: el}}
    ---
    {LINES}

    Ask for your AMKA here.

    {LINES}
content/services/desk/text.ar.md
    ---
    title: مكتب
    translated_from: {{language: el}}
    ---
    يلزم رقم AMKA هنا.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """The address of a site with a service in whose text a word of the glossary stands."""
    folder = tmp_path_factory.mktemp("terms")
    result = built(with_real_look(small_site(folder, GLOSSARY + TEXT + HOME)))
    assert result.ok, result.problems
    publish(result.artifacts, folder / "public")
    return served(folder / "public")


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def desk(request: pytest.FixtureRequest, site: str, new_page: Callable[..., Page]) -> Page:
    """The English page on a phone, scrolled so that the word is the last line in sight."""
    page = new_page(java_script_enabled=request.param, viewport={"width": 360, "height": 640})
    page.goto(f"{site}en/services/desk/")
    page.locator(".term").scroll_into_view_if_needed()
    return page


def test_the_keyboard_opens_the_meaning_goes_through_it_and_comes_back(desk: Page) -> None:
    meaning = desk.locator("#term--amka")
    desk.locator("#use--amka").focus()
    before = desk.evaluate("scrollY")
    desk.keyboard.press("Enter")
    expect(meaning.get_by_role("link", name="Back to the text")).to_be_visible()
    expect(meaning).to_be_focused()  # where a screen reader goes on reading
    assert "A number. Not the AFM." in meaning.inner_text()
    assert "Αριθμός Μητρώου (ΑΜΚΑ)" in meaning.locator("[lang=el]").inner_text()
    panel = meaning.locator("> div").bounding_box()
    assert panel
    assert round(panel["y"] + panel["height"]) == 640  # at the foot of the window
    assert abs(desk.evaluate("scrollY") - before) < 640
    desk.keyboard.press("Tab")
    expect(desk.locator(":focus")).to_have_attribute("href", re.compile("/glossary/#amka$"))
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("#use--amka$"))
    expect(desk.locator("#use--amka")).to_be_focused()
    assert desk.locator("#use--amka").bounding_box()["y"] < 640  # type: ignore[index]


def test_the_page_does_not_move_and_one_step_back_closes_the_meaning(desk: Page) -> None:
    desk.evaluate("scrollBy(0, 150)")  # away from the foot, where the meaning will lie
    before = desk.evaluate("scrollY")
    desk.locator("#use--amka").click()
    expect(desk).to_have_url(re.compile("#term--amka$"))
    expect(desk.get_by_role("link", name="Back to the text")).to_be_visible()
    desk.go_back()
    expect(desk.get_by_role("link", name="Back to the text")).to_have_count(0)
    assert abs(desk.evaluate("scrollY") - before) < 300


def test_the_word_stays_in_sight_and_escape_leads_back_to_it(site: str, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site}en/services/desk/")
    page.locator("#use--amka").click()  # scrolls it to the foot of the window
    expect(page.locator(".meaning:target")).to_be_visible()
    page.wait_for_function("""() => {
        const [word, panel] = ["#use--amka", "#term--amka > div"].map((one) => document.querySelector(one));
        return word.getBoundingClientRect().bottom < panel.getBoundingClientRect().top;
    }""")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("#use--amka$"))
    expect(page.locator("#use--amka")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_meaning_open(
    language: str, scheme: str, site: str, new_page: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    page = new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    page.goto(f"{site}{language}/services/desk/#term--amka")
    expect(page.locator(".meaning .back")).to_be_visible()
    assert axe(page) == []


def test_on_paper_all_meanings_stand_in_a_list_at_the_end(site: str, page: Page) -> None:
    page.goto(f"{site}en/services/desk/#term--amka")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Words on this page")).to_be_visible()
    expect(page.locator("#term--amka")).to_have_css("position", "static")


def test_at_320_pixels_with_large_text_the_meaning_scrolls_inside_and_can_be_closed(
    site: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 320, "height": 400}, bypass_csp=True)  # for the style below
    page.goto(f"{site}ar/services/desk/#term--amka")
    page.add_style_tag(content=":root { font-size: 200% !important }")
    back = page.locator(".meaning .back a").bounding_box()
    assert back
    assert back["y"] + back["height"] <= 400
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
