"""Runs a command with all its processes: how long it takes, their processor time together, their memory together.

Memory is the sum, over all processes of the command, of what Linux calls the proportional set size (PSS): a page of memory
that several share counts once. Its peak is that of samples every 20 ms. Sampling costs time, so a run is either timed or
weighed. On other systems memory is not known.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.serving import ROOT

PROC = Path("/proc")
LIMIT = 1800  #: seconds after which a build has failed
BETWEEN = 0.02  #: seconds between two samples of memory


class FailedError(Exception):
    """Why there is no figure, in one line."""


@dataclass(frozen=True)
class Run:
    """Seconds on the clock and of the processors."""

    wall: float
    cpu: float


def run(command: list[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Runs a command to its end. Raises :class:`FailedError`."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = started(command, folder, environment, said)
        watchdog = threading.Timer(LIMIT, os.killpg, [process.pid, signal.SIGKILL])
        watchdog.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        watchdog.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise FailedError(f"ended with {process.returncode}: {gist(said, folder)}")
    return Run(wall, usage.ru_utime + usage.ru_stime)


def started(
    command: list[str], folder: Path, environment: Mapping[str, str], said: IO[bytes]
) -> subprocess.Popen[bytes]:
    """A command in a session of its own, by which its processes are found. Nothing of Python's settings here reaches it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SOURCE_DATE"))}
    try:
        return subprocess.Popen(
            command, cwd=folder, env={**own, **environment}, stdout=said, stderr=said, start_new_session=True
        )  # fmt: skip
    except FileNotFoundError:
        raise FailedError("not installed") from None


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a server and the processes that it started."""
    with suppress(ProcessLookupError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGINT)
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def gist(said: IO[bytes], folder: Path) -> str:
    """The telling line of what a command said, without the places where things lie on this machine."""
    said.seek(0)
    text = said.read().decode(errors="replace")
    for place in (folder, folder.parent, ROOT):
        text = text.replace(f"{place}/", "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line]
    return (telling or lines or ["it said nothing"])[0][:200]


# --- memory and processor time of a session --------------------------------------------------------------


class Weighed:
    """The peak of the memory of all processes below this one, in MiB; ``None`` where the system does not tell it."""

    def __init__(self) -> None:
        self.peak: float | None = None

    def sample(self) -> None:
        sizes = [size for process in _below(os.getpid()) if (size := _proportional(process)) is not None]
        if sizes:
            self.peak = max(self.peak or 0, sum(sizes) / 1024)


@contextmanager
def weighed() -> Iterator[Weighed]:
    """Weighs whatever runs meanwhile."""
    scale, done = Weighed(), threading.Event()

    def watch() -> None:
        while not done.wait(BETWEEN):
            scale.sample()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield scale
    finally:
        done.set()
        thread.join()


def busy(session: int) -> float:
    """Seconds that the processors have worked for the living processes of a session."""
    ticks = sum(stat.ticks for stat in _stats() if stat.session == session)
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class _Stat:
    process: int
    parent: int
    session: int
    ticks: int


def _stats() -> Iterator[_Stat]:
    for folder in PROC.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        yield _Stat(int(folder.name), int(fields[1]), int(fields[3]), int(fields[11]) + int(fields[12]))


def _below(ancestor: int) -> list[int]:
    """All processes in the sessions that this one has started."""
    stats = list(_stats())
    sessions = {stat.session for stat in stats if stat.parent == ancestor} - {os.getsid(ancestor)}
    return [stat.process for stat in stats if stat.session in sessions]


def _proportional(process: int) -> int | None:
    """In KiB."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), None)
