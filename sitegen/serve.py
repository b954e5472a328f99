"""Builds the site, serves it on this machine, builds again on every save and reloads the browser.

The browser's side is livereload's; saves are watched with watchfiles, because livereload's own watcher
loses saves that follow quickly on each other. Its script is put into pages on their way to the browser,
never into a file.
"""

from __future__ import annotations

import asyncio
import errno
import mimetypes
import os
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from watchfiles import awatch

from sitegen.addresses import INDEX
from sitegen.pipeline import Request, build, configure
from sitegen.problems import Problem
from sitegen.publish import PublishError, check_target, publish

HOST = "127.0.0.1"
PORTS = 100  #: so many ports are tried, from the wanted one on
_SCRIPT = b'<script src="/livereload.js"></script>'
_NOTHING_YET = (
    b"<!DOCTYPE html><html lang=en><head><title>No site yet</title></head>"
    b"<body><p>There is no site yet: the terminal says what to mend. This page reloads by itself.</p></body></html>"
)

Report = Callable[[list[Problem]], int]


class CannotServeError(Exception):
    """There is nothing to serve, or nowhere to serve it."""


def serve(request: Callable[[], Request], out: Path, port: int, report: Report, say: Callable[[str], object]) -> None:
    """Serves ``out`` until Ctrl-C, building again on every save; with errors the last good site stays.

    ``request`` is asked before each build, because the day may have changed. ``report`` prints problems and
    returns 0 when the site may be published; ``say`` prints a line. Raises :class:`CannotServeError`.
    """
    try:
        asyncio.run(_Workshop(request, out, report, say).run(port))
    except KeyboardInterrupt:
        say("Stopped.")


class _Workshop:
    """The loop: wait for a save, build, publish, reload."""

    def __init__(self, request: Callable[[], Request], out: Path, report: Report, say: Callable[[str], object]) -> None:
        self.request = request
        self.out = out
        self.report = report
        self.say = say
        self.saved = asyncio.Event()
        self.watches: list[asyncio.Task[None]] = []
        self.watched: object = None

    async def run(self, port: int) -> None:
        config_path = self.request().config_path
        if not config_path.is_file():
            raise CannotServeError(f"{config_path} is not there")
        inputs = self.inputs()
        try:
            check_target(self.out, config_path.parent, inputs)
        except PublishError as reason:
            raise CannotServeError(str(reason)) from None
        server, port = _listening(application(self.out), port)
        try:
            await self.watch(config_path, inputs)
            await self.build()
            self.say(f"The site is at http://{HOST}:{port}/ and follows every save. Ctrl-C stops.")
            while True:
                await self.watch(config_path, self.inputs())
                await self.saved.wait()
                await self.build()
        finally:
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
        self.saved.set()

    async def note(self, paths: Iterable[Path], recursive: bool, only: Iterable[Path] = ()) -> None:
        """Sets ``saved`` on every save below ``paths``; of ``only``, when given, and what they lie in."""
        near = {folder for path in only for folder in (path, *path.parents)}
        changes = awatch(
            *paths,
            recursive=recursive,
            watch_filter=lambda _, path: Path(path) in near if near else not _is_litter(Path(path).name),
            ignore_permission_denied=True,
        )
        try:
            async for _ in changes:
                self.saved.set()
        except (OSError, RuntimeError) as reason:
            self.say(f"Saves are not seen any more: {reason}. Stop with Ctrl-C and start again.")

    def stop_watching(self) -> None:
        for task in self.watches:
            task.cancel()

    async def build(self) -> None:
        """Builds and publishes off the server's thread; the browser reloads what was published."""
        self.saved.clear()
        try:
            published = await asyncio.to_thread(self.publish)
        except PublishError as reason:
            self.say(f"Not published: {reason}")
        except Exception:  # noqa: BLE001  # the server outlives a defect of the generator
            self.say(f"{traceback.format_exc()}This is a defect of the program. Please report it.")
        else:
            if published:
                LiveReloadHandler.reload_waiters("*")

    def publish(self) -> bool:
        request, start = self.request(), time.monotonic()
        result = build(request)
        if self.report(result.problems) or result.config is None:
            self.say("Not published: the last good site stays.")
            return False
        check_target(self.out, request.root, [request.root / name for name in result.config.folders])
        count = publish(result.artifacts, self.out)
        self.say(f"{count} files in {self.out}, {time.monotonic() - start:.1f} s")
        return True


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
            raise CannotServeError(f"port {port} cannot be used: {reason.strerror}") from None
        server = HTTPServer(app)
        server.add_sockets(sockets)
        return server, int(sockets[0].getsockname()[1])
    raise CannotServeError(f"no port is free from {wanted} on")


def application(out: Path) -> Application:
    """The pages in ``out``, and what livereload needs."""
    LiveReloadHandler.watcher = Watcher()
    return Application(
        [
            ("/livereload", LiveReloadHandler),
            ("/livereload.js", LiveReloadJSHandler),
            ("/(.*)", _Page, {"out": out}),
        ],
        log_function=lambda handler: None,
    )


class _Page(RequestHandler):
    """A file of the published site, as a plain web server would give it, with livereload's script."""

    def initialize(self, out: Path) -> None:
        self.out = out

    def get(self, path: str) -> None:
        """The file at an address; the 404 page where there is none."""
        file = self.out / path / INDEX if path.endswith("/") or not path else self.out / path
        if ".." in path.split("/") or "\0" in path or not file.exists():
            self.answer(self.out / "404.html", 404)
        elif file.is_dir():
            self.redirect(f"{self.request.path}/")
        else:
            self.answer(file, 200)

    head = get

    def answer(self, file: Path, status: int) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        try:
            data = file.read_bytes()
        except OSError:
            data = _NOTHING_YET
        if kind == "text/html":
            before, head, after = data.partition(b"</head>")
            data = before + _SCRIPT + head + after
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Cache-Control", "no-store")
        self.write(data)
