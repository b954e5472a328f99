"""A notice begins and ends at midnight in Athens, on a site that was built long before and wherever the phone is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, small_site, with_real_look

ATHENS = ZoneInfo("Europe/Athens")
NOTICES = """
content/notices.yaml
    - {id: now, text: {el: Τώρα, en: Now}, starts: 2026-11-22, ends: 2026-11-30}
    - {id: soon, text: {el: Αργότερα, en: Soon}, starts: 2026-12-01, ends: 2026-12-24}
    - {id: far, text: {el: Πολύ αργότερα, en: Far}, starts: 2027-02-01, ends: 2027-02-02}
    - {id: past, text: {el: Πριν, en: Past}, starts: 2026-11-01, ends: 2026-11-21}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """The address of a home page that was built on 22 November 2026."""
    folder = tmp_path_factory.mktemp("notices")
    publish(built(with_real_look(small_site(folder, NOTICES))).artifacts, folder / "public")
    return served(folder / "public") + "en/"


@pytest.mark.parametrize("zone", ["Asia/Kabul", "America/New_York"])
@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-11-22 00:00", ["Now"]),
        ("2026-11-30 23:59", ["Now"]),
        ("2026-12-01 00:00", ["Soon"]),
        ("2026-12-24 23:59", ["Soon"]),
        ("2026-12-25 00:00", []),
    ],
)
def test_a_notice_is_shown_on_its_days_in_athens(
    home: str, new_page: Callable[..., Page], now: str, shown: list[str], zone: str
) -> None:
    page = new_page(timezone_id=zone)
    page.clock.set_fixed_time(datetime.fromisoformat(now).replace(tzinfo=ATHENS))
    page.goto(home)
    expect(page.locator(".notice-site:visible")).to_have_text(shown)


def test_without_a_script_only_what_ran_on_the_day_of_the_build_is_shown(
    home: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(home)
    expect(page.locator(".notice-site:visible")).to_have_text(["Now"])


def test_what_begins_in_more_than_sixty_days_or_is_over_weighs_on_no_page(home: str, page: Page) -> None:
    page.goto(home)
    assert page.locator(".notice-site").count() == 2
