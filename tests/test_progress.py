"""What whoever waits for a build sees on a terminal, and that nothing of it is left."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import ROOT, small_site

WAITS = "Reading and checking …"
BAR = "━"


class Terminal:
    """A terminal of so many columns, and what was drawn on it."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.said = ""  #: everything, in the order in which it came

    def run(self, *arguments: object, stop_at: str = "", **environment: str) -> int:
        """Runs a command; with Ctrl-C as soon as ``stop_at`` was said. Gives its exit code."""
        ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, self.columns, 0, 0))
        command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
        env = {**os.environ, "TERM": "xterm", **environment}
        running = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=env, start_new_session=True)
        os.close(its)
        for data in _read(ours):
            self.said += data
            if stop_at and stop_at in self.said:
                running.send_signal(signal.SIGINT)
                stop_at = ""
        os.close(ours)
        return running.wait(timeout=60)

    def screen(self) -> list[str]:
        """The lines that stand there in the end."""
        lines, at = [""], 0
        for part in re.split(r"(\r\n|\r|\x1b\[K|\x1b\[[0-9;]*m)", self.said):
            if part == "\r\n":
                lines, at = [*lines, ""], 0
            elif part == "\r":
                at = 0
            elif part == "\x1b[K":
                lines[-1] = lines[-1][:at]
            elif not part.startswith("\x1b"):
                for letter in part:
                    if at == self.columns:
                        lines, at = [*lines, ""], 0
                    lines[-1] = lines[-1][:at] + letter + lines[-1][at + 1 :]
                    at += 1
        return lines


def _read(terminal: int) -> Iterator[str]:
    """What comes until nobody writes any more."""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            return
        yield data.decode(errors="replace")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that nobody changes, so that it is prepared once."""
    return small_site(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_terminal_shows_how_far_it_is_and_nothing_is_left(site: Path, command: str) -> None:
    terminal = Terminal(80)
    assert terminal.run(command, "--config", site) == 0
    assert WAITS in terminal.said
    assert "files, " in terminal.said
    assert not any("a second" in line or WAITS in line for line in terminal.screen())


@pytest.mark.parametrize("columns", [20, 40])
def test_a_line_is_never_wider_than_the_terminal(site: Path, columns: int) -> None:
    terminal = Terminal(columns)
    assert terminal.run("check", "--config", site) == 0
    assert not any("files" in line and "second" in line for line in terminal.screen())
    drawn = [part for part in re.split(r"[\r\n]|\x1b\[K", terminal.said) if " of " in part and "files" in part]
    assert drawn
    assert all(len(part) < terminal.columns for part in drawn)


def test_no_more_files_are_finished_than_there_are(site: Path) -> None:
    terminal = Terminal(80)
    terminal.run("check", "--config", site)
    assert all(int(done) <= int(of) for done, of in re.findall(r"(\d+) of (\d+) files", terminal.said))


def test_it_is_said_in_the_language_that_was_asked_for(site: Path) -> None:
    terminal = Terminal(80)
    terminal.run("check", "--config", site, "--lang", "el")
    assert "Ανάγνωση και έλεγχος" in terminal.said
    assert "αρχεία, " in terminal.said
    assert WAITS not in terminal.said
    assert "a second" not in terminal.said


@pytest.mark.parametrize("arguments", [["--format", "json"], ["--format", "github"]])
def test_programs_are_shown_no_bar(site: Path, arguments: list[str]) -> None:
    terminal = Terminal(80)
    terminal.run("check", "--config", site, *arguments)
    assert WAITS not in terminal.said
    assert BAR not in terminal.said


def test_a_terminal_that_cannot_clear_a_line_is_shown_none(site: Path) -> None:
    terminal = Terminal(80)
    terminal.run("check", "--config", site, TERM="dumb")
    assert "\x1b[K" not in terminal.said


def test_an_error_leaves_no_bar(tmp_path: Path) -> None:
    site = small_site(tmp_path, "templates/pages/home.html\n  {{ wrong }}")
    terminal = Terminal(80)
    assert terminal.run("check", "--config", site) == 1
    assert not any("a second" in line or WAITS in line for line in terminal.screen())


def test_ctrl_c_leaves_no_bar(tmp_path: Path) -> None:
    endless = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    site = small_site(tmp_path, f"templates/pages/sources.html\n  {endless}")
    terminal = Terminal(80)
    assert terminal.run("check", "--config", site, stop_at=" of ") == 130
    assert not any("a second" in line or WAITS in line for line in terminal.screen())
