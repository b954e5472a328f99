"""The editors' report: every figure on it, from small sites."""

import re
from datetime import date
from pathlib import Path

from sitegen.cli import main
from sitegen.model.base import Reference
from sitegen.model.values import PartialDate
from sitegen.planned import PlannedFile, Weight
from sitegen.resolve.site import Site
from sitegen.resolve.translation import text_stamp
from sitegen.views.report import confirmed, coverage, heavy, origins
from sitegen.views.report.links import Links
from sitegen.views.report.report import report
from tests.builders import PLAIN_PAGE, ROOT_TEMPLATES, built, small_site

TEXTS = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    phones: {phones}
    hours: {hours}
    {more}
content/services/desk/text.el.md
    ---
    title: Γραφείο υποδοχής
    ---
    Ένα δύο τρία.

    ## Τι προσφέρει {{#what}}

    Τέσσερα πέντε.
"""
NO_LINKS = Links(count=0, asked=0, last=None, mend=())
ASKED = "confirmed_how: phone, confirmed_by: volunteer, confirmed_on: {}"


def site_of(folder: Path, tree: str = "", config: str = "", **facts: str) -> Site:
    values = {"phones": "210 323 8000", "hours": "{always: yes}", "more": "status: unknown"} | facts
    path = small_site(folder, TEXTS.format(**values) + tree)
    with path.open("a", encoding="utf-8") as file:
        file.write(config)
    site = built(path).site
    assert site
    return site


def translated(code: str, text: str, stamp: str = "") -> str:
    front = f"    translated_from: {{language: el, fingerprints: {{{stamp}}}}}\n" if stamp else ""
    return f"\ncontent/services/desk/text.{code}.md\n    ---\n    title: Desk\n{front}    ---\n{text}"


def covered(site: Site, code: str, collection: str) -> coverage.Coverage:
    return next(c for c in coverage.coverage(site) if (c.language.code, c.collection) == (code, collection))


def gap_of(site: Site, code: str, identifier: str) -> coverage.Gap | None:
    return next((g for g in coverage.gaps(site, "el") if (g.language.code, g.place.id) == (code, identifier)), None)


# --- translations ----------------------------------------------------------------------------------------------


def test_words_and_entries_are_counted_by_state_in_the_source(tmp_path: Path) -> None:
    site = site_of(tmp_path, translated("en", "    One.\n"))
    before, after = covered(site, "ar", "services"), covered(site, "en", "services")
    assert before.entries["missing"] == after.entries["missing"] + after.entries["unstamped"]
    assert after.entries["unstamped"] == 1
    assert after.words["unstamped"] == 5  # Γραφείο υποδοχής Ένα δύο τρία
    assert before.words["missing"] == after.words["missing"] + 5  # Τι προσφέρει Τέσσερα πέντε are not there yet


def test_of_an_outdated_text_only_the_words_that_changed_are_outdated(tmp_path: Path) -> None:
    first = site_of(tmp_path / "1")
    stamp = text_stamp(first.entries[Reference("services", "desk")], "el") | {"#what": "0" * 12}
    stamped = ", ".join(f'"{name}": "{print_}"' for name, print_ in stamp.items())
    site = site_of(tmp_path / "2", translated("en", "    One.\n\n    ## What {#what}\n\n    Four.\n", stamped))
    found = covered(site, "en", "services")
    assert found.entries["outdated"] == 1
    assert found.words["outdated"] == 4  # Τι προσφέρει Τέσσερα πέντε
    gap = gap_of(site, "en", "services/desk")
    assert gap
    assert (gap.state, gap.changed, gap.unseen) == ("outdated", ("#what",), 0)


def test_all_collections_of_a_language_add_up(tmp_path: Path) -> None:
    site = site_of(tmp_path, translated("en", "    One.\n"))
    single = [c for c in coverage.coverage(site) if c.language.code == "en" and c.collection]
    for state in ("current", "unstamped", "missing"):
        assert covered(site, "en", "").words[state] == sum(c.words[state] for c in single)
        assert covered(site, "en", "").entries[state] == sum(c.entries[state] for c in single)


def test_the_source_language_is_not_translated(tmp_path: Path) -> None:
    assert "el" not in {c.language.code for c in coverage.coverage(site_of(tmp_path))}


def test_a_missing_text_is_not_seen_and_another_language_is_shown(tmp_path: Path) -> None:
    gap = gap_of(site_of(tmp_path), "ar", "services/desk")
    assert gap
    assert gap.shown_in
    assert (gap.parts, gap.unseen, gap.shown_in.code) == ((), 9, "el")
    assert gap.place.file == "content/services/desk/text.ar.md"


def test_a_missing_text_is_shown_in_the_first_fallback_that_has_one(tmp_path: Path) -> None:
    site = site_of(tmp_path, translated("en", "    One.\n"), "fallbacks: {ar: [en, el]}\n")
    gap = gap_of(site, "ar", "services/desk")
    assert gap
    assert gap.shown_in
    assert gap.shown_in.code == "en"


def test_a_section_that_is_not_translated_is_left_out(tmp_path: Path) -> None:
    gap = gap_of(site_of(tmp_path, translated("en", "    One.\n")), "en", "services/desk")
    assert gap
    assert (gap.parts, gap.unseen, gap.shown_in) == (("#what",), 4, None)


def test_a_cell_that_is_not_translated_is_shown_in_another_language(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        "\ncontent/helplines.yaml\n    - {id: line, source: city-page, phones: 15900, urgency: urgent, title: {el: Μία γραμμή, en: A line}}\n",
    )
    gap = gap_of(site, "ar", "helplines/line")
    assert gap
    assert gap.shown_in
    assert (gap.unseen, gap.shown_in.code) == (2, "el")
    assert gap_of(site, "en", "helplines/line") is not None


def test_what_readers_do_not_see_comes_first_and_of_that_what_most_pages_lead_to(tmp_path: Path) -> None:
    found = [g for g in coverage.gaps(site_of(tmp_path), "el") if g.language.code == "ar" and g.unseen]
    links = [g.place.links for g in found]
    assert links == sorted(links, reverse=True)
    assert links[0] > links[-1]


def test_a_place_leads_to_the_file_in_the_repository_where_one_is_configured(tmp_path: Path) -> None:
    site = site_of(tmp_path, config="repository: {edit: https://example.org/edit/}\n")
    gap = gap_of(site, "ar", "services/desk")
    assert gap
    assert gap.place.edit == "https://example.org/edit/content/services/desk/text.ar.md"


# --- confirmations ---------------------------------------------------------------------------------------------


def phones(day: str) -> str:
    return "{number: 210 323 8000, " + ASKED.format(day) + "}"


def kind(site: Site, name: str) -> confirmed.Tally:
    return next(tally for tally in confirmed.by_kind(site) if tally.name == name)


def test_facts_of_a_kind_hold_have_lapsed_or_were_never_confirmed(tmp_path: Path) -> None:
    never, holds, lapsed = (
        kind(site_of(tmp_path / str(n), phones=p), "phones")
        for n, p in enumerate(("210 323 8000", phones("2026-11-01"), phones("2025-01-01")))
    )
    assert (holds.holds, holds.lapsed, holds.never) == (never.holds + 1, never.lapsed, never.never - 1)
    assert (lapsed.holds, lapsed.lapsed, lapsed.never) == (never.holds, never.lapsed + 1, never.never - 1)
    assert never.total == holds.total == lapsed.total


def test_a_fact_that_says_unknown_states_nothing(tmp_path: Path) -> None:
    known = kind(site_of(tmp_path / "1", more="childcare: yes"), "childcare").total
    assert known == 1
    assert "childcare" not in {t.name for t in confirmed.by_kind(site_of(tmp_path / "2", more="childcare: unknown"))}


def test_owners_are_counted_only_where_somebody_is_named(tmp_path: Path) -> None:
    assert confirmed.by_owner(site_of(tmp_path / "1")) == ()
    owners = {t.name: t.never for t in confirmed.by_owner(site_of(tmp_path / "2", more="owner: social worker"))}
    assert owners["social worker"] == 2
    assert owners[""] > 0


def test_the_calendar_shows_when_confirmations_lapse(tmp_path: Path) -> None:
    site = site_of(tmp_path, phones=phones("2026-11-01"), hours="{always: yes, " + ASKED.format("2026-11-01") + "}")
    months = confirmed.calendar(site)
    assert len(months) == 12
    assert months[0].month == PartialDate(2026, 11)
    assert {m.month.iso: m.due for m in months if m.due} == {"2027-01": 1, "2027-04": 1}


def test_what_has_lapsed_is_overdue_and_not_in_the_calendar(tmp_path: Path) -> None:
    site = site_of(tmp_path, phones=phones("2026-05-01"), more="owner: social worker")
    assert not any(m.due for m in confirmed.calendar(site))
    assert [(one.place.id, one.field, one.last, one.late, one.owner) for one in confirmed.due_soon(site, "el")] == [
        ("services/desk", "phones", date(2026, 10, 28), True, "social worker")
    ]


# --- questions -------------------------------------------------------------------------------------------------

SECOND = """
content/services/house/facts.yaml
    {source: city-page, organisation: city, topics: health, related: [services/desk]}
