"""Builds the site, serves it on this machine from memory, builds again on every save and reloads the browser.

With an error the last good pages stay, and what is wrong stands on top of each until it is mended. The browser's side
is livereload's; saves are watched with watchfiles, because livereload's own watcher loses saves that follow quickly on
each other. What is put into pages for the browser is put there on their way, never into a file.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import json
import mimetypes
import os
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from watchfiles import awatch

from sitegen.addresses import INDEX
from sitegen.pipeline import Onlooker, Request, Resolved, build, configure
from sitegen.planned import Artifact, PlannedFile
from sitegen.problems import Problem
from sitegen.wording import os_reason, say

HOST = "127.0.0.1"
PORTS = 100  #: so many ports are tried, from the wanted one on
QUIET = 2.0  #: seconds without a build, after which there is time to tidy up
_SCRIPT = '<script src="/livereload.js"></script>'
_NOTHING_YET = (
    "<!DOCTYPE html><html lang=en><head><title>No site yet</title></head>"
    "<body><p>There is no site yet. This page reloads by itself.</p></body></html>"
)
#: What the page's policy must let through here: what is wrong brings its own style.
_OWN_STYLE = ("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_STYLE = (
    "all: revert; position: sticky; top: 0; z-index: 9; margin: 0; padding: .75rem 1rem; max-height: 60vh;"
    " overflow: auto; font: 1rem/1.5 system-ui, sans-serif; text-align: left; color: #1b1b1b;"
    " background: {}; border: 0 solid {}; border-bottom-width: 4px"
)
_RED, _YELLOW = ("#fdecea", "#b3261e"), ("#fff8e1", "#b26a00")


@dataclass(frozen=True)
class Told:
    """What was said of the problems of a build: whether it may be seen, one line, all of it, and in which language."""

    good: bool
    line: str = ""
    text: str = ""
    language: str = "en"


@dataclass
class Shown:
    """What the browser sees: the last good files by path, and what is wrong with the newest."""

    files: Mapping[str, Artifact] = field(default_factory=dict)
    told: Told = Told(True)


Report = Callable[[list[Problem]], Told]
Tell = Callable[[str], object]


class CannotServeError(Exception):
    """There is nothing to serve, or nowhere to serve it."""


def serve(request: Callable[[], Request], port: int, report: Report, tell: Tell) -> None:
    """Serves the site until Ctrl-C, building again on every save; with errors the last good site stays.

    ``request`` is asked before each build, because the day may have changed. ``report`` prints problems and
    tells them; ``tell`` prints a line. Raises :class:`CannotServeError`.
    """
    try:
        asyncio.run(_Workshop(request, report, tell).run(port))
    except KeyboardInterrupt:
        tell(say("Stopped."))


class _StoppedError(Exception):
    """Nobody waits any more for what is built."""


class _Workshop:
    """The loop: wait for a save, build, show, reload."""

    def __init__(self, request: Callable[[], Request], report: Report, tell: Tell) -> None:
        self.request = request
        self.report = report
        self.tell = tell
        self.shown = Shown()
        self.stopped = False
        self.saved = asyncio.Event()
        self.watches: list[asyncio.Task[None]] = []
        self.watched: object = None
        self.planned: Mapping[str, PlannedFile] = {}  # of the last good site, by path
        self.tidying: asyncio.TimerHandle | None = None
        self.before: Resolved | None = None  # the last site that was looked at as a whole
        self.changed: set[str] = set()  # the files that were saved since, as far as that was seen

    async def run(self, port: int) -> None:
        config_path = self.request().config_path
        if not config_path.is_file():
            raise CannotServeError(say("{file} is not there", file=config_path))
        server, port = _listening(application(self.shown), port)
        try:
            await self.watch(config_path, self.inputs())
            await self.build()
            address = f"http://{HOST}:{port}/"
            self.tell(say("The site is at {address} and follows every save. Ctrl-C stops.", address=address))
            while True:
                await self.watch(config_path, self.inputs())
                await self.saved.wait()
                await self.build()
        finally:
            self.stopped = True
            self.stop_watching()
            server.stop()
            await server.close_all_connections()

    def inputs(self) -> list[Path]:
        """The folders that the site is made from; none while the configuration cannot be read."""
        request = self.request()
        config, _ = configure(request)
        return [request.root / name for name in config.folders] if config else []

    async def watch(self, config: Path, inputs: Iterable[Path]) -> None:
        """Watches the inputs; anew when one of them came, went or was replaced, and then builds again."""
        wanted = [Path(os.path.realpath(path)) for path in (config, *inputs)]
        there = {path: path.stat().st_ino for path in wanted if path.is_dir()}
        parents = {_nearest(path.parent) for path in wanted}
        if (wanted, there, parents) == self.watched:
            return
        self.stop_watching()
        self.watched = wanted, there, parents
        self.watches = [
            asyncio.create_task(self.note(parents, recursive=False, only=wanted)),
            *([asyncio.create_task(self.note(there, recursive=True))] if there else ()),
        ]
        await asyncio.sleep(0)  # both now watch
        self.before = None  # what was saved meanwhile was not seen
        self.saved.set()

    async def note(self, paths: Iterable[Path], recursive: bool, only: Iterable[Path] = ()) -> None:
        """Sets ``saved`` on every save below ``paths``; of ``only``, when given, and what they lie in."""
        near = {folder for path in only for folder in (path, *path.parents)}
        changes = awatch(
            *paths,
            recursive=recursive,
            watch_filter=lambda _, path: Path(path) in near if near else not _is_litter(Path(path).name),
            ignore_permission_denied=True,
            step=10,  # milliseconds without another save, before the build begins
        )
        try:
            async for seen in changes:
                self.changed |= {path for _, path in seen}
                self.saved.set()
        except (OSError, RuntimeError) as reason:
            message = say(
                "Saves are not seen any more: {reason}. Stop with Ctrl-C and start again.", reason=str(reason)
            )
            self.tell(message)

    def stop_watching(self) -> None:
        for task in self.watches:
            task.cancel()

    async def build(self) -> None:
        """Builds off the server's thread. What browsers show is made first, and they reload as soon as it is there."""
        if self.tidying:
            self.tidying.cancel()
        self.saved.clear()
        changed, self.changed = self.changed, set()
        before, old = self.shown.told, self.shown.files
        loop, request = asyncio.get_running_loop(), self.request()
        early: dict[str, Artifact] = {}  # what browsers were told to load before the rest was there, by path

        def reload_early(changed: Mapping[str, Artifact]) -> None:
            early.update(changed)
            _Browser.reload({browser for browser in _Browser.all() if browser.page in changed})

        def show(made: list[Artifact]) -> None:
            shown = self.shown.files
            changed = {file.path: file for file in made if file != shown.get(file.path)}
            self.shown.files = {**shown, **changed}
            loop.call_soon_threadsafe(reload_early, changed)

        first = [self.planned[browser.page] for browser in _Browser.all() if browser.page in self.planned]
        try:
            base = os.path.realpath(request.root)
            saved = {os.path.relpath(path, base) for path in changed}
            onlooker = Onlooker(progress=self.go_on, first=first, show=show, before=self.before, saved=saved)
            await asyncio.to_thread(self.show, request, onlooker, old)
        except Exception:  # noqa: BLE001  # the server outlives a defect of the generator
            self.shown.files = old
            text = f"{traceback.format_exc()}This is a defect of the program. Please report it."
            self.shown.told = Told(False, "A defect of the program", text)
            self.tell(text)
        new = self.shown.files
        if self.shown.told != before:
            _Browser.reload(_Browser.all())
        elif _differences(old, new):
            # Whoever loads a page again is another browser to us: what counts is what it shows.
            done = {page for page, file in early.items() if file == new.get(page)}
            anew = any(path.startswith("assets/") for path in _differences(old, new))  # they came after the pages
            _Browser.reload({browser for browser in _Browser.all() if anew or browser.page not in done})
        await asyncio.to_thread(request.kept.save)
        self.tidying = loop.call_later(QUIET, _tidy)

    def go_on(self, done: int, of: int) -> None:
        """Called for each file that is finished: Ctrl-C need not wait for the others."""
        if self.stopped:
            raise _StoppedError

    def show(self, request: Request, onlooker: Onlooker, old: Mapping[str, Artifact]) -> None:
        """Builds, and shows what came of it; with errors, the ``old`` files."""
        start = time.monotonic()
        self.before = None  # should the build fail, nothing is known
        result = build(request, onlooker)
        self.before = result.resolved
        self.shown.told = self.report(result.problems)
        if not self.shown.told.good:
            self.shown.files = old
            self.tell(say("The last good pages stay."))
            return
        self.planned = {file.path: file for file in result.planned}
        self.shown.files = {artifact.path: artifact for artifact in result.artifacts}
        seconds = time.monotonic() - start
        self.tell(
            say(
                "{count} files, {changed} of them changed, {seconds:.1f} s",
                count=len(self.shown.files),
                changed=len(_differences(old, self.shown.files)),
                seconds=seconds,
            )
        )


