"""A run reads of the program and of the disk only what it needs: counts, not times."""

import gc
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from errno import EACCES
from importlib.metadata import version
from pathlib import Path

import pytest

from sitegen.aside import aside
from sitegen.disk import ChangedError, Files, is_young, look_at
from sitegen.installed import package
from sitegen.kept import Kept
from sitegen.last import Inputs
from sitegen.pipeline import Onlooker, Request, build, configure, read_from
from sitegen.planned import Artifact
from tests.builders import TODAY, service, small_site, write_tree

HEAVY = {"babel", "importlib.metadata", "jinja2", "markdown", "pydantic", "regex", "sitegen.pipeline", "yaml"}
SECOND = 1_000_000_000
HERE = os.getpid()


#: What most builds after an edit have no use for.
SELDOM = {
    "asyncio", "babel.messages", "email", "http", "importlib.metadata", "multiprocessing", "persiantools", "segno",
    "sitegen.portable", "sitegen.serve", "sitegen.views.lists", "sitegen.views.needs", "sitegen.views.portable",
    "sitegen.views.short", "sitegen.views.study.tasks", "unittest", "zipfile",
}  # fmt: skip


def imported(*arguments: object, of: set[str] = HEAVY) -> set[str]:
    """Of what is heavy, the modules that a command imports."""
    run = "import sys; from sitegen.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", run, *map(str, arguments)], capture_output=True, text=True, check=True)
    return of & set(done.stderr.split())


def test_a_build_of_which_nothing_changed_imports_nothing_heavy(tmp_path: Path) -> None:
    command = ("build", "--config", small_site(tmp_path), "--now", "2026-11-22")
    assert imported(*command) >= {"jinja2", "pydantic"}
    assert imported(*command) == set()
    assert "babel" in imported(*command, "--lang", "el")
    assert imported(*command, "--lang", "el") == set()  # what it says in Greek is kept, too


def test_a_build_after_an_edit_imports_what_makes_the_pages_that_changed(tmp_path: Path) -> None:
    command = ("build", "--config", small_site(tmp_path), "--now", "2026-11-22")
    write_tree(tmp_path, service("first"))
    assert imported(*command, of=SELDOM) > {"sitegen.views.lists", "babel.messages"}
    text = tmp_path / "content/services/first/text.el.md"
    text.write_text(f"{text.read_text(encoding='utf-8')}\nΝέο.\n", encoding="utf-8")
    assert imported(*command, of=SELDOM) == set()


