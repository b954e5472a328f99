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
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import report
from benchmarks.corpus import Corpus
from benchmarks.peers import PEERS, YARDSTICK, Peer
from benchmarks.running import FailedError, weighed
from benchmarks.serving import ROOT, processors
from benchmarks.site import MODES, Stand
from benchmarks.watching import watch

SIZES = ("site", "250", "1000", "5000")  #: `site` is the content of this project, built by this project alone
WATCH = "watch"
MANY = 5000  #: from so many entries on, generators that are slow are timed once
ROOM = 2_000_000  #: bytes that an entry takes, the sites of all generators together
RESULTS = ROOT / ".cache" / "bench"

T = TypeVar("T")


class Comparison:
    """What was asked for, and the figures as they come: values that JSON can hold."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.peers = [peer for peer in PEERS if peer.key in options.peers]
        self.begun = time.monotonic()
        self.results: dict[str, Any] = {
            **machine(),
            "yardstick": YARDSTICK.key,
            "names": {peer.key: peer.name for peer in self.peers},
            "versions": {peer.key: version(peer) for peer in self.peers},
            "builds": [],
            "watched": [],
            "failures": [],
        }
        self.file = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"

    def measure(self, size: str, folder: Path) -> None:
        """Everything at one size, each generator in turn; then all figures so far are written."""
        corpus = None if size == "site" else Corpus(int(size))
        for_this = [peer for peer in self.peers if corpus or peer.has_own_site]
        stands = [self.tried(peer, size, "cold", partial(Stand, peer, corpus, folder)) for peer in for_this]
        able = [stand for stand in stands if stand]
        for number in range(self.options.runs + 1):
            able = [stand for stand in able if is_spared(stand, number) or self.round(stand, size, timed=number > 0)]
        for stand in able if WATCH in self.options.modes else ():
            self.tried(stand.peer, size, WATCH, partial(self.watch, stand, size))
        self.results["minutes"] = (time.monotonic() - self.begun) / 60
        RESULTS.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.results, indent=1), encoding="utf-8")

    def round(self, stand: Stand, size: str, timed: bool) -> bool:
        """A generator's builds, each mode after the other; whether all of them worked."""
        modes = [mode for mode in MODES if mode in self.options.modes or mode == "cold"]
        how = self.timed if timed else self.weighed
        return all(self.tried(stand.peer, size, mode, partial(how, stand, size, mode)) for mode in modes)

    def weighed(self, stand: Stand, size: str, mode: str) -> str:
        with weighed() as scale:
            stand.build(mode)
        row = {"peer": stand.peer.key, "size": size, "mode": mode, "pages": stand.pages, "memory": scale.peak}
        self.results["builds"].append({**row, "wall": [], "cpu": []})
        return f"{scale.peak:.0f} MiB" if scale.peak else "done"

    def timed(self, stand: Stand, size: str, mode: str) -> str:
        run, asked = stand.build(mode), (stand.peer.key, size, mode)
        row = next(row for row in self.results["builds"] if (row["peer"], row["size"], row["mode"]) == asked)
        row["wall"].append(run.wall)
        row["cpu"].append(run.cpu)
        return f"{run.wall:.3f} s"

    def watch(self, stand: Stand, size: str) -> str:
        seen = watch(stand, self.options.saves)
        edits = {kind: vars(one) for kind, one in seen.edits.items()}
        row = {"peer": stand.peer.key, "size": size, "edits": edits, "memory": seen.memory}
        self.results["watched"].append(row)
        return f"{min(seen.edits['text'].page):.3f} s"

    def tried(self, peer: Peer, size: str, mode: str, measure: Callable[[], T]) -> T | None:
        """What is measured; nothing when it fails, which is a line of the table, and the others go on."""
        try:
            made = measure()
        except FailedError as reason:
            self.results["failures"].append({"peer": peer.key, "size": size, "mode": mode, "why": str(reason)})
            print(f"{size:>5}  {peer.key:8} {mode:6} failed: {reason}", flush=True)
            return None
        if isinstance(made, str):
            print(f"{size:>5}  {peer.key:8} {mode:6} {made:>12}", flush=True)
        return made


def is_spared(stand: Stand, number: int) -> bool:
    """Whether a generator is left out of a round, because it is slow and was timed once."""
    return number > 1 and stand.peer.slow and stand.corpus is not None and stand.corpus.size >= MANY


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
    options = asked()
    comparison = Comparison(options)
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=place(options.sizes)) as folder:
            comparison.measure(size, Path(folder))
    print(f"\n{report.text(comparison.results)}\n\nThe figures are in {comparison.file.relative_to(ROOT)}.")
    if options.whole:
        report.write_all(comparison.file)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:  # what was started has been ended, and the folders are gone
        sys.exit(130)
