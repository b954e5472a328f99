"""How long a save takes until it is seen, while a generator serves its site and follows the files.

A page is asked for as a browser does it: got, and where the generator reloads the browser (livereload), connected. Then a
file is saved. Told are the seconds until the message to reload, and until the page that is got has the new word. Before
each save all that the last one set off has come to rest, and the word has reached another page that it belongs on.
"""

import asyncio
import json
import socket
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException

from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from benchmarks.peers.peer import Edit
from benchmarks.running import FailedError, busy, gist, started, stop, weighed
from benchmarks.site import Stand

START, PATIENCE = 900, 300  #: seconds until the first page, and until a save is seen
POLL = 0.005  #: seconds between two looks
REST, IDLE = 0.5, 0.06  #: at rest: in so many seconds no more than this share of one processor


@dataclass
class Seen:
    """Seconds from a save until the page had it, and until the browser was told; one of each for every save."""

    page: list[float] = field(default_factory=list)
    reload: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Watched:
    """What was seen by the kind of edit, and the peak of memory in MiB: first build and one save."""

    edits: dict[str, Seen]
    memory: float | None


def watch(stand: Stand, saves: int) -> Watched:
    """Starts a server, saves so often of each kind, and stops it. Raises :class:`FailedError`."""
    peer, port = stand.peer, _free_port()
    command = [part.format(port=port) for part in peer.serve]
    with tempfile.TemporaryFile() as said:
        server = started(command, stand.site, peer.environment, said)
        try:
            client = _Client(stand, f"127.0.0.1:{port}", server.pid)
            with weighed() as scale:
                client.begin()
                client.save("text")
            edits = {}
            for kind in stand.edits:
                edits[kind] = Seen()
                for _ in range(saves):
                    client.save(kind, edits[kind])
            return Watched(edits, scale.peak)
        except (FailedError, OSError, HTTPClientError, WebSocketClosedError) as reason:
            raise FailedError(f"{reason}: {gist(said, stand.site)}") from None
        finally:
            stop(server)


@dataclass(frozen=True)
class _Client:
    stand: Stand
    host: str
    session: int

    def begin(self) -> None:
        page = self.stand.edits["text"].page
        _until(lambda: self.stand.word in self.get(page), START, f"no page in {START} s")
        self.rest()

    def save(self, kind: str, seen: Seen | None = None) -> None:
        edit = self.stand.edits[kind]
        saved, told = (
            asyncio.run(self._reloaded(kind, edit)) if self.stand.peer.says_reload else (self._save(kind, edit), None)
        )
        what = f"the {kind} was not on its page in {PATIENCE} s"
        _until(lambda: self.stand.word in self.get(edit.page), PATIENCE, what)
        if seen:
            seen.page.append(time.perf_counter() - saved)
            seen.reload += [told] if told is not None else []
        _until(
            lambda: self.stand.word in self.get(edit.other),
            PATIENCE,
            f"the {kind} was not on {edit.other} in {PATIENCE} s",
        )
        self.rest()

    def _save(self, kind: str, edit: Edit) -> float:
        self.get(edit.page)
        saved = time.perf_counter()
        self.stand.save(kind)
        return saved

    async def _reloaded(self, kind: str, edit: Edit) -> tuple[float, float]:
        self.get(edit.page)
        browser = await websocket_connect(f"ws://{self.host}/livereload")
        await _greet(browser, f"http://{self.host}/{edit.page}")
        saved = time.perf_counter()
        self.stand.save(kind)
        try:
            async with asyncio.timeout(PATIENCE):
                await _told_to_reload(browser)
        except TimeoutError:
            raise FailedError(f"the browser was not told to reload within {PATIENCE} s of a save ({kind})") from None
        told = time.perf_counter() - saved
        browser.close()
        return saved, told

    def get(self, page: str) -> str:
        with (
            suppress(OSError, HTTPException),
            urllib.request.urlopen(f"http://{self.host}/{page}", timeout=60) as answer,
        ):
            return str(answer.read().decode())
        return ""

    def rest(self) -> None:
        before, end = busy(self.session), time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            time.sleep(REST)
            now = busy(self.session)
            if now - before <= REST * IDLE:
                return
            before = now


async def _greet(browser: WebSocketClientConnection, page: str) -> None:
    """What livereload's script says when a page is open."""
    await browser.write_message(
        json.dumps({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]})
    )
    await browser.read_message()
    await browser.write_message(json.dumps({"command": "info", "plugins": {}, "url": page}))
    await asyncio.sleep(0.1)  # it is not answered


async def _told_to_reload(browser: WebSocketClientConnection) -> None:
    while (message := await browser.read_message()) is not None:
        if json.loads(message).get("command") == "reload":
            return
    raise FailedError("the server ended the connection to the browser")


def _until(there: Callable[[], bool], patience: float, otherwise: str) -> None:
    end = time.perf_counter() + patience
    while not there():
        if time.perf_counter() > end:
            raise FailedError(otherwise)
        time.sleep(POLL)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
