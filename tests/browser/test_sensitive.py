"""Pages that nobody else should see."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tab_does_not_say_what_the_page_is_about(
    language: str, sensitive: list[str], public: Path, served: Callable[[Path], str], page: Page
) -> None:
    for path in sensitive:
        page.goto(f"{served(public)}{language}/{path}")
        assert page.locator("h1").inner_text() not in page.title()
        expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex, noarchive")
        assert page.locator("meta[name=description]").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_the_quick_exit_is_a_plain_link_to_somewhere_harmless(
    script: bool, sensitive: list[str], public: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=script, viewport={"width": 360, "height": 640})
    page.goto(f"{served(public)}fa/{sensitive[0]}")
    with page.expect_request("https://el.wikipedia.org/**"):
        page.locator("#exit").click(no_wait_after=True)


def test_pressing_escape_three_times_leaves_too(
    sensitive: list[str], public: Path, served: Callable[[Path], str], page: Page
) -> None:
    page.clock.install(time=NOON)
    page.goto(f"{served(public)}en/{sensitive[0]}")
    page.clock.pause_at(NOON + timedelta(hours=1))  # the three are within two seconds also where the machine is slow
    with page.expect_request("https://el.wikipedia.org/**"):
        for _ in range(3):
            page.keyboard.press("Escape")


def test_other_pages_have_no_quick_exit(public: Path, served: Callable[[Path], str], page: Page) -> None:
    page.goto(f"{served(public)}en/about/")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("#exit").count() == 0


def test_links_inside_a_sensitive_page_leave_no_step_behind(
    sensitive: list[str], public: Path, served: Callable[[Path], str], page: Page
) -> None:
    page.goto(served(public) + "ar/")
    page.goto(f"{served(public)}ar/{sensitive[0]}")
    before = page.evaluate("history.length")
    page.locator("main a[href^='#']").first.click()
    expect(page).to_have_url(re.compile("#"))
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page).to_have_url(served(public) + "ar/")
