"""Time and peak memory of whole builds of this site: `make bench`, or `python benchmarks/run.py --runs 9`.

Every run is a process of its own that builds to a new folder; the median is what to compare.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_mib: float
    pages: int


def build_once(folder: Path) -> Run:
    """Build the site to `folder`; wait4 gives the peak memory of the largest process of this build alone."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--out", str(folder)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"The build failed with exit code {process.returncode}; nothing was measured.")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit, sum(1 for _ in folder.rglob("*.html")))


def processor() -> str:
    """The processor's own name where Linux tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    options = parser.parse_args()

    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} × {processor()}")
    runs = []
    for number in range(1, options.runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            run = build_once(Path(folder) / "public")
        runs.append(run)
        print(f"run {number}: {run.seconds:.2f} s, {run.peak_mib:.0f} MiB")
    median = statistics.median(run.seconds for run in runs)
    pages = runs[-1].pages
    peak = max(run.peak_mib for run in runs)
    print(f"median {median:.2f} s, {pages} pages, {pages / median:.0f} pages/s, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
