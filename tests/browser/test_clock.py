"""A page tells the truth on the day that it is read, even when the site was not built again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.pipeline import Request, build
from sitegen.publish import publish

SECOND = Path(__file__).parent.parent / "sites" / "second" / "site_config.yaml"
BUILT = date(2026, 1, 10)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("second") / "public"
    publish(build(Request(SECOND, BUILT, base_url="")).artifacts, out)
    return out


def words_on(day: datetime, page: Page, address: str) -> str:
    page.clock.set_fixed_time(day)
    page.goto(address)
    return page.locator(".week caption").inner_text()


def test_a_confirmation_is_shown_while_it_holds(second: Path, served: Callable[[Path], str], page: Page) -> None:
    address = served(second) + "fr/services/atelier-velo/"
    words = words_on(datetime(2026, 4, 4, 12, tzinfo=UTC), page, address)
    assert "confirmed by phone on 4 janvier 2026" in words
    assert "not confirmed" not in words


def test_a_confirmation_lapses_in_the_browser(second: Path, served: Callable[[Path], str], page: Page) -> None:
    address = served(second) + "fr/services/atelier-velo/"
    words = words_on(datetime(2026, 4, 5, 12, tzinfo=UTC), page, address)
    assert "Published hours, not confirmed" in words
    assert "confirmed by phone" not in words


def test_the_day_is_that_of_the_site_not_of_the_phone(
    second: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(timezone_id="Pacific/Kiritimati")
    address = served(second) + "fr/services/atelier-velo/"
    words = words_on(datetime(2026, 4, 4, 21, 30, tzinfo=UTC), page, address)
    assert "confirmed by phone on 4 janvier 2026" in words, "it is 23:30 on 4 April in Paris"


def test_a_confirmation_that_lapsed_before_the_build_is_not_shown_without_javascript_either(
    tmp_path: Path, served: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    publish(build(Request(SECOND, date(2026, 5, 1), base_url="")).artifacts, tmp_path / "public")
    page = new_page(java_script_enabled=False)
    page.goto(served(tmp_path / "public") + "fr/services/atelier-velo/")
    assert "Published hours, not confirmed" in page.locator(".week caption").inner_text()


@pytest.mark.parametrize(("day", "shown"), [(date(2027, 3, 31), True), (date(2027, 4, 1), False)])
def test_a_notice_ends_by_itself(
    day: date, shown: bool, public: Path, served: Callable[[Path], str], page: Page
) -> None:
    page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    page.goto(served(public) + "fa/")
    expect(page.locator("body > .notice").first).to_be_visible(visible=shown)
