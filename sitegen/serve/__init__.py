"""Builds the site, serves it on this machine from memory, builds again on every save and reloads the browser.

With an error the last good pages stay, and what is wrong stands on top of each until it is mended.
"""

from __future__ import annotations

import asyncio
import gc
import os
import time
import traceback
from collections.abc import Callable, Mapping

from sitegen.pipeline import Onlooker, Request, Resolved, build, configure
from sitegen.planned import PlannedFile
from sitegen.problems import Problem
from sitegen.serve.server import HOST, Browser, CannotServeError, listening
from sitegen.serve.showing import Showing
from sitegen.serve.shown import Shown, Told
from sitegen.serve.watching import Watch
from sitegen.wording import say

QUIET = 2.0  #: seconds without a build, after which there is time to tidy up

Report = Callable[[list[Problem]], Told]
Tell = Callable[[str], object]


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
        self.watch = Watch(tell)
        self.stopped = False
        self.planned: Mapping[str, PlannedFile] = {}  # of the last good site, by path
        self.tidying: asyncio.TimerHandle | None = None
        self.before: Resolved | None = None  # the last site that was looked at as a whole

    async def run(self, port: int) -> None:
        config_path = self.request().config_path
        if not config_path.is_file():
            raise CannotServeError(say("{file} is not there", file=config_path))
        server, port = listening(self.shown, port)
        try:
            await self.watch_inputs()
            await self.build()
            address = f"http://{HOST}:{port}/"
            self.tell(say("The site is at {address} and follows every save. Ctrl-C stops.", address=address))
            while True:
                await self.watch_inputs()
                await self.watch.saved.wait()
                await self.build()
        finally:
            self.stopped = True
            self.watch.stop()
            server.stop()
            await server.close_all_connections()

    async def watch_inputs(self) -> None:
        """Watches what the site is made from: only the configuration, while that cannot be read."""
        request = self.request()
        config, _ = configure(request)
        folders = [request.root / name for name in config.folders] if config else []
        if await self.watch.over(request.config_path, folders):
            self.before = None  # what was saved meanwhile was not seen

    async def build(self) -> None:
        """Builds off the server's thread. What browsers show is made first, and they reload as soon as it is there."""
        if self.tidying:
            self.tidying.cancel()
        request, showing = self.request(), Showing(self.shown)
        base = os.path.realpath(request.root)
        onlooker = Onlooker(
            progress=self.go_on,
            first=[self.planned[browser.page] for browser in Browser.all() if browser.page in self.planned],
            show=showing.show,
            before=self.before,
            saved={os.path.relpath(path, base) for path in self.watch.taken()},
        )
        try:
            await asyncio.to_thread(self.make, request, onlooker, showing)
        except Exception:  # noqa: BLE001  # the server outlives a defect of the generator
            showing.take_back()
            text = f"{traceback.format_exc()}This is a defect of the program. Please report it."
            self.shown.told = Told(False, "A defect of the program", text)
            self.tell(text)
        showing.reload()
        await asyncio.to_thread(request.kept.save)
        self.tidying = asyncio.get_running_loop().call_later(QUIET, _tidy)

    def go_on(self, done: int, of: int) -> None:
        """Called for each file that is finished: Ctrl-C need not wait for the others."""
        if self.stopped:
            raise _StoppedError

    def make(self, request: Request, onlooker: Onlooker, showing: Showing) -> None:
        """Builds, and shows what came of it; with errors, what was there before."""
        start = time.monotonic()
        self.before = None  # should the build fail, nothing is known
        result = build(request, onlooker)
        self.before = result.resolved
        self.shown.told = self.report(result.problems)
        if not self.shown.told.good:
            showing.take_back()
            self.tell(say("The last good pages stay."))
            return
        self.planned = {file.path: file for file in result.planned}
        self.shown.files = {artifact.path: artifact for artifact in result.artifacts}
        self.tell(
            say(
                "{count} files, {changed} of them changed, {seconds:.1f} s",
                count=len(self.shown.files),
                changed=len(showing.differences),
                seconds=time.monotonic() - start,
            )
        )


def _tidy() -> None:
    """Frees what earlier builds left: parts of a site know each other. What stays is not searched again and again."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
