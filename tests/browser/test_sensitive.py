"""Pages that nobody else should see."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tab_does_not_say_what_the_page_is_about(
    language: str, sensitive: list[str], public: Path, served: Callable[[Path], str], page: Page
) -> None:
    for path in sensitive:
        page.goto(f"{served(public)}{language}/{path}")
        assert page.locator("h1").inner_text() not in page.title()
        assert page.locator("meta[name=description]").count() == 0
        assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, noarchive"


@pytest.mark.parametrize("script", [True, False])
def test_the_quick_exit_is_a_plain_link_to_somewhere_harmless(
    script: bool,
    sensitive: list[str],
    public: Path,
    served: Callable[[Path], str],
    new_page: Callable[..., Page],
    foreign_requests: list[str],
) -> None:
    page = new_page(java_script_enabled=script, viewport={"width": 360, "height": 640})
    page.goto(f"{served(public)}fa/{sensitive[0]}")
    leave = page.locator("#exit")
    assert leave.is_visible()
    leave.click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert [url for url in foreign_requests if url.startswith("https://el.wikipedia.org")]


def test_pressing_escape_three_times_leaves_too(
    sensitive: list[str], public: Path, served: Callable[[Path], str], page: Page, foreign_requests: list[str]
) -> None:
    page.goto(f"{served(public)}en/{sensitive[0]}")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert [url for url in foreign_requests if url.startswith("https://el.wikipedia.org")]


def test_other_pages_have_no_quick_exit(public: Path, served: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{served(public)}en/about/")
    assert page.locator("#exit").count() == 0


def test_links_inside_a_sensitive_page_leave_no_step_behind(
    sensitive: list[str], public: Path, served: Callable[[Path], str], page: Page
) -> None:
    page.goto(served(public) + "ar/")
    page.goto(f"{served(public)}ar/{sensitive[0]}")
    before = page.evaluate("history.length")
    page.locator("main a[href^='#']").first.click()
    assert "#" in page.url
    assert page.evaluate("history.length") == before
    page.go_back()
    assert page.url.endswith("/ar/")