def _differences(old: Mapping[str, Artifact], new: Mapping[str, Artifact]) -> set[str]:
    """The paths at which something else stands, or nothing any more."""
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def _tidy() -> None:
    """Frees what earlier builds left: parts of a site know each other. What stays is not searched again and again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _nearest(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def _is_litter(name: str) -> bool:
    """What editors write beside the file that is saved."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp"))


def _listening(app: Application, wanted: int) -> tuple[HTTPServer, int]:
    """A server on the wanted port, or on the next that is free."""
    for port in range(wanted, min(wanted + PORTS, 65536)):
        try:
            sockets = bind_sockets(port, HOST)
        except OSError as reason:
            if reason.errno == errno.EADDRINUSE:
                continue
            fault = say("port {port} cannot be used: {reason}", port=port, reason=os_reason(reason))
            raise CannotServeError(fault) from None
        server = HTTPServer(app)
        server.add_sockets(sockets)
        return server, int(sockets[0].getsockname()[1])
    raise CannotServeError(say("no port is free from {port} on", port=wanted))


def application(shown: Shown) -> Application:
    """The pages in ``shown``, and what livereload needs."""
    return Application(
        [
            ("/livereload", _Browser),
            ("/livereload.js", LiveReloadJSHandler),
            ("/(.*)", _Page, {"shown": shown}),
        ],
        log_function=lambda handler: None,
    )


