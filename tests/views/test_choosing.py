"""Pages of what can be chosen from a list, and the block that leads to them."""

import re
from pathlib import Path

import pytest

from sitegen.pipeline import Result
from tests.builders import built, service, small_site, with_real_look, write_tree

#: Ten services with the one of the sound site: two free, one paid, of seven it is not known.
LIST = (
    service("soup", "cost: {kind: free}, languages: {spoken: [ar, fa]}, papers_asked: no")
    + service("clinic", "cost: {kind: free}, languages: {spoken: ar}, papers_asked: yes")
    + service("school", "cost: {kind: paid}, childcare: yes, papers_asked: no")
    + service("women", "women_only: yes")
    + service("shelter", "address: withheld")
    + "".join(service(f"other-{number}") for number in range(4))
)
ASK = """
    content/vocabularies/questions.yaml
        - {id: cost, title: {el: Κόστος}, ask: {el: Είναι δωρεάν;, en: Is it free?}}
"""
ALL = {"clinic", "desk", "other-0", "other-1", "other-2", "other-3", "school", "shelter", "soup", "women"}


def site_of(folder: Path, extra: str = "", config: str = "", base_url: str | None = None) -> Result:
    path = with_real_look(small_site(folder, LIST))
    write_tree(folder, extra or ASK)
    path.write_text(path.read_text(encoding="utf-8") + config, encoding="utf-8")
    result = built(path, base_url)
    assert result.ok, [problem for problem in result.problems if problem.severity == "error"]
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a site that is published at an address, by path."""
    config = "quick_exit: https://example.org/\n"
    return pages(site_of(tmp_path_factory.mktemp("list"), config=config, base_url="https://city.example/"))


def pages(result: Result) -> dict[str, str]:
    return {file.path: file.data.decode() for file in result.artifacts if file.is_page or file.path == "sitemap.xml"}


def led_to(html: str) -> list[str]:
    """The services that a part of a page leads to."""
    return re.findall(r'href="(?:\.\./)*([a-z0-9-]+)/"', html)


def test_a_page_is_made_for_each_choice_that_somebody_has_in_every_language(made: dict[str, str]) -> None:
    paths = {path for path in made if "/services/by/" in path}
    choices = ("free", "papers", "step-free", "women", "childcare", "language/ar", "area/poli")
    assert paths == {f"{code}/services/by/{choice}/index.html" for code in ("el", "en", "ar") for choice in choices}


def test_a_page_shows_those_that_are_known_and_the_others_apart_but_none_that_is_known_not_to(
    made: dict[str, str],
) -> None:
    html = made["en/services/by/free/index.html"]
    known, _, apart = html[html.index('<ul class="cards">') : html.index("</main>")].partition("<details")
    assert led_to(known) == ["clinic", "soup"]
    assert set(led_to(apart)) == ALL - {"clinic", "soup", "school"}
    assert "2 found." in html
    assert "For 7 it is not known." in apart
    assert "Not known does not mean no." in apart


def test_the_page_gives_the_sentence_to_ask_with(made: dict[str, str]) -> None:
    html = made["en/services/by/free/index.html"]
    assert '<p class="show" lang="el" dir="ltr">Είναι δωρεάν;</p>' in html
    assert "Is it free?" in html


def test_where_nobody_is_known_the_others_are_open_to_see(made: dict[str, str]) -> None:
    html = made["en/services/by/step-free/index.html"]
    assert "None known to us." in html
    assert "10 were not checked." in html
    assert '<details class="unknown" open>' in html


def test_the_list_leads_to_each_choice_and_says_how_many(made: dict[str, str]) -> None:
    html = made["en/services/index.html"]
    links = re.findall(
        r'<a class="choice" href="([^"]+)".*?<b>(\d+)</b>(?:.*?<span>(\d+)</span></span></span>\s*)?</a>', html
    )
    assert {href: (has, unknown) for href, has, unknown in links} == {
        "by/free/": ("2", "7"),
        "by/papers/": ("2", "7"),
        "by/step-free/": ("0", "10"),
        "by/women/": ("1", "9"),
        "by/childcare/": ("1", "9"),
        "by/language/ar/": ("2", ""),
        "by/area/poli/": ("1", ""),
    }


def test_further_pages_of_the_list_lead_to_the_first_to_choose(tmp_path: Path) -> None:
    html = pages(site_of(tmp_path, config="page_size: 6\n"))["en/services/page-2/index.html"]
    assert 'class="button" href="../"' in html
    assert 'class="choice"' not in html
    assert "filters.js" not in html
    assert html.count("data-has=") == 4


def test_a_page_of_the_list_holds_the_hours_of_its_own_entries(tmp_path: Path) -> None:
    hours = "hours: {always: yes, confirmed_on: 2026-11-01, confirmed_how: phone, confirmed_by: editor}"
    made = pages(site_of(tmp_path, service("z-last", hours), "page_size: 6\n"))
    first, second = made["en/services/index.html"], made["en/services/page-2/index.html"]
    assert 'data-choice="open"' in first
    assert [html.count("data-hours=") for html in (first, second)] == [0, 1]
    assert "opening-words" not in second


def test_other_lists_have_nothing_of_it(made: dict[str, str]) -> None:
    assert "choose" not in made["en/places/index.html"]


def test_an_area_is_named_as_on_the_sign_with_its_reading(made: dict[str, str]) -> None:
    assert (
        '<span><bdi lang="el" dir="ltr">Πόλη</bdi> <span class="muted" lang="el-Latn" dir="ltr">Poli</span></span>'
        in (made["ar/services/index.html"])
    )
    assert "el-Latn" not in made["el/services/index.html"]


def test_what_is_for_women_only_is_not_told_to_others(made: dict[str, str]) -> None:
    html = made["en/services/by/women/index.html"]
    assert '<meta name="robots" content="noindex, noarchive">' in html
    assert 'id="exit"' in html
    assert "women only" not in html[html.index("<title>") : html.index("</title>")].lower()
    assert "#by=women" not in html
    assert "https://city.example/en/services/by/free/" in made["sitemap.xml"]
    assert "by/women" not in made["sitemap.xml"]


def test_pages_of_a_choice_name_each_other_in_all_languages(made: dict[str, str]) -> None:
    html = made["ar/services/by/language/ar/index.html"]
    for code in ("el", "en", "ar"):
        assert f'hreflang="{code}" href="https://city.example/{code}/services/by/language/ar/"' in html


def test_a_choice_that_many_have_goes_on_to_further_pages(tmp_path: Path) -> None:
    free = "".join(service(f"free-{number}", "cost: {kind: free}") for number in range(3))
    made = pages(site_of(tmp_path, free, "page_size: 2\n"))
    parts = [made[f"en/services/by/free/{part}index.html"] for part in ("", "page-2/", "page-3/")]
    known = [
        led_to(part[part.index('<ul class="cards">') : part.index("</main>")].partition("<details")[0])
        for part in parts
    ]
    assert [names[:2] for names in known] == [["clinic", "free-0"], ["free-1", "free-2"], ["soup"]]
    assert ['<details class="unknown"' in part for part in parts] == [False, False, True]


def test_an_entry_that_is_called_like_the_folder_of_choices_has_its_page(tmp_path: Path) -> None:
    made = pages(site_of(tmp_path, service("by", "cost: {kind: free}") + service("free")))
    assert {"en/services/by/index.html", "en/services/by/free/index.html", "en/services/free/index.html"} <= set(made)


def test_what_can_be_chosen_follows_a_fact_that_changed(tmp_path: Path) -> None:
    site_of(tmp_path)
    (tmp_path / "content/services/other-1/facts.yaml").write_text(
        "{source: city-page, organisation: city, topics: health, cost: {kind: free}}\n", encoding="utf-8"
    )
    assert "3 found." in pages(built(tmp_path / "site_config.yaml"))["en/services/by/free/index.html"]
