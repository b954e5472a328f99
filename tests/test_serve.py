"""`build.py serve`: a save is a new page, an error leaves the old one, Ctrl-C ends it."""

import asyncio
import gc
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sitegen import serve as serve_module
from sitegen.kept import Kept
from sitegen.pipeline import Request
from sitegen.planned import Output, PlannedFile
from sitegen.problems import Problem, has_errors
from sitegen.resolve.site import Site
from sitegen.serve import _Workshop, serve
from sitegen.serve.server import Browser, CannotServeError
from sitegen.serve.shown import Told
from sitegen.views.values import name

T = TypeVar("T")
PATIENCE = 60  #: seconds, on a machine that has much else to do
MANY = 20_000  #: pages: too many to be made in a moment
CONFIG = """\
languages: [el, en]
source_language: el
timezone: Europe/Athens
phones: {country_code: "30"}
"""
PAGE = "<!doctype html><html><head></head><body>{{ view.title }}</body></html>\n"


def _plan(site: Site) -> Iterator[PlannedFile]:
    yield PlannedFile("404.html", data=b"<html><head></head>lost</html>")
    for entry in site.of("pages"):
        path = "index.html" if entry.id == "home" else f"{entry.id}/index.html"
        yield PlannedFile(path, "page.html", "el", {"view": name("entry", "el", "pages", entry.id)})
    for asset, data in site.resources.assets.items():
        yield PlannedFile(f"assets/{asset}", data=data)


OUTPUTS = (Output("tiny", _plan),)


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def save(root: Path, path: str, text: str) -> None:
    """Writes a file as editors do, so that nobody sees half of it."""
    write(root, f"{path}.tmp", text)
    (root / f"{path}.tmp").replace(root / path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "site_config.yaml", CONFIG)
    write(tmp_path, "templates/page.html", PAGE)
    write(tmp_path, "assets/site.css", "a {}")
    write(tmp_path, "translations/el.po", "")
    write(tmp_path, "translations/en.po", "")
    write(tmp_path, "content/pages/home/text.el.md", "---\ntitle: One\n---\n")
    write(tmp_path, "content/pages/about/text.el.md", "---\ntitle: About\n---\n")
    return tmp_path


class Served:
    """A running server, and what it said."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kept = Kept()
        self.more: Callable[[Site], Iterator[PlannedFile]] = lambda site: iter(())
        self.said: list[str] = []
        self.problems: list[list[Problem]] = []
        self.workshop = _Workshop(self.request, self.report, self.said.append)

    def request(self) -> Request:
        return Request(
            self.root / "site_config.yaml",
            date(2026, 11, 22),
            outputs=(*OUTPUTS, Output(f"more {id(self.more)}", self.more)),  # a plan is kept by the names of outputs
            kept=self.kept,
        )

    def report(self, problems: list[Problem]) -> Told:
        self.problems.append(problems)
        line = f"{len(problems)} problems" if problems else ""
        return Told(not has_errors(problems), line, "\n".join(p.message for p in problems))

    async def until(self, condition: Callable[[], bool]) -> None:
        for _ in range(PATIENCE * 50):
            if condition():
                return
            await asyncio.sleep(0.02)
        pytest.fail("it never came: " + "\n".join([*self.said, *map(str, self.problems[-1:])]))

    @property
    def address(self) -> str:
        line = next(line for line in self.said if "http" in line)
        return line.partition("http://")[2].partition("/")[0]

    async def get(self, path: str, method: str = "GET") -> HTTPResponse:
        client = AsyncHTTPClient(force_instance=True)
        try:
            return await client.fetch(
                f"http://{self.address}/{path}", method=method, raise_error=False, follow_redirects=False
            )
        finally:
            client.close()

    async def looking_at(self, path: str) -> WebSocketClientConnection:
        """A browser that shows a page."""
        browser = await websocket_connect(f"ws://{self.address}/livereload")
        await browser.write_message('{"command": "hello"}')
        await browser.read_message()
        await browser.write_message(f'{{"command": "info", "url": "http://{self.address}/{path}"}}')
        await self.until(lambda: any(one.page.startswith(path) for one in Browser.all()))
        return browser

    def holding_up_the_rest(self) -> threading.Event:
        """From now on a build makes what browsers show, and waits with the rest until this is set."""
        go_on = threading.Event()
        self.more = lambda site: iter([PlannedFile("more.txt", data=b"%d" % go_on.wait(PATIENCE))])
        return go_on

    async def leave(self, browser: WebSocketClientConnection) -> list[str | bytes]:
        """Closes a browser's connection, and waits until it is closed; what it was told before."""
        browser.close()
        told = []
        async with asyncio.timeout(PATIENCE):
            while (message := await browser.read_message()) is not None:
                told.append(message)
        await asyncio.sleep(0.1)
        return told

    def shown(self, path: str = "index.html") -> str:
        files = self.workshop.shown.files
        return files[path].data.decode() if path in files else ""


