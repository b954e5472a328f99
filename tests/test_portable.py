"""A copy for a USB stick: what is in it, where its links lead, and that it works in a browser without a server."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen import cli
from sitegen.hosting.headers import POLICY_OF_COPY
from sitegen.pipeline import Request, build
from sitegen.planned import Artifact
from sitegen.portable import OUTPUTS, portable, zipped
from sitegen.publish import publish
from tests.browser.test_filters import HOME
from tests.builders import TODAY, small_site, with_real_look, write_tree
from tests.views.test_choosing import LIST
from tests.views.test_study import CONTENT

SENSITIVE = """
content/services/refuge/facts.yaml
    {source: city-page, organisation: city, topics: health, sensitive: yes}
content/services/refuge/text.el.md
    ---
    title: Καταφύγιο
    neutral_title: Υπηρεσία
    ---
content/redirects.yaml
    - {id: before, was: services/before, to: services/desk}
"""
ZIP = "site-ar-2026-11-22"


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a list on two pages, questions for an exam, a service that is sensitive, and an address."""
    made = with_real_look(small_site(tmp_path_factory.mktemp("site"), LIST))
    for tree in (HOME, CONTENT, SENSITIVE):
        write_tree(made.parent, tree)
    options = "page_size: 9\nquick_exit: https://example.org/\nbase_url: https://city.example/\n"
    made.write_text(made.read_text(encoding="utf-8") + options, encoding="utf-8")
    return made


def copied(config: Path, *more: Artifact) -> dict[str, bytes]:
    """What is made of the site and some files more, by path."""
    result = build(Request(config, TODAY, outputs=OUTPUTS, public=False))
    assert result.ok, result.problems
    assert result.site
    return {file.path: file.data for file in portable(result.site, [*result.artifacts, *more])}


@pytest.fixture(scope="module")
def made(config: Path) -> dict[str, bytes]:
    return copied(config)


@pytest.fixture(scope="module")
def copy(made: dict[str, bytes]) -> dict[str, bytes]:
    """The files of the copy in all languages."""
    return {path.removeprefix("site/"): data for path, data in made.items() if path.startswith("site/")}


@pytest.fixture(scope="module")
def arabic(made: dict[str, bytes]) -> dict[str, bytes]:
    """The files of the zip in Arabic."""
    with zipfile.ZipFile(io.BytesIO(made[f"{ZIP}.zip"])) as packed:
        return {name.removeprefix(f"{ZIP}/"): packed.read(name) for name in packed.namelist()}


