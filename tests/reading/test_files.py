"""Only plain files of bearable size are read; everything else is named, and nothing hangs."""

import os
import subprocess
from pathlib import Path

import pytest

from sitegen.disk import Files
from sitegen.reading.files import MAX_BYTES, read_folder


def names(root: Path) -> list[str]:
    return [file.path for file in read_folder(root, "content", Files())[0]]


def problems(root: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in read_folder(root, "content", Files())[1]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def test_files_come_in_the_order_of_their_paths(root: Path) -> None:
    for name in ("b/a.yaml", "a/z.yaml", "c.yaml", "a/b/c.yaml"):
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_bytes(b"")
    assert names(root) == ["content/a/b/c.yaml", "content/a/z.yaml", "content/b/a.yaml", "content/c.yaml"]


@pytest.mark.parametrize(
    "litter", ["a.yaml~", ".a.yaml.swp", "#a.yaml#", ".DS_Store", ".git/config", "Thumbs.db", "a.yaml.orig", "a.tmp"]
)
def test_what_editors_leave_behind_is_passed_over(root: Path, litter: str) -> None:
    (root / "content" / litter).parent.mkdir(exist_ok=True)
    (root / "content" / litter).write_bytes(b"\xff")
    assert (names(root), problems(root)) == ([], [])


def test_a_symbolic_link_is_refused_wherever_it_leads(root: Path) -> None:
    (root / "content" / "out").symlink_to("/etc")
    (root / "content" / "passwd.yaml").symlink_to("/etc/passwd")
    (root / "content" / "loop").symlink_to("loop")
    (root / "content" / "up").symlink_to("..")
    assert problems(root) == [(f"content/{n}", "file-refused") for n in ("loop", "out", "passwd.yaml", "up")]


def test_a_pipe_does_not_hang(root: Path) -> None:
    os.mkfifo(root / "content" / "pipe.yaml")
    assert problems(root) == [("content/pipe.yaml", "file-refused")]


def test_ten_megabytes_are_refused(root: Path) -> None:
    (root / "content" / "big.yaml").write_bytes(b"a" * (10 * MAX_BYTES))
    assert problems(root) == [("content/big.yaml", "file-refused")]


def test_a_name_that_cannot_be_shown_is_refused(root: Path) -> None:
    (root / "content" / "a\n::error::b.yaml").write_bytes(b"")
    (root / "content" / "\x1b[31m.yaml").write_bytes(b"")
    Path(os.fsdecode(bytes(root / "content") + b"/\xff.yaml")).write_bytes(b"")
    assert {code for _, code in problems(root)} == {"file-refused"}
    assert names(root) == []


def test_a_thousand_folders_in_each_other_are_no_trouble(root: Path) -> None:
    deep = "d/" * 1_200
    subprocess.run(["mkdir", "-p", deep], cwd=root / "content", check=True)
    try:
        assert names(root) == []
    finally:
        subprocess.run(["rm", "-r", "d"], cwd=root / "content", check=True)


def test_a_folder_that_is_not_there(root: Path) -> None:
    assert [p.code for p in read_folder(root, "nothing", Files())[1]] == ["folder-missing"]
    assert [p.code for p in read_folder(root, "n" * 300, Files())[1]] == ["folder-missing"]


def test_a_file_that_cannot_be_read_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content" / "a.yaml").write_bytes(b"")
    _refuse(monkeypatch, "open", "a.yaml")
    assert problems(root) == [("content/a.yaml", "file-unreadable")]


def test_a_folder_that_cannot_be_read_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content" / "a").mkdir()
    _refuse(monkeypatch, "scandir", "a")
    assert problems(root) == [("content/a", "file-unreadable")]


def _refuse(monkeypatch: pytest.MonkeyPatch, call: str, name: str) -> None:
    """Lets a call of the system fail for a name."""
    original = getattr(os, call)

    def refuse(path: str, *more: int) -> object:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", path)
        return original(path, *more)

    monkeypatch.setattr(os, call, refuse)
