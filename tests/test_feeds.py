"""The Atom feeds: what they tell, on which day, and that they keep the rules of RFC 4287."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from sitegen.problems import Severity
from tests.builders import built, service, small_site, with_real_look

BASE = "https://example.org/athens/"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def news(identifier: str, day: str, facts: str = "") -> str:
    return f"""
    content/news/{identifier}/facts.yaml
        {{source: city-page, date: {day}{", " if facts else ""}{facts}}}
    content/news/{identifier}/text.el.md
        ---
        title: "Νέα & <b>{identifier}</b>"
        summary: Ό,τι έγινε.
        ---
    """


def sources(*read: str) -> str:
    row = "        - {{id: read-{0}, title: T, language: el, read_on: {0}, confidence: A}}\n"
    return "    content/sources.yaml\n" + "".join(row.format(day) for day in read)


def files_of(config: Path, base: str | None = BASE) -> dict[str, bytes]:
    result = built(config, base)
    assert result.ok, [problem for problem in result.problems if problem.severity is Severity.ERROR]
    return {artifact.path: artifact.data for artifact in result.artifacts}


def items(data: bytes) -> list[Any]:
    """The entries of a feed as another library reads them."""
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return list(feed.entries)


def changed(files: Mapping[str, bytes], language: str = "en") -> list[tuple[str, str, str]]:
    """Of each change its page, its day and what happened."""
    found = items(files[f"{language}/changes.xml"])
    told = (re.search(r">([^<]*)</p>", item.summary) for item in found)
    return [
        (item.link.removeprefix(BASE), item.updated[:10], said[1] if said else "")
        for item, said in zip(found, told, strict=True)
    ]


def test_news_are_told_newest_first_on_the_day_that_they_happened(tmp_path: Path) -> None:
    files = files_of(small_site(tmp_path, news("older", "2026-07-05") + news("newer", "2026-11-03")))
    found = items(files["el/news.xml"])
    assert [(item.id, item.link, item.updated) for item in found] == [
        (f"{BASE}el/news/newer/", f"{BASE}el/news/newer/", "2026-11-03T00:00:00+02:00"),
        (f"{BASE}el/news/older/", f"{BASE}el/news/older/", "2026-07-05T00:00:00+03:00"),
    ]
    assert feedparser.parse(files["el/news.xml"]).feed.updated == "2026-11-03T00:00:00+02:00"


def test_a_text_that_is_not_translated_is_told_as_the_site_shows_it_in_its_own_language(tmp_path: Path) -> None:
    files = files_of(small_site(tmp_path, news("only-greek", "2026-11-03")))
    (item,) = items(files["ar/news.xml"])
    assert item.title_detail.language == "el"
    assert item.link == f"{BASE}ar/news/only-greek/"
    assert '<p dir="ltr" lang="el"' in item.summary
    root = ET.fromstring(files["ar/news.xml"])
    assert root.get(LANG) == "ar"
    assert {link.get("hreflang") for link in root.iter(f"{ATOM}link")} == {"ar"}


def test_signs_of_markup_stay_text(tmp_path: Path) -> None:
    (entry,) = ET.fromstring(files_of(small_site(tmp_path, news("a", "2026-11-03")))["el/news.xml"]).findall(
        f"{ATOM}entry"
    )
    assert entry.findtext(f"{ATOM}title") == "Νέα & <b>a</b>"


def test_a_change_is_a_day_on_which_something_was_confirmed_looked_at_read_again_or_read_in_a_source(
    tmp_path: Path,
) -> None:
    asked = "confirmed_how: phone, confirmed_by: volunteer"
    tree = sources("2026-11-01", "2026-11-02") + service(
        "all",
        f"phones: [{{number: 210 123 4567, source: read-2026-11-02, confirmed_on: 2026-11-05, {asked}}}], "
        f"cost: {{kind: free, confirmed_on: 2026-11-05, {asked}}}, childcare: {{value: no, confirmed_on: 2026-11-04, {asked}}}, "
        "accessibility: {wheelchair: yes, checked_on: 2026-11-04}",
    ).replace("source: city-page", "source: read-2026-11-01").replace(
        "content/services/all/text.en.md\n        ---\n",
        "content/services/all/text.en.md\n        ---\n        reviewed_on: 2026-11-03\n",
    )
    files = files_of(small_site(tmp_path, tree))
    page = "en/services/all/"
    assert [one for one in changed(files) if one[0] == page] == [
        (page, "2026-11-05", "Facts on this page were confirmed."),
        (page, "2026-11-04", "Facts on this page were confirmed. The accessibility of this place was checked."),
        (page, "2026-11-03", "Somebody read the text again in this language."),
        (page, "2026-11-02", "We read a source of this page on this day."),
    ]
    assert "2026-11-03" not in {day for _, day, _ in changed(files, "ar")}


def test_of_one_day_what_was_confirmed_comes_first_then_services_before_places(tmp_path: Path) -> None:
    confirmed = "{number: 2103238000, confirmed_on: 2026-11-01, confirmed_how: phone, confirmed_by: volunteer}"
    files = files_of(small_site(tmp_path, service("a") + service("b", f"phones: {confirmed}")))
    told = [page for page, _, _ in changed(files)]
    assert told[:2] == ["en/services/b/", "en/services/a/"]
    assert told.index("en/services/desk/") < told.index("en/places/town-hall/")


def test_a_day_that_is_still_to_come_is_not_told(tmp_path: Path) -> None:
    files = files_of(small_site(tmp_path, sources("2026-11-23") + service("a").replace("city-page", "read-2026-11-23")))
    assert [page for page, _, _ in changed(files) if "services/a" in page] == []


def test_what_is_sensitive_is_told_nowhere(tmp_path: Path) -> None:
    hidden = "\n    content/organisations/refuge/facts.yaml\n        {source: city-page, sensitive: yes, kind: ngo, name: {language: el, name: Refuge}}\n    content/organisations/refuge/text.el.md\n        ---\n        title: Refuge\n        ---\n"
    run_by = service("run-by").replace("organisation: city", "organisation: refuge")
    files = files_of(small_site(tmp_path, service("shelter", "sensitive: yes") + service("open") + hidden + run_by))
    told = " ".join(page for page, _, _ in changed(files))
    assert "services/open/" in told
    assert not [name for name in ("shelter", "refuge", "run-by") if name in told]


def test_an_item_keeps_its_id_wherever_its_row_stands_in_a_long_list(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    short = {item.id for item in items(files_of(config)["el/changes.xml"])}
    config.write_text(config.read_text() + "page_size: 1\n")
    assert {item.id for item in items(files_of(config)["el/changes.xml"])} == short


def test_a_feed_ends_after_fifty_items(tmp_path: Path) -> None:
    files = files_of(small_site(tmp_path, "".join(service(f"s-{number}") for number in range(60))))
    assert len(items(files["en/changes.xml"])) == 50


def test_a_feed_is_there_while_it_is_empty(tmp_path: Path) -> None:
    files = files_of(small_site(tmp_path))
    assert items(files["el/news.xml"]) == []


@pytest.mark.parametrize("written", ["", news("a", "2026-11-03")])
def test_a_feed_leads_to_a_page_that_is_there(tmp_path: Path, written: str) -> None:
    files = files_of(small_site(tmp_path, written))
    for name in ("news", "changes"):
        page = feedparser.parse(files[f"en/{name}.xml"]).feed.link.removeprefix(BASE)
        assert f"{page}index.html" in files


def test_without_a_base_url_there_is_no_feed_and_no_page_offers_one(tmp_path: Path) -> None:
    config = with_real_look(small_site(tmp_path, news("a", "2026-11-03")))
    files = files_of(config, None)
    assert not [path for path in files if path.endswith(".xml")]
    assert not [path for path, data in files.items() if b"changes.xml" in data or b"atom+xml" in data]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small site with the templates of the real one."""
    about = "\n    content/pages/about/text.el.md\n        ---\n        title: Σχετικά\n        ---\n"
    return files_of(with_real_look(small_site(tmp_path_factory.mktemp("pages"), news("a", "2026-11-03") + about)))