content/services/house/text.el.md
    ---
    title: Σπίτι
    ---
"""


def unknown(site: Site, title: str) -> confirmed.Unknown:
    return next(one for one in confirmed.unknown(site, "el") if one.title.text == title)


def test_a_question_counts_the_entries_that_it_is_asked_of_and_those_without_an_answer(tmp_path: Path) -> None:
    neither = unknown(site_of(tmp_path / "1", SECOND, more="childcare: unknown"), "childcare")
    one = unknown(site_of(tmp_path / "2", SECOND, more="childcare: yes"), "childcare")
    assert ([place.id for place in neither.open], neither.asked) == (["services/desk", "services/house"], 2)
    assert ([place.id for place in one.open], one.asked) == (["services/house"], 2)


def test_a_question_that_everybody_can_answer_is_not_listed(tmp_path: Path) -> None:
    site = site_of(tmp_path, more="childcare: yes")
    assert "childcare" not in {one.title.text for one in confirmed.unknown(site, "el")}


def test_those_to_ask_first_are_those_that_most_pages_lead_to_with_all_their_questions(tmp_path: Path) -> None:
    found = confirmed.ask_first(confirmed.unknown(site_of(tmp_path, SECOND, more="childcare: yes"), "el"))
    links = [ask.place.links for ask in found]
    assert links == sorted(links, reverse=True)
    questions = {ask.place.id: {title.text for title in ask.questions} for ask in found}
    assert questions["services/house"] - questions["services/desk"] >= {"childcare", "hours", "phone"}


# --- sources ---------------------------------------------------------------------------------------------------

SOURCES = """
content/sources.yaml
    - {id: new, title: New, language: en, date: 2026-03, read_on: 2026-11-01, confidence: A}
    - {id: old, title: Old, language: en, date: 2020-05-01, read_on: 2026-06-01, confidence: B}
    - {id: older, title: Older, language: en, date: "2011", read_on: 2024-06-01, confidence: B}
    - {id: none, title: None, language: en, read_on: 2026-11-01, confidence: A}
