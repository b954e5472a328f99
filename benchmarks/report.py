"""The figures of `make bench` as tables and charts of docs/performance.md: `python -m benchmarks.report FILE`.

A figure that is not there is a dash, and why it is not there stands below the tables.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.peers.peer import VENV
from benchmarks.serving import ROOT, write

CHARTS = ROOT / "docs" / "performance"
CAPTIONS = {
    "cold.svg": "Seconds of a build from nothing, by the number of entries",
    "again.svg": "Seconds of a build after one edit, of a build with no change, and from a save to the page",
}
MODES = {
    "cold": "a build from nothing",
    "same": "a build with no change",
    "edit": "a build after an edit",
    "watch": "watch mode",
}
KINDS = {"text": "a text", "fact": "a fact of a building", "template": "a template of all pages"}
NOTHING = "–"

Results = Mapping[str, Any]


def text(results: Results) -> str:
    """All tables, in Markdown. Times are medians; in brackets how many times that of the yardstick it is."""
    parts = [_head(results)]
    sizes = list(dict.fromkeys(row["size"] for row in results["builds"]))
    parts += [_builds(results, size) for size in sizes]
    parts += [_saves(results), _growth(results, [size for size in sizes if size.isdigit()]), _failures(results)]
    return "\n\n".join(part for part in parts if part)


def _head(results: Results) -> str:
    versions = "".join(f" {results['names'][key]} {number}." for key, number in results["versions"].items() if number)
    minutes = f"; the run took {results['minutes']:.0f} minutes" if "minutes" in results else ""
    return (
        f"{results['date']}, on {results['machine']}, load {results['load']:.1f} at the beginning{minutes}.{versions}"
    )


class _At:
    """The figures of one size, asked for by generator."""

    def __init__(self, results: Results, size: str) -> None:
        self.yardstick = results["yardstick"]
        self.builds = {(row["peer"], row["mode"]): row for row in results["builds"] if row["size"] == size}
        self.watched = {row["peer"]: row for row in results["watched"] if row["size"] == size}
        self.failed = {row["peer"] for row in results["failures"] if row["size"] == size}

    def seconds(self, peer: str, mode: str) -> float | None:
        """The median time of a mode on the clock; of watch mode, from the save of a text to its page."""
        if mode == "watch":
            found = self.watched.get(peer, {"edits": {"text": {"page": []}}})["edits"]["text"]["page"]
        else:
            found = self.builds.get((peer, mode), {"wall": []})["wall"]
        return median(found) if found else None

    def processors(self, peer: str) -> float | None:
        """The median time of all processors for a build from nothing."""
        found = self.builds.get((peer, "cold"), {"cpu": []})["cpu"]
        return median(found) if found else None

    def beside(self, peer: str, figure: Callable[[str], float | None]) -> str:
        """A time of a generator, and how many times that of the yardstick it is."""
        own, other = figure(peer), figure(self.yardstick)
        if own is None:
            return NOTHING
        return _time(own) if other is None or peer == self.yardstick else f"{_time(own)} ({own / other:.2f})"

    def memory(self, peer: str) -> str:
        """The greatest peak of any build."""
        found = [row["memory"] for (of, _), row in self.builds.items() if of == peer and row["memory"]]
        return f"{max(found):.0f}" if found else NOTHING


def _builds(results: Results, size: str) -> str:
    at = _At(results, size)
    rows = []
    for peer, name in results["names"].items():
        if (cold := at.builds.get((peer, "cold"))) is None:
            rows += [[name, *[NOTHING] * 8]] if peer in at.failed else []
            continue
        seconds = at.seconds(peer, "cold")
        rate = f"{cold['pages'] / seconds:,.0f}" if seconds else NOTHING
        by_mode = {mode: at.beside(peer, partial(at.seconds, mode=mode)) for mode in MODES}
        cells = [name, f"{cold['pages']:,}", by_mode.pop("cold"), at.beside(peer, at.processors), rate]
        rows.append([*cells, *by_mode.values(), at.memory(peer)])
    title = "The content of this site" if size == "site" else f"{int(size):,} entries in four languages"
    head = ["", "pages", "from nothing (s)", "processors (s)", "pages a second", "no change (s)", "after one edit (s)"]
    return f"**{title}**\n\n" + _table([*head, "save to page (s)", "memory (MiB)"], rows)


def _saves(results: Results) -> str:
    """What is saved, and how soon it is seen: for generators that tell the browser."""
    rows = []
    for watched in results["watched"]:
        told = {kind: seen for kind, seen in watched["edits"].items() if seen["reload"]}
        for kind, seen in told.items():
            size = watched["size"] if watched["size"] == "site" else f"{int(watched['size']):,}"
            cells = [f"{median(seen[what]) * 1000:.0f}" for what in ("reload", "page")]
            worst = f"{max(seen['page']) * 1000:.0f}"
            memory = f"{watched['memory']:.0f}" if watched["memory"] else NOTHING
            rows.append([results["names"][watched["peer"]], size, KINDS[kind], *cells, worst, memory])
    head = ["", "entries", "saved", "browser is told (ms)", "page is there (ms)", "slowest (ms)", "memory (MiB)"]
    return "**From a save to the browser**\n\n" + _table(head, rows, words=3) if rows else ""


def _growth(results: Results, sizes: list[str]) -> str:
    """How many times as long the greatest size takes as the one before it."""
    if len(sizes) < 2:
        return ""
    small, large = (_At(results, size) for size in sorted(sizes, key=int)[-2:])
    rows = []
    for peer, name in results["names"].items():
        times = [at.seconds(peer, "cold") for at in (small, large)]
        if times[0] and times[1]:
            pages = [at.builds[peer, "cold"]["pages"] for at in (small, large)]
            rows.append(
                [name, f"{pages[0]:,} → {pages[1]:,}", f"{pages[1] / pages[0]:.2f}", f"{times[1] / times[0]:.2f}"]
            )
    return (
        "**Growth, from nothing**\n\n" + _table(["", "pages", "times the pages", "times the seconds"], rows)
        if rows
        else ""
    )


def _failures(results: Results) -> str:
    lines = []
    for failure in results["failures"]:
        what = f"{results['names'][failure['peer']]}, {failure['size']}, {MODES[failure['mode']]}"
        lines.append(f"- {what}: {failure['why']}")
    return "**Not measured**\n\n" + "\n".join(lines) if lines else ""


def _time(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.3f}"


def _table(head: list[str], rows: Iterable[list[str]], words: int = 1) -> str:
    """A table in Markdown; after so many columns of words come figures."""
    lines: Iterator[list[str]] = iter([head, ["---"] * words + ["--:"] * (len(head) - words), *rows])
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def write_all(file: Path) -> None:
    """Puts the tables and the charts of a file of figures into docs/."""
    charts = "\n\n".join(f"![{caption}]({CHARTS.name}/{name})" for name, caption in CAPTIONS.items())
    write("bench", f"{text(json.loads(file.read_text(encoding='utf-8')))}\n\n{charts}\n")
    python = VENV / "bin/python"
    if not python.exists():
        sys.exit("The charts were not drawn: what draws them is not installed (`make bench` installs it).")
    subprocess.run([python, Path(__file__).with_name("charts.py"), file, CHARTS], check=True)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
