"""A language saved on the phone: read without a network, brought up to date, deleted. Nothing before it is asked for."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sitegen.publish import publish
from tests.builders import built, service, small_site, with_real_look

HIDDEN = service("shelter", "sensitive: yes")
STUDY = """
    content/vocabularies/word-themes.yaml
        - {id: history, title: {el: Ιστορία, en: History}}
    content/words/history.yaml
        - {id: vouli, word: η βουλή, theme: history, meaning: {el: νόμοι, en: parliament}, example: {el: Η βουλή., en: It.}}
    content/chapters/state/facts.yaml
        {source: city-page, area: history, order: 1}
    content/chapters/state/text.el.md
        ---
        title: Το κράτος
        ---
        Μία πρόταση.
    content/practice/history.yaml
        - id: one
          kind: true-false
          question: Είναι.
          answer: no
          source: city-page
          chapter: state
          difficulty: easy
          words: [vouli]
          hint: {el: Βοήθεια., en: A hint.}
          explanation: {el: Εξήγηση., en: Because.}
          fact: Γεγονός.
"""
SAVED = re.compile(r"Saved on \d+ \w+ – \d+ pages")


class Host:
    """A server whose site can change, be slow or be gone, and which notes what it is asked for."""

    def __init__(self, folder: Path, path: str = "athens/") -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.is_gone = False
        self.ends_after = 1_000_000  # answers
        self.wait = threading.Event()
        self.slow = ""
        self.spoilt = ""  # addresses with this in them answer with another page
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                if host.is_gone or len(host.asked) >= host.ends_after:
                    self.close_connection = True
                    return
                host.asked.append(self.path.removeprefix(f"/{path}").split("?")[0])
                if host.slow and host.slow in self.path:
                    host.wait.wait(20)
                if host.spoilt and host.spoilt in self.path:
                    self.send_response(200)
                    self.send_header("Content-Type", "text/html")
                    self.end_headers()
                    self.wfile.write(b"<!doctype html><title>-</title><h1>Log in to this network</h1>")
                    return
                super().do_GET()

            def translate_path(self, address: str) -> str:
                return super().translate_path("/" + address.removeprefix(f"/{path}"))

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Handler(*given, directory=str(self.folder)))
        self.address = f"http://127.0.0.1:{self.server.server_port}/{path}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def end(self) -> None:
        self.wait.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site; the same after an edit and without one of its services; and with copies taken back."""
    folder = tmp_path_factory.mktemp("offline")
    edited = service("kem").replace("title: kem", "title: kem edited")
    trees = {"first": service("kem") + service("other"), "second": edited, "last": service("kem") + service("other")}
    found = {}
    for name, tree in trees.items():
        config = with_real_look(small_site(folder / name, tree + HIDDEN + STUDY))
        if name == "last":
            config.write_text(config.read_text(encoding="utf-8") + "offline: no\n", encoding="utf-8")
        result = built(config)
        assert result.ok, result.problems
        found[name] = folder / name / "public"
        publish(result.artifacts, found[name])
    return found


@pytest.fixture
def host(releases: dict[str, Path]) -> Iterator[Host]:
    made = Host(releases["first"])
    yield made
    made.end()


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Iterator[Page]:
    """A page that may have a service worker, and which must not raise anything."""
    page = new_page(service_workers="allow", viewport={"width": 360, "height": 640})
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    assert faults == []


def status(page: Page) -> Any:
    return page.locator("#offline [role=status]")


