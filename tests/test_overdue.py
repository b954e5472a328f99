"""Which confirmations have lapsed: hours after 90 days, phones after 180, the rest after a year."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.overdue import due, listed
from tests.builders import TODAY, built, small_site

FACTS = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    owner: social worker
    phones:
      - {{number: 210 323 8000, confirmed_on: {phone}, confirmed_how: phone, confirmed_by: volunteer}}
      - 210 323 8001
    hours:
      always: yes
      confirmed_on: {hours}
      confirmed_how: visit
      confirmed_by: volunteer
    childcare: {{value: yes, confirmed_on: 2026-11-01, confirmed_how: phone, confirmed_by: volunteer}}
"""


def found(folder: Path, phone: str, hours: str, within: int = 30) -> list[tuple[str, str, str]]:
    site = built(small_site(folder, FACTS.format(phone=phone, hours=hours))).site
    assert site
    return [(one.owner, str(one.last), one.field) for one in due(site, within)]


def test_each_kind_of_fact_has_its_interval_and_the_soonest_comes_first(tmp_path: Path) -> None:
    assert found(tmp_path, "2026-05-01", "2026-08-01") == [
        ("social worker", "2026-10-28", "phones.0"),
        ("social worker", "2026-10-30", "hours"),
    ]


def test_what_holds_for_longer_is_not_listed_unless_one_looks_further_ahead(tmp_path: Path) -> None:
    assert found(tmp_path / "1", "2026-11-01", "2026-11-01") == []
    assert [field for _, _, field in found(tmp_path / "2", "2026-11-01", "2026-11-01", 100)] == ["hours"]


def test_a_fact_is_named_as_confirm_takes_it(tmp_path: Path) -> None:
    one = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    phones: {number: 210 323 8000, confirmed_on: 2026-05-01, confirmed_how: phone, confirmed_by: volunteer}
"""
    config = small_site(tmp_path, one)
    site = built(config).site
    assert site
    (fact,) = due(site)
    assert fact.field == "phones"
    told = ["confirm", "services/desk", fact.field, "--how", "phone", "--config", str(config), "--now", "2026-11-22"]
    assert main(told) == 0


def test_what_nobody_ever_confirmed_is_not_overdue(tmp_path: Path) -> None:
    site = built(small_site(tmp_path)).site
    assert site
    assert due(site, 10_000) == []
    assert listed([], TODAY) == "0 overdue, 0 soon\n"


def test_the_command_never_fails_for_what_is_overdue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = small_site(tmp_path, FACTS.format(phone="2026-05-01", hours="2026-09-01"))
    assert main(["overdue", "--config", str(config), "--now", "2026-11-22", "--strict"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "social worker"
    assert "25 days ago" in lines[1]
    assert "in 8 days" in lines[2]
    assert lines[-2] == "1 overdue, 1 soon"