def test_few_models_make_what_they_check_with_before_it_is_asked_for() -> None:
    """Those of which the configuration holds one by default: they are made with it."""
    run = (
        "import sitegen.pipeline\n"
        "from sitegen.model.base import Model\n"
        "def below(kind): return {kind}.union(*map(below, kind.__subclasses__()))\n"
        "print(*sorted(kind.__name__ for kind in below(Model) if kind.__pydantic_complete__))"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["Budgets", "ConfirmEvery", "Repository"]


def test_help_imports_nothing_heavy() -> None:
    run = (
        "import sys; from sitegen.cli import main\ntry: main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()) & {*HEAVY, "dataclasses", "inspect"} == set()


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
    assert not seen.now(request.disk).hold_same_as(seen)
    assert request.disk.read_count == count + 1


def test_the_bytes_of_a_document_are_let_go_once_it_is_prepared_and_read_again_for_whoever_asks(tmp_path: Path) -> None:
    request = Request(small_site(tmp_path), TODAY)
    settle(tmp_path)
    resolved = build(request).resolved
    assert resolved
    count, file = request.disk.read_count, resolved.loaded.documents[0].files[0]
    assert file.data == (tmp_path / file.path).read_bytes()
    assert request.disk.read_count == count + 1


def test_garbage_is_swept_up_while_pages_are_made_and_afterwards_all_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.garbage._NEW", 100)
    made: list[Artifact] = []
    before, found = gc.get_threshold(), list[int]()
    gc.callbacks.append(lambda phase, told: found.append(len(made)))
    try:
        assert build(Request(small_site(tmp_path), TODAY), Onlooker(made.append)).ok
    finally:
        gc.callbacks.pop()
    assert len(found) > 10
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_after_an_edit_another_process_reads_only_the_files_of_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, service("first"))
    write_tree(tmp_path, service("second"))
    request = Request(small_site(tmp_path), TODAY, kept=Kept())
    config, _ = configure(request)
    assert config
    settle(tmp_path)
    seen = Inputs.read(*read_from(request, config), request.disk)
    assert build(request).ok
    first = tmp_path / "content/services/first"
    (first / "text.el.md").write_text("---\ntitle: Νέο\n---\n", encoding="utf-8")
    read = []
    monkeypatch.setattr("sitegen.disk.bytes_of", lambda name: read.append(Path(name)) or Path(name).read_bytes())
    disk = Files()
    assert not seen.now(disk).hold_same_as(seen)
    assert read == [first / "text.el.md"]
    assert build(replace(request, disk=disk)).ok
    assert {path for path in read if path.is_relative_to(tmp_path / "content")} == set(first.iterdir())


def test_a_file_that_changes_after_it_was_looked_at_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    """What would be made of it would be kept under the wrong name."""
    file = tmp_path / "phone.yaml"
    file.write_bytes(b"phone: 1")
    look, disk = look_at(str(file)), Files()
    disk.know([(str(file), (look, Files().held(str(file), look).digest))])
    held = disk.held(str(file), look)
    file.write_bytes(b"phone: 2")
    with pytest.raises(ChangedError):
        held.data  # noqa: B018
    file.unlink()
    with pytest.raises(ChangedError):
        held.data  # noqa: B018
    file.write_bytes(b"phone: 2")
    disk.forget()
    assert disk.held(str(file), look).data == b"phone: 2"


def test_a_site_that_is_saved_while_it_is_looked_at_is_looked_at_again(tmp_path: Path) -> None:
    write_tree(tmp_path, service("first"))
    request = Request(small_site(tmp_path), TODAY)
    text = tmp_path / "content/services/first/text.el.md"
    request.disk.know([(str(text), (look_at(str(text)), "what it held before"))])
    assert build(request).ok


def test_what_may_not_be_read_any_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else built the site before, who may read it; the file looks as it did."""
    write_tree(tmp_path, service("first"))
    request = Request(small_site(tmp_path), TODAY)
    text = tmp_path / "content/services/first/text.el.md"

    def refused(name: str) -> bytes:
        if Path(name) == text:
            raise PermissionError(EACCES, "Permission denied", name)
        return Path(name).read_bytes()

    monkeypatch.setattr("sitegen.disk.bytes_of", refused)
    request.disk.know([(str(text), (look_at(str(text)), "what it held before"))])
    assert "file-unreadable" in {problem.code for problem in build(request).problems}


def test_what_an_editor_saves_by_renaming_is_no_other_set_of_files(tmp_path: Path) -> None:
    (tmp_path / "phone.yaml").write_bytes(b"phone: 1")
    (tmp_path / "fax.yaml").write_bytes(b"fax: 1")
    settle(tmp_path)
    seen = Inputs.read([tmp_path], [], Files())
    (tmp_path / "new").write_bytes(b"phone: 2")
    (tmp_path / "new").rename(tmp_path / "phone.yaml")
    disk = Files()
    now = seen.now(disk)
    assert now.glance.names == seen.glance.names
    assert now.held == Inputs.read([tmp_path], [], Files()).held
    assert disk.read_count == 1


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
    assert not seen.now(Files()).hold_same_as(seen)


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
    assert not seen.now(disk).hold_same_as(seen)
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


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_question_is_answered_aside(jobs: int) -> None:
    assert aside(lambda: True, jobs)()
    assert not aside(lambda: False, jobs)()
    assert aside(lambda: jobs == 1 or os.getpid() != HERE, jobs)()


def test_a_question_whose_fork_was_ended_is_answered_here() -> None:
    assert aside(lambda: os.getpid() == HERE or bool(os._exit(1)), 2)()


def test_it_is_answered_where_the_system_forgets_what_ended() -> None:
    """Who starts a program may have it so, for all that it starts."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert aside(lambda: os.getpid() != HERE, 2)()
    finally:
        signal.signal(signal.SIGCHLD, before)
