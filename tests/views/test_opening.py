"""The table of opening hours: what is said of which part of the year, and the line for the script."""

from datetime import date
from typing import Any

import pytest

from sitegen.model.hours import Hours
from sitegen.resolve.site import Site
from sitegen.views.opening import Part, packed, table
from tests.builders import built, small_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found = built(small_site(tmp_path_factory.mktemp("site"))).site
    assert found
    return found


def parts(site: Site, osm: str) -> list[tuple[str, list[str]]]:
    return [(written(part), rows(part)) for part in table(site, Hours.model_validate({"osm": osm})).parts]


def written(part: Part) -> str:
    return ", ".join(f"{span.first}-{span.last}" for span in part.spans)


def rows(part: Part) -> list[str]:
    return [
        f"{' '.join(row.days)}{list(row.nth) or ''} {', '.join('–'.join(one.times) for one in row.openings) or 'closed'}"
        for row in part.rows
    ]


def test_days_with_the_same_hours_stand_together_and_closed_ones_last(site: Site) -> None:
    assert parts(site, "Mo-We,Fr 09:00-15:00; Th 12:00-18:00; Su 10:00-12:00") == [
        ("", ["mon tue wed fri 09:00–15:00", "thu 12:00–18:00", "sun 10:00–12:00", "sat closed"])
    ]


def test_a_day_of_the_month_is_said_with_all_that_is_open_on_it(site: Site) -> None:
    assert parts(site, "Mo-Fr 09:00-15:00, We[2] 17:00-20:00")[0][1][-1] == "wed[2] 09:00–15:00, 17:00–20:00"
    assert parts(site, "We[2] 17:00-20:00")[0][1] == ["mon tue thu fri sat sun closed", "wed[2] 17:00–20:00"]


def test_each_part_of_the_year_has_its_own_rows_and_what_comes_once_is_last(site: Site) -> None:
    line = "Mo-Fr 09:00-15:00; 2026 Dec 24 off; Jul-Aug Mo-Fr 09:00-13:00; Aug 10-20 off; PH off"
    assert parts(site, line.replace("2026 Dec 24 off; ", "") + "; 2026 Dec 24 off") == [
        ("", ["mon tue wed thu fri 09:00–15:00", "sat sun closed"]),
        ("701-831", ["mon tue wed thu fri 09:00–13:00", "sat sun closed"]),
        ("810-820", []),
        ("20261224-20261224", []),
    ]


def test_seasons_that_fill_the_year_leave_no_usual_week(site: Site) -> None:
    found = parts(site, "Apr-Sep Mo 09:00-15:00; Oct-Mar Mo 09:00-13:00, Tu 17:00-19:00")
    assert [name for name, _ in found] == ["401-930", "1001-331"]
    assert found[0][1][:2] == ["mon 09:00–15:00", "tue 17:00–19:00"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Mo 09:00-15:00", "unknown"),
        ("Mo 09:00-15:00; PH off", "closed"),
        ("Mo,PH 09:00-15:00", "hours"),
        ("24/7", "open"),
    ],
)
def test_what_is_on_public_holidays(site: Site, line: str, kind: str) -> None:
    assert table(site, Hours.model_validate({"osm": line})).on_holidays == kind


def test_a_note_alone_has_no_table_and_no_line(site: Site) -> None:
    hours = Hours.model_validate({"note": {"el": "Ρωτήστε"}})
    assert table(site, hours).parts == ()
    assert packed(site, hours) == ""


CONFIRMED: dict[str, Any] = {"confirmed_on": "2026-11-03", "confirmed_how": "phone", "confirmed_by": "volunteer"}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"osm": "Mo-We 09:00-15:00"}, "|?|/012////540-900"),
        ({"osm": "Mo-We 09:00-15:00; PH off", **CONFIRMED}, "2027-02-01||/012////540-900;//h///"),
        ({"osm": 'We[2] 17:00-19:00 "by appointment", Fr[-1] 22:00-02:00'}, "|?|/2//2//1020-1140a;+/4//6//1320-1560"),
        ({"osm": "Mo-Su 00:00-24:00; Feb,Dec 24-Jan 6 off"}, "|?|/0123456////0-1440;////0201-0229,1224-0106/"),
        ({"always": "yes"}, "||/////0-1440"),
    ],
)
def test_the_line_for_the_script(site: Site, fields: dict[str, Any], line: str) -> None:
    assert packed(site, Hours.model_validate(fields)) == line


def test_a_closure_is_shown_until_it_is_over(site: Site) -> None:
    closures = ["2026-11-20", {"starts": "2026-12-24", "ends": "2027-01-05"}]
    week = [{"days": "mon", "opens": "09:00", "closes": "15:00"}]
    hours = Hours.model_validate({"week": week, "closures": closures})
    over, coming = (part.shown for part in table(site, hours).parts[1:])
    assert over
    assert coming
    assert (over.now, coming.now) == (False, True)
    assert coming.ends == "2027-01-05"
    assert site.today == date(2026, 11, 22)