async def reloaded(browser: WebSocketClientConnection) -> None:
    """Waits until a browser is told to load its page again."""
    async with asyncio.timeout(PATIENCE):
        assert '"reload"' in str(await browser.read_message())


def served(root: Path, scenario: Callable[[Served], Awaitable[None]]) -> Served:
    """Runs a scenario against a server of the site in ``root``."""

    async def run() -> Served:
        here = Served(root)
        task = asyncio.create_task(here.workshop.run(0))
        try:
            await here.until(lambda: task.done() or any("http" in line for line in here.said))
            if task.done():
                await task
            await scenario(here)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        return here

    return in_own_thread(lambda: asyncio.run(run()))


def in_own_thread(work: Callable[[], T]) -> T:
    """Runs a loop where no other runs: that of the browser of other tests may run in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def test_a_save_is_a_new_page_and_reloads_the_browser(root: Path) -> None:
    async def scenario(here: Served) -> None:
        assert "One" in here.shown()
        browser = await here.looking_at("x")
        for title in ("Two", "Three", "Four"):  # three saves within a moment: the last one counts
            write(root, "content/pages/home/text.el.md", f"---\ntitle: {title}\n---\n")
            await asyncio.sleep(0.06)
        await here.until(lambda: "Four" in here.shown())
        await reloaded(browser)
        await here.leave(browser)

    served(root, scenario)


@pytest.mark.parametrize(
    ("path", "text", "seen", "where"),
    [
        ("templates/page.html", PAGE.replace("<body>", "<body>New look: "), "New look: One", "index.html"),
        ("assets/site.css", "b {}", "b{}", "assets/site.css"),
        ("content/pages/new/text.el.md", "---\ntitle: Fresh\n---\n", "Fresh", "new/index.html"),
    ],
)
def test_every_kind_of_input_is_watched(root: Path, path: str, text: str, seen: str, where: str) -> None:
    async def scenario(here: Served) -> None:
        write(root, path, text)
        await here.until(lambda: seen in here.shown(where))

    served(root, scenario)


def test_the_configuration_is_watched_and_so_are_the_folders_it_then_names(root: Path) -> None:
    async def scenario(here: Served) -> None:
        write(root, "site_config.new", CONFIG + "content: [content, more]\n")
        (root / "site_config.new").replace(root / "site_config.yaml")  # as editors save
        await here.until(lambda: any(p.code == "folder-missing" for p in here.problems[-1]))
        write(root, "more/pages/home/text.el.md", "---\ntitle: Over\n---\n")
        await here.until(lambda: "Over" in here.shown())
        write(root, "more/pages/home/text.el.md", "---\ntitle: Over and over\n---\n")
        await here.until(lambda: "Over and over" in here.shown())

    served(root, scenario)


def test_errors_leave_the_last_good_pages_and_stand_on_top_until_they_are_mended(root: Path) -> None:
    async def scenario(here: Served) -> None:
        assert b"open><summary>" not in (await here.get("")).body
        write(root, "content/pages/home/text.el.md", "---\nheading: <Two>\n---\n")
        await here.until(lambda: any("last good" in line for line in here.said))
        page = (await here.get("about/")).body.decode()
        assert "About" in page
        assert re.search(r'<body><details [^>]*role="alert"[^>]* open><summary>\d problems</summary>', page)
        assert "`heading` is not a field here" in page
        write(root, "content/pages/home/text.el.md", "---\ntitle: Three\n---\n")
        await here.until(lambda: "Three" in here.shown())
        assert b"open><summary>" not in (await here.get("")).body

    assert not any("Traceback" in line for line in served(root, scenario).said)


def test_a_browser_is_told_of_an_error_and_not_of_a_save_that_changes_nothing(root: Path) -> None:
    async def scenario(here: Served) -> None:
        browser = await here.looking_at("x")
        builds = len(here.problems)
        write(root, "content/pages/home/text.el.md", "---\ntitle:   One\n---\n")
        await here.until(lambda: len(here.problems) > builds)
        write(root, "content/pages/home/text.el.md", "---\nheading: Two\n---\n")
        await reloaded(browser)
        assert has_errors(here.problems[-1])
        await here.leave(browser)

    served(root, scenario)


def test_what_a_browser_shows_is_there_before_the_rest_is_made(root: Path) -> None:
    async def scenario(here: Served) -> None:
        about, home = await here.looking_at("about/"), await here.looking_at("")
        rest = here.holding_up_the_rest()
        write(root, "content/pages/about/text.el.md", "---\ntitle: About us\n---\n")
        await reloaded(about)
        assert b"About us" in (await here.get("about/")).body
        rest.set()
        await reloaded(home)
        assert await here.leave(about) + await here.leave(home) == []  # each was told once

    served(root, scenario)


def test_a_page_that_was_loaded_early_is_not_loaded_twice(root: Path) -> None:
    async def scenario(here: Served) -> None:
        about, home = await here.looking_at("about/"), await here.looking_at("")
        rest = here.holding_up_the_rest()
        write(root, "content/pages/about/text.el.md", "---\ntitle: About us\n---\n")
        await reloaded(about)
        await here.leave(about)
        again = await here.looking_at("about/")  # as a browser that loads its page does
        rest.set()
        await reloaded(home)
        await here.leave(home)
        assert await here.leave(again) == []

    served(root, scenario)


def test_what_was_shown_early_is_taken_back_when_the_site_is_wrong(root: Path) -> None:
    async def scenario(here: Served) -> None:
        about = await here.looking_at("about/")
        here.more = lambda site: iter([PlannedFile("about/index.html", data=b"")])  # two files on one path
        write(root, "content/pages/about/text.el.md", "---\ntitle: About us\n---\n")
        for _ in range(2):
            await reloaded(about)
        page = (await here.get("about/")).body
        assert b"About us" not in page
        assert b"two files want to stand" in page
        await here.leave(about)

    served(root, scenario)


def test_a_save_that_the_watcher_missed_is_seen_with_the_next(root: Path) -> None:
    async def scenario(here: Served) -> None:
        about = await here.looking_at("about/")
        template = PAGE.replace("<body>", "<body>New look: ")
        save(root, "content/pages/about/text.el.md", "---\ntitle: About us\n---\n")
        save(root, "templates/page.html", template)
        here.workshop.watch.changed = _Only("text.el.md")  # as if the watcher had told of nothing else
        await here.until(lambda: "New look: About us" in here.shown("about/index.html"))
        await here.until(lambda: "New look: One" in here.shown())
        await here.leave(about)

    served(root, scenario)


class _Only(set[str]):
    """Takes in only what ends so."""

    def __init__(self, ending: str) -> None:
        super().__init__()
        self.ending = ending

    def __ior__(self, other: Set[str]) -> "_Only":  # type: ignore[override]
        self.update(path for path in other if path.endswith(self.ending))
        return self


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        ("templates/page.html", PAGE.replace("view.title", "view.titel")),
        ("templates/page.html", PAGE.replace("}}", "")),
        ("content/pages/about/text.el.md", "---\ntitle: [\n---\n"),
    ],
)
def test_what_is_broken_while_it_is_looked_at_comes_back_when_it_is_mended(root: Path, path: str, bad: str) -> None:
    async def scenario(here: Served) -> None:
        about = await here.looking_at("about/")
        good = (root / path).read_text(encoding="utf-8")
        save(root, path, bad)
        await reloaded(about)
        await here.until(lambda: any("last good" in line for line in here.said))
        assert "<body>About</body>" in here.shown("about/index.html")
        save(root, path, good.replace("About", "About us").replace("<body>", "<body>Now: "))
        await reloaded(about)
        await here.until(lambda: re.search("Now: About<|About us<", here.shown("about/index.html")) is not None)
        await here.leave(about)

    assert not any("Traceback" in line for line in served(root, scenario).said)


def test_an_entry_that_goes_while_it_is_looked_at_is_a_page_that_is_not_there(root: Path) -> None:
    async def scenario(here: Served) -> None:
        about = await here.looking_at("about/")
        shutil.rmtree(root / "content/pages/about")
        await reloaded(about)
        assert (await here.get("about/")).code == 404
        await here.leave(about)

    assert not any("Traceback" in line for line in served(root, scenario).said)


def test_whoever_waits_for_a_page_that_is_not_there_is_told_when_it_is(root: Path) -> None:
    async def scenario(here: Served) -> None:
        new = await here.looking_at("new/")
        save(root, "content/pages/new/text.el.md", "---\ntitle: Fresh\n---\n")
        await reloaded(new)
        assert b"Fresh" in (await here.get("new/")).body
        await here.leave(new)

    served(root, scenario)


def test_a_save_while_the_site_is_built_is_built_after_it(root: Path) -> None:
    async def scenario(here: Served) -> None:
        about = await here.looking_at("about/")
        rest = here.holding_up_the_rest()
        save(root, "content/pages/about/text.el.md", "---\ntitle: Second\n---\n")
        await reloaded(about)
        save(root, "content/pages/about/text.el.md", "---\ntitle: Third\n---\n")
        await here.until(lambda: bool(here.workshop.watch.changed))
        rest.set()
        await reloaded(about)
        assert b"Third" in (await here.get("about/")).body
        await here.leave(about)

    served(root, scenario)


def test_a_save_makes_only_the_pages_anew_that_show_it(root: Path) -> None:
    async def scenario(here: Served) -> None:
        here.kept.made.clear()
        write(root, "content/pages/about/text.el.md", "---\ntitle: About us\n---\n")
        await here.until(lambda: "About us" in here.shown("about/index.html"))
        assert here.kept.made["page"] == 1

    served(root, scenario)


def test_sites_of_earlier_builds_do_not_stay_in_memory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_module, "QUIET", 0)

    def sites() -> int:
        gc.unfreeze()  # so that all are told
        return sum(type(one) is Site for one in gc.get_objects())

    async def scenario(here: Served) -> None:
        before = sites()
        for title in map(str, range(5)):
            write(root, "content/pages/home/text.el.md", f"---\ntitle: {title}\n---\n")
            await here.until(lambda title=title: f"{title}</body>" in here.shown())  # type: ignore[misc]
        await here.until(lambda: sites() <= before)

    served(root, scenario)


def test_a_site_that_was_never_good_is_served_once_it_is(root: Path) -> None:
    write(root, "site_config.yaml", "languages: [el\n")

    async def scenario(here: Served) -> None:
        answer = await here.get("")
        assert answer.code == 404
        assert b"/livereload.js" in answer.body
        write(root, "site_config.yaml", CONFIG)
        await here.until(lambda: "One" in here.shown())

    served(root, scenario)


def test_a_defect_is_told_and_outlived(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(here: Served) -> None:
        def broken(*_: object) -> object:
            raise ZeroDivisionError

        with monkeypatch.context() as patch:
            patch.setattr("sitegen.serve.build", broken)
            write(root, "content/pages/home/text.el.md", "---\ntitle: Two\n---\n")
            await here.until(lambda: any("ZeroDivisionError" in line for line in here.said))
        write(root, "content/pages/home/text.el.md", "---\ntitle: Three\n---\n")
        await here.until(lambda: "Three" in here.shown())

    served(root, scenario)


def test_what_lies_beside_the_site_starts_no_build(root: Path) -> None:
    async def scenario(here: Served) -> None:
        builds = len(here.problems)
        write(root, "public/index.html", "touched")
        write(root, "notes.txt", "beside the site")
        write(root, "content/pages/home/.text.el.md.swp", "an editor's own")
        await asyncio.sleep(0.5)
        assert len(here.problems) == builds

    served(root, scenario)


def test_it_answers_as_a_web_server_does(root: Path) -> None:
    async def scenario(here: Served) -> None:
        page = await here.get("about/")
        assert page.code == 200
        assert b'<script src="/livereload.js"></script></head>' in page.body
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "livereload" not in here.shown("about/index.html")
        assert (await here.get("livereload.js")).code == 200
        style = await here.get("assets/site.css?v=1")
        assert (style.body, style.headers["Content-Type"]) == (b"a{}", "text/css; charset=utf-8")
        folder = await here.get("about")
        assert (folder.code, folder.headers["Location"]) == (302, "/about/")
        for path in ("nothing", "nothing/", "assets/", "%2e%2e/site_config.yaml", "%00"):
            lost = await here.get(path)
            assert lost.code == 404
            assert b"lost" in lost.body
        assert (await here.get("about/", method="HEAD")).body == b""

    served(root, scenario)


def test_a_configuration_that_is_not_there_is_refused(tmp_path: Path) -> None:
    request = Request(tmp_path / "site_config.yaml", date(2026, 11, 22))
    with pytest.raises(CannotServeError, match="site_config"):
        in_own_thread(lambda: serve(lambda: request, 0, lambda problems: Told(True), print))


SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # as from a terminal, also where the tests run without one
from pathlib import Path
sys.path[:0] = [{here!r}, {tests!r}]
from test_serve import Served, Path
from sitegen.serve import serve
here = Served(Path({root!r}))
serve(here.request, {port}, here.report, lambda line: print(line, flush=True))
"""