class Links(HTMLParser):
    """The addresses and the ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        self.found += [value for name in ("href", "src", "action") if (value := known.get(name))]
        self.ids.add(known.get("id") or "")


def dead(files: dict[str, bytes]) -> Iterator[str]:
    """The links of pages that lead to no file, or to no place in one."""
    pages = {path: Links(data.decode()) for path, data in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        for link in page.found:
            to, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to.partition("?")[0])) if to else path
            is_state = not fragment or "=" in fragment
            if ":" not in to and (target not in files or not (is_state or fragment in pages[target].ids)):
                yield f"{path}: {link}"


def test_every_link_leads_to_a_file_of_the_copy(copy: dict[str, bytes]) -> None:
    assert len(copy) > 60
    assert list(dead(copy)) == []


def test_every_link_leads_to_a_file_of_the_zip(arabic: dict[str, bytes]) -> None:
    assert list(dead(arabic)) == []


def test_a_zip_has_one_language_and_what_all_share(arabic: dict[str, bytes], copy: dict[str, bytes]) -> None:
    own = {path for path in copy if not path.startswith(("el/", "en/"))}
    assert set(arabic) == own
    assert "assets/js/portable.js" in arabic


def test_another_language_leads_to_the_start_which_says_what_there_is(arabic: dict[str, bytes]) -> None:
    assert '<a href="../index.html" lang="en"' in arabic["ar/index.html"].decode()
    start = arabic["index.html"].decode()
    assert re.findall(r'<a href="(\w+/index\.html)"', start) == ["ar/index.html"]
    assert "English: not in this copy" in start


def test_the_pages_and_the_start_say_of_which_day_they_are(copy: dict[str, bytes]) -> None:
    for path in ("index.html", "en/index.html", "en/services/desk/index.html"):
        assert "Copy of 22 November 2026" in copy[path].decode(), path


def test_what_is_sensitive_is_in_no_copy_and_its_links_tell_whom_to_call(copy: dict[str, bytes]) -> None:
    assert [path for path in copy if "refuge" in path or "by/women" in path] == []
    assert 'href="../../en/not-in-this-copy.html"' in copy["en/services/index.html"].decode()
    instead = copy["en/not-in-this-copy.html"].decode().partition("<main")[2]
    assert 'href="tel:112"' in instead
    assert "https://city.example/en/not" not in instead  # which is not an address of the site


def test_nothing_is_there_that_only_a_server_or_a_search_engine_reads(copy: dict[str, bytes]) -> None:
    names = {posixpath.basename(path) for path in copy}
    assert names & {"404.html", "_headers", "robots.txt", "sitemap.xml", "sw.js"} == set()
    assert [
        path for path in copy if path.endswith((".json", ".webmanifest", ".atom")) or "services/before" in path
    ] == []
    assert [path for path, data in copy.items() if b'rel="canonical"' in data or b'rel="alternate"' in data] == []


def test_what_is_on_the_web_only_is_led_to_there_and_not_loaded(config: Path) -> None:
    head = '<link rel="manifest" href="app.webmanifest"><script src="../assets/js/offline.js?v=1" defer></script>'
    page = f'{head}<img src="code.svg" alt=""><a href="news.atom">news</a>'
    made = copied(config, Artifact("en/page.html", page.encode()), Artifact("assets/js/offline.js", b""))
    assert made["site/en/page.html"].decode() == '<a href="https://city.example/en/news.atom">news</a>'
    assert "site/assets/js/offline.js" not in made


def test_every_page_carries_the_policy_of_a_copy(copy: dict[str, bytes]) -> None:
    policy = f'content="{POLICY_OF_COPY}"'
    assert [path for path, data in copy.items() if path.endswith(".html") and policy not in data.decode()] == []


def test_names_are_short_and_may_stand_on_any_stick(copy: dict[str, bytes]) -> None:
    allowed = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9_-]")
    assert [path for path in copy if not all(allowed.fullmatch(part) for part in path.split("/"))] == []
    assert max(len(f"{ZIP}/{path}") for path in copy) < 200
    assert len({path.lower() for path in copy}) == len(copy)


def test_a_zip_has_the_same_bytes_each_time(config: Path, made: dict[str, bytes]) -> None:
    assert copied(config) == made


def test_files_in_a_zip_bear_the_day_of_the_copy_and_can_be_read_by_all() -> None:
    packed = zipfile.ZipFile(io.BytesIO(zipped([("a/b.html", b"x")], "site-en", date(2026, 2, 1)))).infolist()[0]
    assert (packed.filename, packed.date_time) == ("site-en/a/b.html", (2026, 2, 1, 0, 0, 0))
    assert packed.external_attr >> 16 == 0o644


def test_the_command_writes_it_beside_the_site(config: Path) -> None:
    assert cli.main(["build", "--portable", "--config", str(config), "--now", "2026-11-22"]) == 0
    written = {path.name for path in (config.parent / "portable").iterdir()}
    assert written == {
        ".sitegen",
        "site",
        f"{ZIP}.zip",
        ZIP.replace("ar", "el") + ".zip",
        ZIP.replace("ar", "en") + ".zip",
    }
    assert not (config.parent / "public").exists()


def test_a_copy_does_not_take_the_place_of_a_published_site(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "public"
    publish([Artifact("index.html", b"published")], site)
    assert cli.main(["build", "--portable", "--config", str(config), "--now", "2026-11-22", "--out", str(site)]) == 2
    assert "holds a published site" in capsys.readouterr().err
    assert (site / "index.html").read_bytes() == b"published"


# --- in a browser, from the disk ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stick(copy: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, in a folder whose name has what addresses must escape."""
    folder = tmp_path_factory.mktemp("stick") / "Αντίγραφο #1 100%"
    publish((Artifact(path, data) for path, data in copy.items()), folder)
    return folder


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Iterator[Page]:
    """A page that asks for nothing but files, and of which the browser has nothing to say."""
    opened, faults = new_page(), list[str]()
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("requestfailed", lambda request: faults.append(request.url))
    opened.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
    yield opened
    assert faults == []