@pytest.mark.parametrize("path", ["en/index.html", "en/news/index.html"])
def test_home_and_news_tell_programs_of_the_feeds(pages: Mapping[str, bytes], path: str) -> None:
    root = "../" * path.count("/")
    link = r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">'
    assert re.findall(link, pages[path].decode()) == [
        ("News", f"{root}en/news.xml"),
        ("New and checked again", f"{root}en/changes.xml"),
    ]


def test_news_and_the_page_about_the_site_tell_people_of_the_feeds(pages: Mapping[str, bytes]) -> None:
    for path in ("en/news/index.html", "en/about/index.html"):
        assert '<a href="../../en/changes.xml">New and checked again</a>' in pages[path].decode(), path
    assert b"en/changes.xml" not in pages["en/services/index.html"]


# --- the rules of RFC 4287, by section -------------------------------------------------------------------


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ET.Element]:
    """All feeds of a small site, as XML."""
    tree = news("a", "2026-11-03") + news("b", "2026-11-03") + service("one") + service("two")
    files = files_of(small_site(tmp_path_factory.mktemp("feeds"), tree))
    return {path: ET.fromstring(data) for path, data in files.items() if re.search(r"/(news|changes)\.xml$", path)}


def test_every_feed_and_entry_has_what_it_must_have_once(feeds: dict[str, ET.Element]) -> None:
    """4.1.1 and 4.1.2: one id, title and updated; an author of the feed; an alternate where there is no content."""
    assert len(feeds) == 6
    for feed in feeds.values():
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        for one in (feed, *entries):
            assert [len(one.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert len([link for link in one.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
            feed.findtext(f"{ATOM}id")
        ]


def test_every_id_stands_once_and_every_address_is_whole(feeds: dict[str, ET.Element]) -> None:
    """4.2.6: an id is an absolute IRI, and no other entry's."""
    for feed in feeds.values():
        ids = [one.text or "" for one in feed.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        addresses = [*ids, *(link.get("href", "") for link in feed.iter(f"{ATOM}link"))]
        assert [address for address in addresses if not address.startswith(BASE)] == []


def test_every_date_is_one_of_rfc_3339_and_the_feed_has_the_newest(feeds: dict[str, ET.Element]) -> None:
    """3.3 and 4.2.15."""
    for feed in feeds.values():
        own, *others = [one.text or "" for one in feed.iter(f"{ATOM}updated")]
        assert own == max(others)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", moment) for moment in (own, *others))


def test_a_summary_is_one_div_of_xhtml(feeds: dict[str, ET.Element]) -> None:
    """3.1.1.3."""
    for feed in feeds.values():
        for summary in feed.iter(f"{ATOM}summary"):
            assert summary.get("type") == "xhtml"
            assert [child.tag for child in summary] == ["{http://www.w3.org/1999/xhtml}div"]