class _Browser(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The connection of a page in a browser, which is told when to load it again."""

    page = ""  #: the path of the file that it shows

    @classmethod
    def all(cls) -> set[_Browser]:
        """Those that are connected."""
        return {browser for browser in cls.waiters if isinstance(browser, cls)}

    @staticmethod
    def reload(browsers: Iterable[_Browser]) -> None:
        """Tells browsers to load their page again."""
        for browser in browsers:
            browser.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": True})

    def on_message(self, message: str) -> None:
        """Called by tornado: a browser says what page it shows."""
        told = json.loads(message)
        if told.get("command") == "info":
            path = unquote(urlsplit(told.get("url", "")).path).lstrip("/")
            self.page = f"{path}{INDEX}" if path.endswith("/") or not path else path
        super().on_message(message)


class _Page(RequestHandler):
    """A file of the site, as a plain web server would give it; a page with livereload's script and what is wrong."""

    def initialize(self, shown: Shown) -> None:
        self.shown = shown

    def get(self, path: str) -> None:
        """The file at an address; the 404 page where there is none."""
        files = self.shown.files
        name = f"{path}{INDEX}" if path.endswith("/") or not path else path
        if name in files:
            self.answer(files[name], 200)
        elif f"{path}/{INDEX}" in files:
            self.redirect(f"{self.request.path}/")
        else:
            self.answer(files.get("404.html", Artifact("404.html", _NOTHING_YET.encode())), 404)

    head = get

    def answer(self, file: Artifact, status: int) -> None:
        kind = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Cache-Control", "no-store")
        self.write(_prepared(file.data.decode(), self.shown.told) if file.is_page else file.data)


def _prepared(page: str, told: Told) -> str:
    """A page with the script that reloads it, and with what is wrong on top."""
    before, head, after = page.partition("</head>")
    before = before.replace(*_OWN_STYLE)
    start, body, rest = after.partition("<body")
    attributes, end, content = rest.partition(">")
    return f"{before}{_SCRIPT}{head}{start}{body}{attributes}{end}{_overlay(told)}{content}"


def _overlay(told: Told) -> str:
    """What is wrong; nothing when nothing is. Warnings are only a line until they are asked for."""
    if not told.line:
        return ""
    style = _STYLE.format(*(_YELLOW if told.good else _RED))
    return (
        f'<details dir="ltr" lang="{told.language}" role="alert" style="{style}"{"" if told.good else " open"}>'
        f"<summary>{escape(told.line)}</summary>"
        f'<pre style="white-space: pre-wrap; margin: .5rem 0 0">{escape(told.text)}</pre></details>'
    )
