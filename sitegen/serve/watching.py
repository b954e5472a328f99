"""Sees what is saved in the files and folders that a site is made from.

With watchfiles, because livereload's own watcher loses saves that follow quickly on each other.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import awatch

from sitegen.wording import say


class Watch:
    """``saved`` is set when something is saved, ``changed`` are the files, as far as that was seen."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self.saved = asyncio.Event()
        self.changed: set[str] = set()
        self._tell = tell
        self._tasks: list[asyncio.Task[None]] = []
        self._watched: object = None

    async def over(self, config: Path, folders: Iterable[Path]) -> bool:
        """Watches a file and folders; anew, with ``saved`` set, when one of them came, went or was replaced.

        Says whether it did so: what was saved meanwhile was not seen.
        """
        wanted = [Path(os.path.realpath(path)) for path in (config, *folders)]
        there = {path: path.stat().st_ino for path in wanted if path.is_dir()}
        parents = {_nearest(path.parent) for path in wanted}
        if (wanted, there, parents) == self._watched:
            return False
        self.stop()
        self._watched = wanted, there, parents
        self._tasks = [
            asyncio.create_task(self._note(parents, recursive=False, only=wanted)),
            *([asyncio.create_task(self._note(there, recursive=True))] if there else ()),
        ]
        await asyncio.sleep(0)  # both now watch
        self.saved.set()
        return True

    async def _note(self, paths: Iterable[Path], recursive: bool, only: Iterable[Path] = ()) -> None:
        """Notes every save below ``paths``; of ``only``, when given, and what they lie in."""
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
            self._tell(message)

    def taken(self) -> set[str]:
        """The files that were saved since this was asked last."""
        self.saved.clear()
        changed, self.changed = self.changed, set()
        return changed

    def stop(self) -> None:
        """Watches nothing any more."""
        for task in self._tasks:
            task.cancel()


def _nearest(path: Path) -> Path:
    """The innermost folder of a path that is there."""
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def _is_litter(name: str) -> bool:
    """What editors write beside the file that is saved."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp"))
