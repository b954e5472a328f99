"""What is next, past and open is right at the minute that the page is read, though it was built long before."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, small_site, with_real_look
from tests.test_calendars import EXAM

ATHENS = ZoneInfo("Europe/Athens")


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """The address of the page of an exam, built for 22 November 2026."""
    folder = tmp_path_factory.mktemp("exam")
    result = built(with_real_look(small_site(folder, EXAM)))
    assert result.ok, result.problems
    publish(result.artifacts, folder / "public")
    return served(folder / "public") + "en/exams/pegp/"


@pytest.mark.parametrize(
    ("now", "upcoming", "registration"),
    [
        ("2026-11-22 12:00", "11 April 2027", "Opens on 15 January 2027, 17:00."),
        ("2027-01-15 16:59", "11 April 2027", "Opens on 15 January 2027, 17:00."),
        ("2027-01-15 17:00", "11 April 2027", "Open now, until 22 February 2027."),
        ("2027-02-22 23:59", "11 April 2027", "Open now, until 22 February 2027."),
        ("2027-02-23 00:00", "11 April 2027", "Closed."),
        ("2027-04-12 00:00", "12 September 2027", "Closed."),
        ("2027-11-30 23:00", "November 2027", "Closed."),
        ("2027-12-01 00:00", "", "Closed."),
    ],
)
def test_the_next_session_and_its_registration(
    exam: str, page: Page, now: str, upcoming: str, registration: str
) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(now).replace(tzinfo=ATHENS))
    page.goto(exam)
    rows = page.locator(".sessions tbody tr")
    labelled = rows.filter(has=page.locator(".tag-next:visible")).all_inner_texts()
    assert [row.partition("next")[0].partition(",")[0].strip() for row in labelled] == [upcoming] * bool(upcoming)
    expect(rows.filter(has_text="11 April 2027").locator("td")).to_contain_text(registration)
    expect(page.get_by_text("We know of no date that is announced")).to_be_visible(visible=not upcoming)
    past = rows.filter(has=page.get_by_text("past", exact=True).locator("visible=true")).count()
    assert past == {"11 April 2027": 1, "12 September 2027": 2, "November 2027": 3, "": 4}[upcoming]


def test_a_calendar_file_is_offered_only_while_the_session_is_to_come(exam: str, page: Page) -> None:
    files = []
    for day in (11, 12):
        page.clock.set_fixed_time(datetime(2027, 4, day, 12, tzinfo=ATHENS))
        page.goto(exam)
        files.append([link.get_attribute("href") for link in page.locator(".ics:visible").all()])
    assert files == [["2027-09-12.ics", "2027-04-11.ics"], ["2027-09-12.ics"]]
