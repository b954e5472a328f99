"""The page for what is not there, on a server that gives it at any address below a path, as hosts do."""

import functools
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, small_site, with_real_look

FOLDER = "/athens/"
URGENT = """
content/helplines.yaml
    - {id: "112", title: {el: Κίνδυνος}, phones: "112", urgency: emergency, source: city-page, topics: health, hours: {always: yes}}
"""


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder below `/athens/`, and its `404.html` for all that is not there."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(FOLDER))

    def send_head(self) -> BinaryIO | None:  # type: ignore[override]
        address = self.path.partition("?")[0]
        file = Path(self.translate_path(self.path))
        there = file.is_file() or (file / "index.html").is_file()
        if address.startswith(FOLDER) and there:
            return super().send_head()
        page = Path(self.directory) / "404.html"
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        return page.open("rb")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a host that has the site below a path."""
    folder = tmp_path_factory.mktemp("lost")
    config = with_real_look(small_site(folder, URGENT))
    config.write_text(
        config.read_text().replace("{code: en, locale: en-GB}, ar]", "{code: en, locale: en-GB}, ar, fa]")
    )
    publish(built(config, f"https://example.org{FOLDER}").artifacts, folder / "public")
    handler = functools.partial(_Host, directory=str(folder / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["x/y/z/", "nothing", "en/services/none/index.html", "fa/%D8%B3/"])
def test_at_any_depth_it_finds_its_style_and_leads_to_every_language(host: str, page: Page, path: str) -> None:
    answer = page.goto(host + FOLDER + path)
    assert answer
    assert answer.status == 404
    expect(page.locator(".choices")).to_have_css("display", "grid")
    found = page.locator(".choices a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert sorted(found) == sorted(
        f"{FOLDER}{code}/{place}" for code in ("el", "en", "ar", "fa") for place in ("", "a-z/")
    )
    assert page.locator('a[href="tel:112"]').count() == 1
    assert all(page.request.get(host + address).ok for address in found)


@pytest.mark.parametrize(
    ("path", "language", "direction"),
    [("ar/services/none/", "ar", "rtl"), ("EN/Services/", "en", "ltr"), ("none/", "el", "ltr")],
)
def test_the_language_of_the_address_comes_first(
    host: str, page: Page, path: str, language: str, direction: str
) -> None:
    page.goto(host + FOLDER + path)
    expect(page.locator(".choices > li").first).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator("html")).to_have_attribute("lang", language)
    own = page.locator(".choices > li").first.get_attribute("data-lost") or ""
    expect(page.locator("h1")).to_have_text(own)
    expect(page).to_have_title(own)


def test_without_a_script_it_answers_in_four_languages(host: str, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{host}{FOLDER}ar/none/")
    said = page.locator(".choices > li > a:first-child > span").all_inner_texts()
    assert len(said) == 4
    assert all(re.search(r"\w{3}", line) for line in said)
    page.locator(".choices > li[lang=ar] > a").first.click()
    expect(page).to_have_url(f"{host}{FOLDER}ar/")


def test_search_engines_do_not_keep_it(host: str, page: Page) -> None:
    page.goto(f"{host}{FOLDER}404.html")
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"


def test_it_is_accessible(host: str, page: Page, axe: Callable[..., list[str]]) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{host}{FOLDER}fa/none/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_base_url_its_links_begin_at_the_root_of_the_host(tmp_path: Path) -> None:
    result = built(with_real_look(small_site(tmp_path)))
    page = next(artifact.data.decode() for artifact in result.artifacts if artifact.path == "404.html")
    assert {address[0] for address in re.findall(r'(?:href|src)="([^"#:]+)"', page)} == {"/"}
    assert 'href="/ar/"' in page
