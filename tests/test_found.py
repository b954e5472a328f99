"""Found by search engines and shared well: the sitemap, and what the head of each page says to those who do not read it."""

import re
from html import unescape
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import pytest

from sitegen.outputs import sitemap
from sitegen.pipeline import Result
from sitegen.resolve.reads import Reads
from sitegen.resolve.site import Site
from sitegen.views.values import Values
from tests.builders import built, service, small_site, with_real_look

BASE = "https://city.example/help/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CLINIC = service("clinic", "women_only: yes").replace("title: clinic", "title: clinic\n        summary: Doctors.")
SITE = (
    service("soup", "cost: {kind: free}")
    + service("clinic", "papers_asked: no, women_only: yes").replace("title: clinic", "title: clinic\n        summary: Doctors.")
    + service("shelter", "sensitive: yes, address: withheld")
    + "".join(service(f"other-{number}") for number in range(4))
    + """
    content/redirects.yaml
        - {id: old, was: services/kitchen, to: services/soup}
        - {id: gone, was: services/closed}
    """
)  # fmt: skip


def made(folder: Path, tree: str, base_url: str | None = BASE) -> Result:
    config = with_real_look(small_site(folder, tree))
    config.write_text(config.read_text(encoding="utf-8") + "page_size: 2\nquick_exit: https://el.wikipedia.org/\n")
    result = built(config, base_url)
    assert result.ok, [problem for problem in result.problems if problem.severity == "error"]
    return result


def files_of(result: Result) -> dict[str, str]:
    return {
        file.path: file.data.decode(errors="replace")
        for file in result.artifacts
        if not file.path.startswith("assets/")
    }


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return made(tmp_path_factory.mktemp("found"), SITE)


@pytest.fixture(scope="module")
def files(result: Result) -> dict[str, str]:
    return files_of(result)


def head(page: str) -> str:
    return page.split("</head>")[0]


def meta(page: str, key: str) -> str:
    found = re.search(rf'<meta [^>]*"{key}"[^>]* content="([^"]*)"', head(page))
    return unescape(found[1]) if found else ""


def links(page: str, kind: str) -> list[tuple[str, str]]:
    return re.findall(rf'<link rel="{kind}"(?: hreflang="([^"]*)")? href="([^"]*)"', head(page))


def urls(text: str) -> dict[str, list[tuple[str, str]]]:
    """The addresses of a sitemap, each with its alternates."""
    found = ET.fromstring(text).findall("s:url", NAMES)
    addresses = [one.findtext("s:loc", "", NAMES) for one in found]
    assert len(set(addresses)) == len(addresses)
    return {
        address: [(link.attrib["hreflang"], link.attrib["href"]) for link in one.findall("x:link", NAMES)]
        for address, one in zip(addresses, found, strict=True)
    }


def address_of(path: str) -> str:
    return BASE + path.removesuffix("index.html")


# --- the sitemap -------------------------------------------------------------------------------------------


def test_the_sitemap_has_every_page_that_may_be_found_and_no_other(files: dict[str, str]) -> None:
    pages = {address_of(path): text for path, text in files.items() if path.endswith(".html")}
    may_be_found = {
        address
        for address, page in pages.items()
        if links(page, "canonical") == [("", address)] and "noindex" not in head(page) and "/page-" not in address
    }
    assert set(urls(files["sitemap.xml"])) == may_be_found
    assert {BASE, f"{BASE}en/", f"{BASE}en/services/", f"{BASE}en/services/soup/"} <= may_be_found


def test_the_sitemap_names_the_same_translations_as_the_page(files: dict[str, str]) -> None:
    listed = urls(files["sitemap.xml"])
    for address, alternates in listed.items():
        page = files[address.removeprefix(BASE) + "index.html"]
        assert dict(links(page, "alternate")) in (dict(alternates), {})  # {}: it is in one language only
        assert all((code, target) in listed[target] for code, target in alternates)


def test_home_is_for_readers_of_no_language_where_they_choose_one(files: dict[str, str]) -> None:
    homes = {code: f"{BASE}{code}/" for code in ("el", "en", "ar")} | {"x-default": BASE}
    for path in ("index.html", "el/index.html", "ar/index.html"):
        assert dict(links(files[path], "alternate")) == homes
        assert dict(urls(files["sitemap.xml"])[address_of(path)]) == homes
    assert "x-default" not in dict(links(files["en/services/soup/index.html"], "alternate"))


def test_a_language_without_a_text_of_its_own_is_no_translation(files: dict[str, str]) -> None:
    page = files["ar/services/soup/index.html"]
    assert links(page, "canonical") == [("", f"{BASE}el/services/soup/")]
    assert not links(page, "alternate")
    assert set(dict(links(files["en/services/soup/index.html"], "alternate"))) == {"el", "en"}