def test_a_busy_port_is_passed_over_and_ctrl_c_ends_cleanly(root: Path) -> None:
    tests = Path(__file__).parent
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        code = SCRIPT.format(here=str(tests.parent), tests=str(tests), root=str(root), port=port)
        with (
            subprocess.Popen([sys.executable, "-c", code], stdout=-1, stderr=-2, text=True) as process,
            ExitStack() as end,
        ):
            end.callback(process.kill)  # whatever fails
            assert process.stdout is not None
            lines: list[str] = []
            while not lines or "http" not in lines[-1]:
                lines.append(process.stdout.readline())
                assert lines[-1], "it ended: " + "".join(lines)
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=PATIENCE)[0]
    assert f":{port}/" not in lines[-1]
    assert rest.endswith("Stopped.\n")
    assert "Traceback" not in rest
    assert process.returncode == 0


def test_the_end_does_not_wait_for_the_build(root: Path) -> None:
    async def scenario(here: Served) -> None:
        home = {"view": name("entry", "el", "pages", "home")}
        here.more = lambda site: (PlannedFile(f"{n}/index.html", "page.html", "el", home) for n in range(MANY))
        here.kept.made.clear()
        save(root, "content/pages/about/text.el.md", "---\ntitle: About us\n---\n")
        await here.until(lambda: here.kept.made["page"] > 1)

    assert served(root, scenario).kept.made["page"] < MANY
