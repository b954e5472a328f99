"""A run reads of the program and of the disk only what it needs: counts, not times."""

import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from sitegen.disk import Files, is_young, look_at
from sitegen.installed import package
from sitegen.last import Inputs
from sitegen.pipeline import Request, build, configure, read_from
from tests.builders import TODAY, small_site

HEAVY = {"babel", "importlib.metadata", "jinja2", "markdown", "pydantic", "regex", "sitegen.pipeline", "yaml"}
SECOND = 1_000_000_000


def imported(*arguments: object) -> set[str]:
    """Of what is heavy, the modules that a command imports."""
    run = "import sys; from sitegen.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", run, *map(str, arguments)], capture_output=True, text=True, check=True)
    return HEAVY & set(done.stderr.split())


def test_a_build_of_which_nothing_changed_imports_nothing_heavy(tmp_path: Path) -> None:
    command = ("build", "--config", small_site(tmp_path), "--now", "2026-11-22")
    assert imported(*command) >= {"jinja2", "pydantic"}
    assert imported(*command) == set()
    assert "babel" in imported(*command, "--lang", "el")
    assert imported(*command, "--lang", "el") == set()  # what it says in Greek is kept, too


def test_help_imports_nothing_heavy() -> None:
    run = (
        "import sys; from sitegen.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()) & HEAVY == set()


def test_each_file_is_read_once_and_afterwards_only_what_changed(tmp_path: Path) -> None:
    request = Request(small_site(tmp_path), TODAY)
    config, _ = configure(request)
    assert config
    settle(tmp_path)
    seen, count = Inputs.read(*read_from(request, config), request.disk), request.disk.read_count
    assert count > 20
    assert build(request).ok
    assert seen.now(request.disk) is seen
    assert request.disk.read_count == count
    (tmp_path / "translations/ar.po").write_text("", encoding="utf-8")
    assert seen.now(request.disk).digest != seen.digest
    assert request.disk.read_count == count + 1


def settle(folder: Path) -> None:
    """Waits until the clock of the file system has moved on since the youngest file below a folder."""
    while any(is_young(look_at(str(path))[-1], time.time_ns()) for path in folder.rglob("*")):
        time.sleep(0.01)


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "phone.yaml"
    file.write_bytes(b"phone: 1")
    settle(tmp_path)
    seen, status = Inputs.read([tmp_path], [], Files()), file.stat()
    file.write_bytes(b"phone: 2")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert seen.now(Files()).digest != seen.digest


def test_what_changes_in_the_same_moment_as_it_was_read_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of a file system may stand still for both."""
    file = tmp_path / "phone.yaml"
    file.write_bytes(b"phone: 1")
    now = file.stat().st_ctime_ns
    monkeypatch.setattr("sitegen.disk.looks", lambda status: (status.st_mode, status.st_size, now))
    monkeypatch.setattr("time.time_ns", lambda: now)
    disk = Files()
    seen = Inputs.read([tmp_path], [], disk)
    file.write_bytes(b"phone: 2")
    assert seen.now(disk).digest != seen.digest
    (tmp_path / "new.yaml").write_bytes(b"")
    assert seen.now(disk).glance.names != seen.glance.names


@pytest.mark.parametrize(
    ("changed", "young"),
    [
        (100 * SECOND + 123_456_789, False),
        (101 * SECOND + 990_000_001, True),
        (101 * SECOND, True),  # a clock of full seconds
        (99 * SECOND, False),
    ],
)
def test_what_is_younger_than_a_tick_of_its_clock_is_not_believed(changed: int, young: bool) -> None:
    assert is_young(changed, 102 * SECOND) is young


def test_a_thousand_folders_in_each_other_are_looked_through(tmp_path: Path) -> None:
    deep = "d/" * 1_200
    subprocess.run(["mkdir", "-p", deep], cwd=tmp_path, check=True)
    try:
        assert Inputs.read([tmp_path], [], Files()).glance.names.count("\0") == 1_200
    finally:
        subprocess.run(["rm", "-r", "d"], cwd=tmp_path, check=True)


def test_packages_are_found_without_asking_each_of_them() -> None:
    for name in ("PyYAML", "pydantic", "Jinja2", "persiantools"):
        assert (found := package(name)) is not None
        assert found.version == version(name)
    assert package("no-such-package") is None