def test_one_walks_from_the_start_to_a_service_and_into_another_language(page: Page, stick: Path) -> None:
    page.goto((stick / "index.html").as_uri())
    page.locator("a[hreflang=en]").click()
    expect(page.locator("body")).to_have_css("margin", "0px")  # the style is there
    page.locator("footer a[href$='services/index.html']").click()
    page.locator("main h2 a, main h3 a", has_text="soup").click()
    expect(page.locator("h1")).to_have_text("soup")
    page.locator(".languages a[lang=ar]").click()
    page.wait_for_url("**/ar/services/soup/index.html")


def test_the_search_finds_and_leads_there(page: Page, stick: Path) -> None:
    page.goto((stick / "en/index.html").as_uri())
    page.locator("input[type=search]").fill("clinic")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/a-z/index.html#q=clinic")
    page.locator("#found ol a").first.click()
    page.wait_for_url("**/en/services/clinic/index.html")


def test_a_question_is_asked_answered_and_kept(page: Page, stick: Path) -> None:
    page.goto((stick / "en/study/practice/index.html").as_uri())
    page.locator("#choose button").click()
    expect(page.locator("#ask .question")).to_be_visible()
    for select in page.locator("#ask select").all():
        select.select_option(index=1)
    for radio in page.locator("#ask input[type=radio]").all()[:1]:
        radio.check()
    page.locator("#ask form > button").click()
    expect(page.locator("#ask .verdict")).to_be_visible()
    page.reload()
    expect(page.locator("#known")).to_contain_text("1")


def test_what_is_chosen_from_a_list_is_found_on_all_its_pages(page: Page, stick: Path) -> None:
    page.goto((stick / "en/services/index.html").as_uri())
    page.locator(".choose > summary").click()
    page.locator("[data-choice=free]").click()
    expect(page.locator("[data-results] ul.cards a")).to_have_text(["clinic", "soup"])
    page.locator("[data-choice=childcare]").click()
    page.wait_for_url("**/en/services/index.html#by=free,childcare")
    page.go_back()
    page.locator("[data-results] a", has_text="soup").click()
    page.wait_for_url("**/en/services/soup/index.html")


def test_a_copy_that_is_old_says_so(page: Page, stick: Path) -> None:
    page.clock.set_fixed_time("2027-02-20T10:00:00Z")
    page.goto((stick / "en/index.html").as_uri())
    expect(page.get_by_text("This copy is old")).to_be_hidden()
    page.clock.set_fixed_time("2027-02-21T10:00:00Z")
    page.reload()
    expect(page.get_by_text("This copy is old")).to_be_visible()


def test_pages_that_only_a_copy_has_are_sound(
    new_page: Callable[..., Page], stick: Path, axe: Callable[..., list[str]], nu_validate: Callable[..., list[str]]
) -> None:
    own = [stick / name for name in ("index.html", "ar/not-in-this-copy.html", "ar/services/soup/index.html")]
    page = new_page(viewport={"width": 320, "height": 640})
    for file in own:
        page.goto(file.as_uri())
        assert axe(page) == [], file
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, file
    assert nu_validate(own) == []