def sitemap_of(site: Site) -> dict[str, str]:
    """The files of the sitemap by path."""
    values = Values(site, sitemap.OUTPUT.makers, Reads())
    made = {
        file.path: values.get(file.values["data"]) if file.data is None else file.data for file in sitemap.plan(site)
    }
    return {path: cast("bytes", data).decode() for path, data in made.items()}


def test_many_addresses_stand_in_several_files_with_an_index(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    assert result.site
    whole = urls(files_of(result)["sitemap.xml"])
    monkeypatch.setattr(sitemap, "MOST", 10)
    several = sitemap_of(result.site)
    index = ET.fromstring(several["sitemap.xml"])
    named = [one.text or "" for one in index.findall("s:sitemap/s:loc", NAMES)]
    parts = [urls(several[one.removeprefix(BASE)]) for one in named]
    assert {"robots.txt", "sitemap.xml", *(one.removeprefix(BASE) for one in named)} == set(several)
    assert [len(part) for part in parts[:-1]] == [10] * (len(parts) - 1)
    assert {address: links for part in parts for address, links in part.items()} == whole


def test_no_file_of_the_sitemap_is_larger_than_the_protocol_allows(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert result.site
    monkeypatch.setattr(sitemap, "MOST_BYTES", 2_000)
    parts = [text for path, text in sitemap_of(result.site).items() if path.startswith("sitemap-")]
    assert len(parts) > 1
    assert all(len(text.encode()) < 2_000 + 300 for text in parts)


# --- robots ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "404.html",
        "el/services/shelter/index.html",
        "el/services/by/women/index.html",
        "el/services/by/step-free/index.html",
        "el/services/kitchen/index.html",
        "el/services/closed/index.html",
    ],
)
def test_what_nobody_should_find_says_so_and_has_no_card(files: dict[str, str], path: str) -> None:
    assert "noindex" in meta(files[path], "robots")
    assert "og:" not in head(files[path])
    assert "ld+json" not in head(files[path])


def test_a_choice_that_something_is_known_to_have_may_be_found(files: dict[str, str]) -> None:
    assert not meta(files["el/services/by/free/index.html"], "robots")


def test_further_pages_of_a_list_are_told_apart(files: dict[str, str]) -> None:
    first, second = files["en/services/index.html"], files["en/services/page-2/index.html"]
    assert "<title>Services, page 2 of " in second
    assert "<title>الخدمات، الصفحة 2 من " in files["ar/services/page-2/index.html"]
    assert links(second, "canonical") == [("", f"{BASE}en/services/page-2/")]
    assert meta(first, "description") != meta(second, "description")


# --- descriptions and cards --------------------------------------------------------------------------------


def test_a_list_is_described_by_what_stands_in_it_but_for_what_is_sensitive(files: dict[str, str]) -> None:
    pages = [page for path, page in files.items() if re.match(r"en/services/(page-.*/)?index", path)]
    described = " ".join(meta(page, "description") for page in pages)
    assert described.startswith("Services: ")
    assert "soup" in described
    assert " · " in described, "names have commas of their own"
    assert "shelter" not in described


def test_a_shared_link_has_a_card_in_the_language_of_the_page(files: dict[str, str]) -> None:
    page = files["en/services/clinic/index.html"]
    card = {key: meta(page, f"og:{key}") for key in ("title", "description", "type", "url", "locale")}
    assert card == {
        "title": "clinic",
        "description": "Doctors.",
        "type": "website",
        "url": f"{BASE}en/services/clinic/",
        "locale": "en_GB",
    }
    assert meta(page, "description") == "Doctors."
    assert meta(files["el/services/clinic/index.html"], "og:locale") == "el_GR"
    assert meta(files["index.html"], "og:url") == BASE


def test_without_an_address_of_the_site_there_is_no_card_and_no_sitemap(tmp_path: Path) -> None:
    files = files_of(made(tmp_path, CLINIC, None))
    assert not {"sitemap.xml", "robots.txt"} & set(files)
    assert not any("og:" in head(page) or "canonical" in head(page) for page in files.values())
    assert meta(files["en/services/clinic/index.html"], "description") == "Doctors."


def test_hostile_words_stay_words_in_a_card(tmp_path: Path) -> None:
    tree = CLINIC.replace("title: clinic", """title: '"><script>x</script>'""").replace("Doctors.", """'">'""")
    page = files_of(made(tmp_path, tree))["en/services/clinic/index.html"]
    assert meta(page, "og:title") == '"><script>x</script>'
    assert meta(page, "description") == '">'
    assert "<script>x" not in page