"""


def years(site: Site) -> dict[int, tuple[int, int]]:
    return {y.year: (y.count["A"], y.count["B"]) for y in origins.by_year(site)}  # type: ignore[index]


def test_sources_are_counted_by_year_and_confidence(tmp_path: Path) -> None:
    plain, more = years(site_of(tmp_path / "1")), years(site_of(tmp_path / "2", SOURCES))
    gained = {
        year: tuple(b - a for a, b in zip(plain.get(year, (0, 0)), count, strict=True)) for year, count in more.items()
    }
    assert {year: count for year, count in gained.items() if any(count)} == {
        2026: (1, 0), 2020: (0, 1), 2018: (0, 1), 0: (1, 0),
    }  # fmt: skip
    assert [y.older for y in origins.by_year(site_of(tmp_path / "3", SOURCES)) if y.year == 2018] == [True]


def test_sources_are_counted_by_how_long_ago_they_were_read(tmp_path: Path) -> None:
    plain, more = (
        {r.days: r.count for r in origins.by_reading(site_of(tmp_path / str(n), tree))}
        for n, tree in enumerate(("", SOURCES))
    )
    assert {days: more[days] - plain[days] for days in more} == {90: 2, 180: 1, 365: 0, 0: 1}
    assert [r.since for r in origins.by_reading(site_of(tmp_path / "3"))] == [0, 91, 181, 366]


def test_old_and_undated_sources_are_listed_when_something_rests_on_them(tmp_path: Path) -> None:
    site = site_of(tmp_path, SOURCES, more="childcare: {value: yes, source: [new, old, none]}")
    found = {one.facts.id for one in origins.old_sources(site)} & {"new", "old", "older", "none"}
    assert found == {"old", "none"}


# --- weights ---------------------------------------------------------------------------------------------------


def page(path: str, template: str, language: str, weight: int, view: str = "", scripts: int = 0) -> heavy.Weighed:
    return PlannedFile(path, f"pages/{template}.html", language, {"view": view}), Weight(path, weight, scripts)


def test_pages_are_grouped_by_kind_and_language_with_the_heaviest_kind_first(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    pages = [
        page("en/a", "place", "en", 900),
        page("el/b", "guide", "el", 3000),
        page("el/c", "place", "el", 700),
        page("el/d", "place", "el", 300),
        page("el/e", "place", "el", 400),
        page("s/a", "short", "el", 9000),  # in all languages: of none
    ]
    first, second = heavy.by_page_kind(site, pages)
    assert (first.name, first.most, second.name) == ("guide", 3000, "place")
    assert [(lane.language.code, lane.weights, lane.median) for lane in second.lanes] == [
        ("el", (300, 400, 700), 400),
        ("en", (900,), 900),
    ]


def test_the_heaviest_pages_are_named_and_every_page_over_a_budget(tmp_path: Path) -> None:
    site = site_of(tmp_path, config="budgets: {first_view: 5000, script: 100}\n")
    pages = [page(f"{n:02}", "guide", "el", 6000 + n) for n in range(12)]
    pages += [page("script", "guide", "el", 10, scripts=200), page("light", "guide", "el", 10)]
    found = [one.path for one in heavy.heaviest(site, pages, "el")]
    assert found == [*(f"{n:02}" for n in range(11, -1, -1)), "script"]


def test_a_heavy_page_leads_to_the_text_that_it_shows(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    entry, listed = heavy.heaviest(
        site,
        [
            page("a", "service", "el", 2, "entry:el:services:desk"),
            page("b", "list", "el", 1, "collection:el:services:1"),
        ],
        "el",
    )
    assert entry.place
    assert entry.place.file == "content/services/desk/text.el.md"
    assert listed.place is None


# --- the page --------------------------------------------------------------------------------------------------


def test_collections_are_counted_with_their_words(tmp_path: Path) -> None:
    plain, more = (
        next(
            c
            for c in report(site_of(tmp_path / str(n), tree), "el", (), NO_LINKS).counts
            if c.kind.collection == "helplines"
        )
        for n, tree in enumerate(
            (
                "",
                "\ncontent/helplines.yaml\n    - {id: line, source: city-page, phones: 15900, urgency: urgent, title: {el: Μία γραμμή}}\n",
            )
        )
    )
    assert (more.entries - plain.entries, more.words - plain.words) == (1, 2)


def written(tmp_path: Path, language: str, config: str = "", laid_out: bool = False) -> str:
    if not laid_out:
        site_of(tmp_path, config=config)
    path, out = tmp_path / "site_config.yaml", tmp_path / "out/report.html"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("templates: templates", f"templates: [templates, {ROOT_TEMPLATES}]"), encoding="utf-8")
    command = ["report", "--config", str(path), "--now", "2026-11-22", "--lang", language, "--out", str(out)]
    assert main(command) == 0
    return out.read_text(encoding="utf-8")


def test_the_command_writes_one_page_that_needs_nothing_else(tmp_path: Path) -> None:
    html = written(tmp_path, "en")
    assert re.findall(r"<(?:script|link|img)\b", html) == []
    assert re.findall(r"@import|url\((?!#)", html) == []


def test_every_chart_has_a_name_a_description_and_its_numbers_in_a_table(tmp_path: Path) -> None:
    html = written(tmp_path, "en")
    charts = re.findall(r'<svg class="drawing" role="img" aria-labelledby="(\S+) (\S+)"', html)
    assert len(charts) >= 7
    for title, about in charts:
        assert re.search(rf'<title id="{title}">[^<]+</title>', html)
        assert re.search(rf'<desc id="{about}">[^<]+', html)
    assert html.count('<details class="numbers-of">') == len(charts)


def test_bars_begin_at_the_right_on_a_page_from_right_to_left(tmp_path: Path) -> None:
    bar = re.compile(r'<rect class="mark \w+" x="([\d.]+)%" y="24" width="([\d.]+)%"')
    left, right = bar.search(written(tmp_path / "1", "en")), bar.search(written(tmp_path / "2", "ar"))
    assert left
    assert right
    assert float(left[1]) == 0
    assert float(right[1]) + float(right[2]) == 100


def test_a_page_over_its_budget_is_told_and_prevents_nothing(tmp_path: Path) -> None:
    html = written(tmp_path, "en", "budgets: {first_view: 100}\n")
    assert re.search(r"[1-9]\d\d%</bdi> of the budget", html)


def test_a_report_of_other_weights_is_made_anew_though_the_content_is_the_same(tmp_path: Path) -> None:
    light = written(tmp_path, "en")
    (tmp_path / "templates/pages/place.html").write_text(PLAIN_PAGE + "αβγδε" * 20, encoding="utf-8")
    assert written(tmp_path, "en", laid_out=True) != light


def test_a_language_that_the_site_does_not_have_is_refused(tmp_path: Path) -> None:
    site_of(tmp_path)
    assert (
        main(
            [
                "report",
                "--config",
                str(tmp_path / "site_config.yaml"),
                "--lang",
                "de",
                "--out",
                str(tmp_path / "r.html"),
            ]
        )
        == 2
    )
    assert not (tmp_path / "r.html").exists()
