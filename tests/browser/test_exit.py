"""The way out of a sensitive page: first on it, always in sight, gone from the history of the tab, silent."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, service, small_site, with_real_look, write_tree

HOME = """
    content/pages/home/facts.yaml
        {}
    content/pages/home/text.el.md
        ---
        title: Πόλη
        ---
"""


class Served(NamedTuple):
    """The address of a sensitive page of a small site, of its home, and of where its exit leads."""

    page: str
    home: str
    elsewhere: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> Served:
    folder = tmp_path_factory.mktemp("exit")
    elsewhere = served(
        write_tree(folder / "elsewhere", "index.html\n    <!doctype html><title>Weather</title><h1>Rain</h1>")
    )
    config = with_real_look(small_site(folder / "site", service("shelter", "sensitive: yes") + HOME))
    config.write_text(f"{config.read_text()}quick_exit: {elsewhere}\n")
    result = built(config, "https://example.org/")
    assert result.ok, result.problems
    publish(result.artifacts, folder / "public")
    root = served(folder / "public")
    return Served(root + "ar/services/shelter/", root + "ar/", elsewhere)


def press_escape(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("way", ["click", "enter", "escape"])
def test_whoever_leaves_and_goes_back_does_not_see_the_page_again(way: str, site: Served, page: Page) -> None:
    page.goto(site.home)
    page.goto(site.page)
    if way == "click":
        page.locator("#exit").click()
    elif way == "enter":
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    else:
        press_escape(page, 3)
    expect(page).to_have_title("Weather")
    page.go_back()
    expect(page).to_have_url(site.home)
    page.go_forward()
    expect(page).to_have_title("Weather")


def test_pressing_escape_twice_does_not_leave(site: Served, page: Page) -> None:
    page.goto(site.page)
    press_escape(page, 2)
    expect(page.locator("h1")).to_be_visible()
    assert page.url == site.page


def test_nothing_is_told_to_where_it_leads_and_nothing_else_is_asked_for(site: Served, page: Page) -> None:
    page.goto(site.page)
    asked: dict[str, dict[str, str]] = {}
    page.on("request", lambda request: asked.setdefault(request.url, request.all_headers()))
    page.locator("#exit").click()
    expect(page).to_have_title("Weather")
    assert [url for url in asked if not url.endswith("favicon.ico")] == [site.elsewhere]
    assert "referer" not in asked[site.elsewhere]
    assert page.evaluate("document.referrer") == ""


def test_it_is_the_first_stop_and_stays_in_sight(site: Served, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 320, "height": 480})
    page.goto(site.page)
    page.keyboard.press("Tab")
    expect(page.locator("#exit")).to_be_focused()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("#exit")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_says_that_the_history_stays(site: Served, page: Page) -> None:
    page.goto(site.page)
    expect(page.locator("#exit")).to_have_accessible_description(
        "الخروج لا يحذف سجل المتصفح. للخروج بلوحة المفاتيح: Esc ثلاث مرات."
    )
    page.emulate_media(media="print")
    expect(page.locator("#exit")).to_be_hidden()
    expect(page.locator("#exit-note")).to_be_hidden()


def test_without_a_script_it_is_a_link_and_promises_no_more(site: Served, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site.page)
    expect(page.locator("#exit-note")).to_be_visible()
    expect(page.locator("#exit-keys")).to_be_hidden()
    page.locator("#exit").click()
    expect(page).to_have_title("Weather")


def test_a_sensitive_page_offers_nothing_to_pass_on_and_says_nothing_about_itself(site: Served, page: Page) -> None:
    page.goto(site.page)
    assert page.locator(".share, [alt=QR], a[href*='wa.me'], a[href$='.txt']").count() == 0
    names = page.locator("head meta").evaluate_all("all => all.map(one => one.name).filter(Boolean).sort()")
    assert names == ["color-scheme", "format-detection", "referrer", "robots", "viewport"]
    assert page.locator("head meta[property], head link[rel=canonical], head script[type]").count() == 0
    assert "shelter" not in page.title()


def test_the_way_out_is_no_obstacle(site: Served, page: Page, axe: Callable[..., list[str]]) -> None:
    page.goto(site.page)
    assert axe(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip, leave = page.locator(".skip").bounding_box(), page.locator("#exit").bounding_box()
    assert skip
    assert leave
    assert skip["y"] >= leave["y"] + leave["height"] - 1