def save(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Save this language").click()
    expect(status(page)).to_have_text(SAVED)


def kept(page: Page) -> list[str]:
    """The addresses in all caches, below that of the site."""
    return page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
          }
          return found.map((path) => path.replace("/athens/", "")).sort();
        }"""
    )


def until(page: Page, condition: str) -> None:
    """Waits in the page for a condition that is a promise, which `wait_for_function` takes for a yes."""
    page.evaluate(
        f"""async () => {{
          const end = Date.now() + 10_000;
          while (!(await ({condition}))) {{
            if (Date.now() > end) throw new Error("never");
            await new Promise((go) => setTimeout(go, 20));
          }}
        }}"""
    )


def set_saved(page: Page, hours: float) -> None:
    """As if English had been saved so many hours from now."""
    page.evaluate(
        """async (hours) => {
          const cache = await caches.open("offline /athens/ en");
          const state = new URL("/athens/offline/state-en", location).href;
          const told = await (await cache.match(state)).json();
          await cache.put(state, new Response(JSON.stringify({ ...told, time: Date.now() + hours * 3600000 })));
        }""",
        hours,
    )


def workers(page: Page) -> int:
    return page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length")


def changed(releases: dict[str, Path], language: str) -> list[str]:
    """What the list of the second release has, and that of the first has not."""
    before, after = (
        json.loads((releases[name] / f"offline/{language}.json").read_text())["files"] for name in ("first", "second")
    )
    return [file[0] for file in after if file not in before]


def test_who_never_asks_has_no_worker_and_nothing_kept(phone: Page, host: Host) -> None:
    for path in ("en/", "en/services/kem/", "en/a-z/", "en/services/shelter/", ""):
        phone.goto(host.address + path)
    phone.goto(host.address + "en/services/kem/")
    phone.locator("#offline").scroll_into_view_if_needed()
    expect(status(phone)).to_contain_text("MB")
    assert (workers(phone), phone.evaluate("caches.keys()")) == (0, [])
    assert [path for path in host.asked if path.startswith("offline/") or path == "sw.js"] == ["offline/sizes.json"]


def test_without_a_script_nothing_is_offered_that_would_not_work(host: Host, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(host.address + "en/")
    expect(page.locator("#offline")).to_be_hidden()


def test_what_was_saved_is_read_without_a_network_and_says_of_when_it_is(phone: Page, host: Host) -> None:
    save(phone, host.address + "en/services/kem/")
    host.is_gone = True
    for path, heading in (("en/services/kem/", "kem"), ("en/services/", "Services"), ("en/topics/health/", "health")):
        phone.goto(host.address + path)
        expect(phone.locator("h1")).to_contain_text(heading)
        expect(phone.locator("body > aside").first).to_contain_text(re.compile(r"the copy that was saved on \d+ \w+\."))
    phone.goto(host.address + "en/a-z/")
    phone.get_by_role("searchbox").fill("kem")
    expect(phone.locator("#found ol a")).to_contain_text(["kem"])
    phone.goto(host.address + "en/study/practice/")
    phone.get_by_role("button", name="Begin").click()
    expect(phone.locator("#ask")).to_contain_text("Είναι.")


def test_a_saved_page_is_found_however_its_address_is_written(phone: Page, host: Host) -> None:
    save(phone, host.address + "en/")
    host.is_gone = True
    for written in ("?from=there", "index.html", "index.html?from=there#content"):
        phone.goto(f"{host.address}en/services/kem/{written}")
        expect(phone.locator("h1")).to_contain_text("kem")
    phone.goto(host.address + "en/services/kem?from=there")
    expect(phone).to_have_url(host.address + "en/services/kem/")
    expect(phone.locator("h1")).to_contain_text("kem")


def test_a_network_that_answers_for_the_site_changes_nothing_that_is_saved(
    phone: Page, host: Host, releases: dict[str, Path]
) -> None:
    save(phone, host.address + "en/")
    before = kept(phone)
    host.folder, host.spoilt = releases["second"], "/en/services/"
    set_saved(phone, hours=-2)
    phone.goto(host.address + "en/helplines/")
    expect(status(phone)).to_have_text(
        re.compile(r"^The site is being changed just now\. .* Saved on \d+ \w+ – .* pages$")
    )
    host.asked = []
    phone.goto(host.address + "en/a-z/")
    expect(status(phone)).to_have_text(SAVED)
    assert "offline/en.json" not in host.asked  # the next look is an hour away
    phone.goto(host.address + "en/services/kem/")
    expect(phone.locator("h1")).to_have_text("Log in to this network")
    assert set(before) <= set(kept(phone))
    host.is_gone = True
    phone.goto(host.address + "en/services/kem/")
    expect(phone.locator("h1")).to_contain_text("kem")


def test_a_copy_of_a_day_to_come_is_brought_up_to_date(phone: Page, host: Host, releases: dict[str, Path]) -> None:
    save(phone, host.address + "en/")
    host.folder = releases["second"]
    set_saved(phone, hours=24 * 400)
    phone.goto(host.address + "en/helplines/")
    until(phone, "caches.match('/athens/en/services/other/', { ignoreSearch: true }).then((page) => !page)")


def test_what_was_not_saved_says_so_in_the_language_of_the_address(phone: Page, host: Host) -> None:
    save(phone, host.address + "en/")
    host.is_gone = True
    for path, language in (("en/nothing/here/", "en"), ("ar/services/kem/", "ar"), ("nothing/", "el")):
        phone.goto(host.address + path)
        expect(phone.locator("html")).to_have_attribute("lang", language)
        expect(phone.locator("main a[href^='tel:']").first).to_be_visible()
        ways = phone.locator("main a:not([href^='tel:'])").evaluate_all("links => links.map(link => link.href)")
        assert f"{host.address}{language}/" in ways
        assert phone.evaluate("getComputedStyle(document.body).display") == "flex"  # it has its style


def test_what_is_sensitive_is_never_kept(phone: Page, host: Host) -> None:
    save(phone, host.address + "en/")
    phone.goto(host.address + "en/services/shelter/")
    expect(phone.locator("h1")).to_contain_text("shelter")
    assert [path for path in kept(phone) if "shelter" in path] == []
    host.is_gone = True
    phone.goto(host.address + "en/services/shelter/")
    expect(phone.locator("h1")).to_have_text("This page is not on your phone")


def test_after_an_edit_only_the_list_and_what_changed_is_loaded_and_what_was_deleted_goes(
    phone: Page, host: Host, releases: dict[str, Path]
) -> None:
    save(phone, host.address + "en/")
    host.is_gone = True
    phone.goto(host.address + "en/services/kem/")
    expect(phone.locator("body > aside").first).to_contain_text("the copy")
    host.folder, host.is_gone, host.asked = releases["second"], False, []
    phone.goto(host.address + "en/helplines/")
    expect(status(phone)).to_have_text(SAVED)
    until(phone, "caches.match('/athens/en/services/other/', { ignoreSearch: true }).then((page) => !page)")
    unasked = {"en/helplines/", "sw.js", "favicon.ico"}  # the page itself, and what browsers look after themselves
    loaded = sorted(path for path in host.asked if path not in unasked)
    assert loaded == sorted(["offline/en.json", *changed(releases, "en")])
    host.is_gone = True
    phone.goto(host.address + "en/services/kem/")
    expect(phone.locator("h1")).to_contain_text("kem edited")
    phone.goto(host.address + "en/services/other/")
    expect(phone.locator("h1")).to_have_text("This page is not on your phone")


def test_a_saved_page_is_shown_when_the_network_is_slow(phone: Page, host: Host) -> None:
    save(phone, host.address + "en/")
    host.slow = "/en/services/kem/"
    phone.goto(host.address + "en/services/kem/")
    expect(phone.locator("body > aside").first).to_contain_text("the copy that was saved on")


def test_saving_that_was_cut_off_says_so_and_later_goes_on_with_what_lacks(phone: Page, host: Host) -> None:
    phone.goto(host.address + "en/")
    host.asked, host.ends_after = [], 20
    phone.get_by_role("button", name="Save this language").click()
    expect(status(phone)).to_have_text(re.compile(r"^The network stopped\. .* there is a network again\.$"))
    expect(phone.locator("#offline button:visible")).to_have_text(
        ["Save this language on my phone", "Remove from this phone"]
    )
    before, host.asked, host.ends_after = kept(phone), [], 1_000_000
    assert len(before) > 5
    phone.goto(host.address + "en/helplines/")
    expect(status(phone)).to_have_text(SAVED)
    own = ("en/helplines/", "favicon.ico")  # what the page itself asks for
    again = [path for path in host.asked if path in before and path not in own and not path.startswith("assets/")]
    assert again == []


def test_a_phone_without_room_keeps_no_half(phone: Page, host: Host) -> None:
    session = phone.context.new_cdp_session(phone)
    origin = host.address.removesuffix("athens/")
    phone.goto(host.address + "en/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 60_000})
    phone.get_by_role("button", name="Save this language").click()
    expect(status(phone)).to_contain_text("There is not enough room on this phone.")
    until(phone, "caches.keys().then((names) => !names.length)")


def test_it_is_removed_and_the_worker_with_the_last_language(phone: Page, host: Host) -> None:
    save(phone, host.address + "en/")
    host.slow = "/ar/topics/"  # so that it is removed while it is being saved
    phone.goto(host.address + "ar/")
    phone.locator("#offline button").click()
    until(phone, "caches.keys().then((names) => names.length === 2)")
    expect(phone.locator("#offline progress")).to_be_visible()
    phone.locator("#offline button:visible").last.click()
    expect(phone.locator("#offline progress")).to_be_hidden()
    until(phone, "caches.keys().then((names) => names.length === 1)")
    assert workers(phone) == 1
    phone.goto(host.address + "en/")
    phone.get_by_role("button", name="Remove from this phone").click()
    expect(status(phone)).to_have_text("This language is no longer saved on this phone.")
    assert (workers(phone), phone.evaluate("caches.keys()")) == (0, [])
    phone.get_by_role("button", name="Save this language").click()
    expect(status(phone)).to_have_text(SAVED)


def test_the_last_worker_deletes_everything_and_itself(phone: Page, host: Host, releases: dict[str, Path]) -> None:
    save(phone, host.address + "en/")
    phone.evaluate("caches.open('another site of this host')")
    host.folder = releases["last"]
    phone.goto(host.address + "en/")
    phone.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.update()")
    until(phone, "navigator.serviceWorker.getRegistrations().then((found) => !found.length)")
    until(phone, "caches.keys().then((names) => names.length === 1)")
    phone.goto(host.address + "en/")
    assert phone.locator("#offline").count() == 0
    assert phone.evaluate("caches.keys()") == ["another site of this host"]
