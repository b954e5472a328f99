"""Serves what is shown on this machine, as a plain web server would, and tells browsers to load their page again.

The browser's side is livereload's.
"""

from __future__ import annotations

import errno
import json
import mimetypes
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from sitegen.addresses import INDEX
from sitegen.planned import Artifact
from sitegen.serve.shown import Shown, with_told
from sitegen.wording import os_reason, say

HOST = "127.0.0.1"
PORTS = 100  #: so many ports are tried, from the wanted one on
_NOTHING_YET = (
    "<!DOCTYPE html><html lang=en><head><title>No site yet</title></head>"
    "<body><p>There is no site yet. This page reloads by itself.</p></body></html>"
)


class CannotServeError(Exception):
    """There is nothing to serve, or nowhere to serve it."""


def listening(shown: Shown, wanted: int) -> tuple[HTTPServer, int]:
    """A server on the wanted port, or on the next that is free. Raises :class:`CannotServeError`."""
    for port in range(wanted, min(wanted + PORTS, 65536)):
        try:
            sockets = bind_sockets(port, HOST)
        except OSError as reason:
            if reason.errno == errno.EADDRINUSE:
                continue
            fault = say("port {port} cannot be used: {reason}", port=port, reason=os_reason(reason))
            raise CannotServeError(fault) from None
        server = HTTPServer(_application(shown))
        server.add_sockets(sockets)
        return server, int(sockets[0].getsockname()[1])
    raise CannotServeError(say("no port is free from {port} on", port=wanted))


def _application(shown: Shown) -> Application:
    """The pages in ``shown``, and what livereload needs."""
    return Application(
        [
            ("/livereload", Browser),
            ("/livereload.js", LiveReloadJSHandler),
            ("/(.*)", _Page, {"shown": shown}),
        ],
        log_function=lambda handler: None,
    )


def _file_at(path: str) -> str:
    """The path of the file that stands at an address."""
    return f"{path}{INDEX}" if path.endswith("/") or not path else path


class Browser(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The connection of a page in a browser, which is told when to load it again."""

    page = ""  #: the path of the file that it shows

    @classmethod
    def all(cls) -> set[Browser]:
        """Those that are connected."""
        return {browser for browser in cls.waiters if isinstance(browser, cls)}

    @staticmethod
    def reload(browsers: Iterable[Browser]) -> None:
        """Tells browsers to load their page again."""
        for browser in browsers:
            browser.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": True})

    def on_message(self, message: str) -> None:
        """Called by tornado: a browser says what page it shows."""
        told = json.loads(message)
        if told.get("command") == "info":
            self.page = _file_at(unquote(urlsplit(told.get("url", "")).path).lstrip("/"))
        super().on_message(message)


class _Page(RequestHandler):
    """A file of the site, as a plain web server would give it; a page with livereload's script and what is wrong."""

    def initialize(self, shown: Shown) -> None:
        self.shown = shown

    def get(self, path: str) -> None:
        """The file at an address; the 404 page where there is none."""
        files = self.shown.files
        if file := files.get(_file_at(path)):
            self.answer(file, 200)
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
        self.write(with_told(file.data.decode(), self.shown.told) if file.is_page else file.data)
