"""One build as browsers see it: what they show is there before the rest, and each loads its page once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from sitegen.planned import Artifact
from sitegen.serve.server import Browser
from sitegen.serve.shown import Shown


class Showing:
    """Puts what a build makes into ``shown``, and tells the browsers; made where the server runs."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._files, self._told = shown.files, shown.told  # as they were before
        self._early: dict[str, Artifact] = {}  # what browsers were told to load before the rest was there, by path
        self._loop = asyncio.get_running_loop()

    def show(self, made: list[Artifact]) -> None:
        """Shows files before the others are there. Called from any thread."""
        shown = self._shown.files
        changed = {file.path: file for file in made if file != shown.get(file.path)}
        self._shown.files = {**shown, **changed}
        self._loop.call_soon_threadsafe(self._reload_early, changed)

    def _reload_early(self, changed: Mapping[str, Artifact]) -> None:
        self._early.update(changed)
        Browser.reload({browser for browser in Browser.all() if browser.page in changed})

    def take_back(self) -> None:
        """Shows the files that were there before."""
        self._shown.files = self._files

    @property
    def differences(self) -> set[str]:
        """The paths at which something else is shown than before, or nothing any more."""
        old, new = self._files, self._shown.files
        return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}

    def reload(self) -> None:
        """Tells the browsers what the build came to, when all of it is there."""
        if self._shown.told != self._told:
            Browser.reload(Browser.all())
        elif differences := self.differences:
            # Whoever loads a page again is another browser to us: what counts is what it shows.
            done = {page for page, file in self._early.items() if file == self._shown.files.get(page)}
            anew = any(path.startswith("assets/") for path in differences)  # they came after the pages
            Browser.reload({browser for browser in Browser.all() if anew or browser.page not in done})
