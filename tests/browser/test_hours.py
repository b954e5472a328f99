"""The page says open or closed in the time of the site, whatever the clock of the phone; and as Python would say it."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.pipeline import Request, Result, build
from sitegen.publish import publish
from sitegen.resolve.opening import Schedule, State
from sitegen.views.opening import packed
from tests.builders import small_site, with_real_look
from tests.schedules import ATHENS, instants, schedules

HOLIDAYS = """
content/holidays.yaml
  - {id: ohi-day, title: {el: Όχι, en: Ohi Day}, day: 10-28, source: city-page}
  - {id: annunciation, title: {el: Εθνική εορτή, en: National day}, day: 03-25, source: city-page}
  - {id: christmas, title: {el: Χριστούγεννα, en: Christmas}, day: 12-25, source: city-page}
  - {id: christmas-second, title: {el: Δεύτερη μέρα, en: Second day}, day: 12-26, source: city-page}
"""
ENTRY = """
content/services/{id}/facts.yaml
  source: city-page
  organisation: city
  topics: health
  hours: {hours}
content/services/{id}/text.el.md
  ---
  title: Γραφείο
  ---
"""
CONFIRMED = "confirmed_on: 2026-10-01, confirmed_how: phone, confirmed_by: volunteer"
WEEK = "week: [{days: mon-fri, opens: 09:00, closes: 15:00}, {days: wed, nth: 2, opens: 17:00, closes: 19:00, by_appointment: yes}]"
HOURS = {
    "desk": f"{{{WEEK}, holidays: closed, closures: 2026-10-22, {CONFIRMED}}}",
    "unsaid": f"{{{WEEK}, {CONFIRMED}}}",
    "published": f"{{{WEEK}, holidays: closed}}",
    "night": f"{{week: [{{days: sat, opens: 22:00, closes: 04:00, overnight: yes}}], {CONFIRMED}}}",
    "always": f"{{always: yes, {CONFIRMED}}}",
    "always-on": '{osm: "Mo-Su 00:00-24:00; PH off"}',
    "august": '{osm: "Mo-Fr 09:00-15:00; Aug Mo-Fr 09:00-12:00; PH off"}',
}
BUILT = date(2026, 10, 2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("hours")
    entries = "".join(ENTRY.replace("{id}", name).replace("{hours}", hours) for name, hours in HOURS.items())
    result = build(Request(with_real_look(small_site(folder, HOLIDAYS + entries)), BUILT))
    assert result.ok, result.problems
    return result


@pytest.fixture(scope="module")
def folder(site: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "public"
    publish(site.artifacts, out)
    return out


@pytest.fixture
def at(folder: Path, served: Callable[[Path], str], new_page: Callable[..., Page]) -> Callable[..., Page]:
    """The page of a service at a moment, in the time of the site."""

    def opened(name: str, moment: str, language: str = "en", **options: object) -> Page:
        page = new_page(**options)
        page.clock.set_fixed_time(datetime.fromisoformat(moment).replace(tzinfo=ATHENS))
        page.goto(f"{served(folder)}{language}/services/{name}/")
        return page

    return opened


def said(page: Page) -> str:
    return plain(" | ".join(page.locator(".opening > *").all_inner_texts()))


def plain(text: str) -> str:
    return re.sub("[\u2060\u2066\u2069]", "", text)


@pytest.mark.parametrize(
    ("name", "moment", "words"),
    [
        ("desk", "2026-10-12T10:00", "Open now, closes at 15:00 | "),
        ("desk", "2026-10-12T08:59", "Closed now, opens: 09:00 | Closed on Thursday 22 October"),
        ("desk", "2026-10-16T15:00", "Closed now, opens: Monday 09:00 | Closed on Thursday 22 October"),
        ("desk", "2026-10-27T20:00", "Closed now, opens: Thursday 09:00 | Closed on Wednesday 28 October: Ohi Day"),
        ("desk", "2026-10-14T18:00", "Now only by appointment, until 19:00 | Closed on Thursday 22 October"),
        ("desk", "2027-01-07T16:00", "Published hours: today 09:00–15:00, not confirmed | "),
        ("unsaid", "2026-10-28T10:00", "Today is a public holiday (Ohi Day). Ask before you go. | "),
        ("unsaid", "2026-10-26T10:00", "Open now, closes at 15:00 | Wednesday 28 October is a public holiday (Ohi Day)"),
        ("published", "2026-10-12T10:00", "Published hours: today 09:00–15:00, not confirmed | "),
        ("published", "2026-10-17T10:00", "Published hours: today closed, not confirmed | "),
        ("night", "2026-10-24T23:00", "Open now, closes at 04:00 | "),
        ("night", "2026-10-25T03:30", "Open now, closes at 04:00 | "),
        ("night", "2026-10-25T04:00", "Closed now, opens: Saturday 22:00 | "),
        ("always", "2026-10-28T03:00", "Open now | "),
        ("august", "2027-08-03T10:00", "Published hours: today 09:00–12:00, not confirmed | "),
    ],
)  # fmt: skip
def test_what_the_page_says(at: Callable[..., Page], name: str, moment: str, words: str) -> None:
    assert said(at(name, moment)).startswith(words)


@pytest.mark.parametrize("zone", ["Asia/Tehran", "America/New_York", "Pacific/Kiritimati"])
def test_it_is_the_same_whatever_the_zone_of_the_phone(at: Callable[..., Page], zone: str) -> None:
    page = at("desk", "2026-10-16T15:00", timezone_id=zone)
    assert said(page) == "Closed now, opens: Monday 09:00 | Closed on Thursday 22 October"
    assert page.locator("[aria-current=date] th").inner_text() == "Monday to Friday"
    late = at("desk", "2026-10-12T23:30", timezone_id=zone)
    assert said(late).startswith("Closed now, opens: Tuesday 09:00")


def test_several_days_in_a_row_are_one_closure(at: Callable[..., Page]) -> None:
    assert said(at("always-on", "2026-12-20T10:00")).endswith(
        "| Closed from Friday 25 December to Saturday 26 December"
    )
    assert said(at("published", "2026-12-20T10:00")).endswith("| Closed on Friday 25 December: Christmas")


@pytest.mark.parametrize(
    ("name", "moment", "row"),
    [
        ("desk", "2026-10-12T10:00", "Monday to Friday"),
        ("desk", "2026-10-14T10:00", "Wednesday (only the 2nd in the month)"),
        ("desk", "2026-10-17T10:00", "Saturday, Sunday"),
        ("desk", "2026-10-22T10:00", "22 October 2026"),
        ("desk", "2026-10-28T10:00", "Public holidays"),
        ("august", "2027-08-03T10:00", "Monday to Friday"),
    ],
)
def test_the_row_of_today_is_marked(at: Callable[..., Page], name: str, moment: str, row: str) -> None:
    marked = at(name, moment).locator("[aria-current=date] th")
    assert marked.all_inner_texts() == [row]


def test_in_arabic_times_stand_in_isolates(at: Callable[..., Page]) -> None:
    text = at("desk", "2026-10-12T10:00", "ar").locator(".opening strong").inner_text()
    assert "\u206615:00\u2069" in text
    assert (
        "\u206609:00\u2060–\u206015:00\u2069"
        in at("published", "2026-10-12T10:00", "ar").locator(".opening strong").inner_text()
    )


def test_without_javascript_the_table_and_the_holidays_stand_alone(at: Callable[..., Page]) -> None:
    page = at("desk", "2026-10-12T10:00", java_script_enabled=False)
    expect(page.locator(".opening")).to_be_hidden()
    assert "09:00–15:00" in page.locator(".week").inner_text()
    page.locator(".holidays summary").click()
    expect(page.locator(".holidays li").first).to_be_visible()
    assert page.locator(".holidays li").all_inner_texts()[:2] == [
        "28 October 2026: Ohi Day",
        "25 December 2026: Christmas",
    ]


def test_paper_does_not_say_open_now(at: Callable[..., Page]) -> None:
    page = at("desk", "2026-10-12T10:00")
    expect(page.locator(".opening")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".opening")).to_be_hidden()


def test_holidays_travel_with_the_page_for_a_year_and_a_half(folder: Path) -> None:
    page = (folder / "en/services/desk/index.html").read_text(encoding="utf-8")
    assert 'data-ends="2028-03-25"' in page


def test_a_page_without_hours_has_no_script_for_them(folder: Path) -> None:
    assert "js/hours.js" not in (folder / "en/index.html").read_text(encoding="utf-8")


def test_python_and_the_browser_agree_at_a_thousand_moments(at: Callable[..., Page], site: Result) -> None:
    assert site.site
    page = at("desk", "2026-10-12T10:00")
    days = page.locator("#opening-words li").evaluate_all("all => all.map((one) => one.dataset.ends)")
    holidays = {date.fromisoformat(day) for day in days}
    asked, expected = [], []
    for seed, hours in enumerate(schedules(100, seed=7).values()):
        schedule = Schedule(hours.pattern, holidays, ATHENS)
        line = "9999-12-31" + packed(site.site, hours)
        for instant in instants(10, seed):
            asked.append([line, instant.timestamp() * 1000])
            expected.append(told(schedule, instant))
    ask = (
        "all => all.map(([line, now]) => ((Date.now = () => now), [openingHours.isOpen(line), openingHours.say(line)]))"
    )
    answers = page.evaluate(ask, asked)
    differ = [
        (line, str(datetime.fromtimestamp(now / 1000, ATHENS)), wanted, answer)
        for (line, now), wanted, answer in zip(asked, expected, answers, strict=True)
        if answer[0] is not wanted[0] or not plain(answer[1]).removesuffix(" (by appointment)").endswith(wanted[1])
    ]
    assert differ == []
    assert len(asked) == 1000


def told(schedule: Schedule, instant: datetime) -> tuple[bool | None, str]:
    """Whether it is open, and how the sentence about it ends."""
    state, change = schedule.state(instant), schedule.next_change(instant)
    is_open = {State.OPEN: True, State.CLOSED: False}.get(state)
    if state is State.UNKNOWN or instant.astimezone(ATHENS).date() in schedule.holidays:
        return is_open, ""
    if state is State.CLOSED:
        return is_open, f"{change:%H:%M}" if change and schedule.pattern.names_holidays else ""
    soon = change and change - instant.astimezone(ATHENS).replace(tzinfo=None) < timedelta(days=1)
    return is_open, f"{change:%H:%M}" if soon else ""
