"""`make bench`: this project beside Hugo, Pelican and MkDocs, on one corpus, on this machine, in turn.

For each size every generator writes its site of the corpus. In each round one after the other builds it from nothing, again
with no change, and again after one edit of a text, each time in a new process; the first round is not timed, its memory is
weighed. Then each serves its site, and saves are timed until they are seen. Pages are counted and the edited word is looked
for after every build: without them there is no figure.

All that is measured goes into .cache/bench/. The figures of a run of everything also go into docs/performance.md; those of
another run are printed, and `python -m benchmarks.report FILE` writes them.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.corpus import Corpus
from benchmarks.peers import PEERS, YARDSTICK, Peer
from benchmarks.peers.peer import ROOT
from benchmarks.running import FailedError, Run, weighed
from benchmarks.serving import processors
from benchmarks.site import MODES, Stand
from benchmarks.watching import watch

SIZES = ("site", "250", "1000", "5000")  #: `site` is the content of this project, built by this project alone
WATCH = "watch"
MANY = 5000  #: from so many entries on, generators that are slow are timed once
ROOM = 2_000_000  #: bytes that an entry takes, the sites of all generators together
RESULTS = ROOT / ".cache" / "bench"


class Comparison:
    """What was asked for, and the figures as they come: values that JSON can hold."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.peers = [peer for peer in PEERS if peer.key in options.peers]
        self.results: dict[str, Any] = {
            **machine(),
            "versions": {},
            "names": {},
            "builds": [],
            "watched": [],
            "failures": [],
        }
        self.results["yardstick"] = YARDSTICK.key
        for peer in self.peers:
            self.results["names"][peer.key] = peer.name
            self.results["versions"][peer.key] = version(peer)

    def measure(self, size: str, folder: Path) -> None:
        """Everything at one size."""
        corpus = None if size == "site" else Corpus(int(size))
        stands = []
        for peer in self.peers:
            if corpus or peer.has_own_site:
                with self.noted(peer, size, "cold"):
                    stands.append(Stand(peer, corpus, folder))
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for number in range(self.options.runs + 1):
            for stand in list(stands):
                if number > 1 and stand.peer.slow and corpus and corpus.size >= MANY:
                    continue
                if not self.round(stand, size, number == 0, rows):
                    stands.remove(stand)
        self.results["builds"] += rows.values()
        for stand in stands if WATCH in self.options.modes else ():
            with self.noted(stand.peer, size, WATCH):
                seen = watch(stand, self.options.saves)
                edits = {kind: vars(one) for kind, one in seen.edits.items()}
                self.results["watched"].append(
                    {"peer": stand.peer.key, "size": size, "edits": edits, "memory": seen.memory}
                )
                self.say(stand, size, WATCH, min(seen.edits["text"].page))

    def round(self, stand: Stand, size: str, first: bool, rows: dict[tuple[str, str], dict[str, Any]]) -> bool:
        """One generator's builds, each mode after the other. The first round is weighed, the others are timed."""
        for mode in MODES:
            if mode not in self.options.modes and mode != "cold":
                continue
            done = False
            with self.noted(stand.peer, size, mode):
                if first:
                    with weighed() as scale:
                        stand.build(mode)
                    new = {
                        "peer": stand.peer.key,
                        "size": size,
                        "mode": mode,
                        "pages": stand.pages,
                        "memory": scale.peak,
                    }
                    rows[stand.peer.key, mode] = {**new, "wall": [], "cpu": []}
                else:
                    self.add(rows[stand.peer.key, mode], stand.build(mode))
                    self.say(stand, size, mode, rows[stand.peer.key, mode]["wall"][-1])
                done = True
            if not done:
                rows.pop((stand.peer.key, mode), None)
                return False
        return True

    def add(self, row: dict[str, Any], run: Run) -> None:
        row["wall"].append(run.wall)
        row["cpu"].append(run.cpu)

    def say(self, stand: Stand, size: str, mode: str, seconds: float) -> None:
        print(f"{size:>5}  {stand.peer.key:8} {mode:6} {seconds:8.3f} s", flush=True)

    @contextmanager
    def noted(self, peer: Peer, size: str, mode: str) -> Iterator[None]:
        """A failure is a line of the table, and the others go on."""
        try:
            yield
        except FailedError as reason:
            self.results["failures"].append({"peer": peer.key, "size": size, "mode": mode, "why": str(reason)})
            print(f"{size:>5}  {peer.key:8} {mode:6} failed: {reason}", flush=True)


def machine() -> dict[str, Any]:
    """What is measured on, when, and how busy it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{processors()}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
    }


def version(peer: Peer) -> str:
    """The number that a generator tells; empty when it tells none."""
    if not peer.version:
        return ""
    try:
        said = subprocess.run(peer.version, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else ""


def place(sizes: list[str]) -> str | None:
    """Where sites are written: memory, if there is one with enough room; else the folder for temporary files."""
    memory = Path("/dev/shm")
    need = ROOM * max([500, *(int(size) for size in sizes if size != "site")])
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > need else None


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    keys, modes = [peer.key for peer in PEERS], (*MODES, WATCH)
    parser.add_argument(
        "--sizes", type=lambda text: text.split(","), default=list(SIZES), help=f"entries ({','.join(SIZES)})"
    )
    parser.add_argument("--peers", type=lambda text: text.split(","), default=keys, help=",".join(keys))
    parser.add_argument("--modes", type=lambda text: text.split(","), default=list(modes), help=",".join(modes))
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="rounds that are timed (3)")
    parser.add_argument("--saves", type=int, default=5, metavar="N", help="saves of each kind in watch mode (5)")
    options = parser.parse_args()
    for wanted, there in ((options.peers, keys), (options.modes, modes)):
        if unknown := set(wanted) - set(there):
            parser.error(f"{', '.join(sorted(unknown))}: none of {', '.join(there)}")
    if bad := [size for size in options.sizes if size != "site" and not size.isdigit()]:
        parser.error(f"{', '.join(bad)}: a size is a number of entries, or `site`")
    options.whole = (
        set(options.sizes) >= set(SIZES) and set(options.peers) == set(keys) and set(options.modes) == set(modes)
    )
    return options


def main() -> None:
    options, start = asked(), time.monotonic()
    comparison = Comparison(options)
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=place(options.sizes)) as folder:
            comparison.measure(size, Path(folder))
    results = {**comparison.results, "minutes": (time.monotonic() - start) / 60}
    RESULTS.mkdir(parents=True, exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(f"\n{report.text(results)}\n\nThe figures are in {file.relative_to(ROOT)}.")
    if options.whole:
        report.write_all(file)


if __name__ == "__main__":
    main()
