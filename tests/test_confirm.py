"""Recording what somebody confirmed: only that is written, where it belongs, and it must fit."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.confirm import Answer, Confirmed, confirm
from sitegen.pipeline import Request
from tests.builders import TODAY, built, codes_of, small_site

FACTS = """\
# The desk, first floor
source: city-page
organisation: city
topics: health
phones:   # in the order to try
  - 210 323 8000
  - {number: 210 323 8001, source: city-page}
emails: desk@city.example
hours:
  week:
    - {days: mon-fri, opens: 09:00, closes: 15:00}
childcare: unknown
cost: {kind: free}
# the end
"""
BY_PHONE = "confirmed_on: 2026-11-20, confirmed_how: phone, confirmed_by: volunteer"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    made = small_site(tmp_path)
    desk = tmp_path / "content/services/desk"
    desk.mkdir(parents=True)
    (desk / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return made


def told(config: Path, *facts: str, entry: str = "services/desk", on: date | None = date(2026, 11, 20)) -> Confirmed:
    return confirm(Request(config, TODAY), Answer(entry, facts, on, "phone", "volunteer"))


def facts_of(config: Path) -> str:
    return (config.parent / "content/services/desk/facts.yaml").read_text(encoding="utf-8")


def changed(config: Path) -> list[tuple[str, str]]:
    """The lines that differ, before and after; empty for a line that was added."""
    before, after = FACTS.split("\n"), facts_of(config).split("\n")
    pairs: list[tuple[str, str]] = []
    while after:
        line = after.pop(0)
        if before and line == before[0]:
            before.pop(0)
        elif line in before or not before or after[:1] == before[:1]:
            pairs.append(("", line))
        else:
            pairs.append((before.pop(0), line))
    return pairs


def test_a_fact_on_one_line_becomes_a_group_with_its_confirmation(config: Path) -> None:
    assert told(config, "emails").problems == ()
    assert changed(config) == [("emails: desk@city.example", f"emails: {{address: 'desk@city.example', {BY_PHONE}}}")]


def test_one_of_several_phones_is_confirmed_and_comments_stay(config: Path) -> None:
    told(config, "phones.1")
    assert f"  - {{number: 210 323 8001, source: city-page, {BY_PHONE}}}\n" in facts_of(config)
    assert "  - 210 323 8000\n" in facts_of(config)
    assert facts_of(config).startswith("# The desk, first floor\n")
    assert "phones:   # in the order to try\n" in facts_of(config)


def test_all_phones_are_confirmed_when_none_is_named(config: Path) -> None:
    told(config, "phones")
    assert f"  - {{number: 210 323 8000, {BY_PHONE}}}\n" in facts_of(config).replace("'", "")
    assert facts_of(config).count("confirmed_on") == 2
    assert codes_of(config) == []


def test_a_block_gets_its_confirmation_as_lines_of_its_own(config: Path) -> None:
    told(config, "hours")
    assert (
        "    - {days: mon-fri, opens: 09:00, closes: 15:00}\n"
        "  confirmed_on: 2026-11-20\n  confirmed_how: phone\n  confirmed_by: volunteer\n"
    ) in facts_of(config)
    assert facts_of(config).endswith("# the end\n")


def test_a_new_answer_takes_the_place_of_the_old_one(config: Path) -> None:
    told(config, "childcare=yes", "cost={kind: paid, amount: 5}")
    assert f"childcare: {{value: yes, {BY_PHONE}}}\n" in facts_of(config).replace("'", "")
    site = built(config).site
    assert site
    (desk,) = site.of("services")
    assert (desk.facts.childcare.value, desk.facts.cost.amount) == ("yes", 5)  # type: ignore[attr-defined]


def test_an_answer_to_what_was_not_there_is_added_in_the_order_of_the_model(config: Path) -> None:
    told(config, "papers_asked=no", "status=running")
    lines = [line.split(":")[0] for line in facts_of(config).split("\n")]
    assert lines.index("status") == lines.index("topics") + 1
    assert codes_of(config) == []


def test_a_second_call_replaces_the_first(config: Path) -> None:
    told(config, "hours", "emails")
    told(config, "hours", "emails", on=date(2026, 11, 22))
    assert "2026-11-20" not in facts_of(config)
    assert facts_of(config).count("2026-11-22") == 2


def test_a_row_of_a_small_collection_is_confirmed_and_its_neighbours_stay(tmp_path: Path) -> None:
    rows = """
    content/helplines.yaml
        # Lines
        - id: one
          source: city-page
          title: {el: Ένα}
          phones: 15900
          urgency: urgent   # not for everybody
        - id: two
          source: city-page
          title: {el: Δύο}
          phones: 15901
          urgency: urgent
    """
    config = small_site(tmp_path, rows)
    assert told(config, "phones", entry="helplines/two").problems == ()
    text = (tmp_path / "content/helplines.yaml").read_text(encoding="utf-8")
    assert "  phones: 15900\n  urgency: urgent   # not for everybody\n" in text
    assert (
        f"  phones: {{number: '15901', {BY_PHONE}}}\n" in text or f"  phones: {{number: 15901, {BY_PHONE}}}\n" in text
    )


def test_a_fact_of_a_lower_layer_is_confirmed_there_and_a_new_one_in_the_uppermost(tmp_path: Path) -> None:
    config = small_site(tmp_path, "content/services/desk/facts.yaml\n    childcare: unknown")
    text = config.read_text(encoding="utf-8")
    lower = Path(text[text.index("content: [") + len("content: [") : text.index(", content]")])
    config.write_text(text.replace(str(lower), "base"), encoding="utf-8")
    shutil.copytree(lower, tmp_path / "base")
    assert told(config, "phones", "childcare=no", "status=running").problems == ()
    assert "confirmed_on" in (tmp_path / "base/services/desk/facts.yaml").read_text(encoding="utf-8")
    assert facts_of(config).count("confirmed_on") == 2
    assert codes_of(config) == []


@pytest.mark.parametrize(
    ("facts", "entry", "message"),
    [
        (("phone",), "services/desk", "“phone” is not a fact that can be confirmed"),
        (("topics",), "services/desk", "“topics” is not a fact that can be confirmed"),
        (("online",), "services/desk", "“online” is not written here yet"),
        (("phones.2",), "services/desk", "“phones.2” is not written here yet"),
        (("childcare=",), "services/desk", "the answer is empty"),
        (("cost={kind: free",), "services/desk", "is not YAML"),
        (("hours=nine to five",), "services/desk", "is too short an answer"),
        (("childcare=perhaps",), "services/desk", "perhaps"),
        (("phones=call us",), "services/desk", "call us"),
        (("phones",), "services/none", "there is no entry “services/none”"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    config: Path, facts: tuple[str, ...], entry: str, message: str
) -> None:
    problems = told(config, "emails", *facts, entry=entry).problems
    assert message in problems[0].message
    assert facts_of(config) == FACTS


def test_nobody_calls_tomorrow(config: Path) -> None:
    assert "still to come" in told(config, "emails", on=date(2026, 11, 23)).problems[0].message
    assert facts_of(config) == FACTS


def test_the_command_says_what_it_did(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--config", str(config), "--now", "2026-11-22"]
    assert main(["confirm", "services/desk", "emails", "childcare=yes", "--how", "visit", *where]) == 0
    assert capsys.readouterr().out == "content/services/desk/facts.yaml: emails, childcare confirmed on 2026-11-22\n"
    assert main(["confirm", "services/desk", "nothing", "--how", "visit", *where]) == 1
