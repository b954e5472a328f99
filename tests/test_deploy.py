"""The site goes to a server by rsync: at no moment does a page lack what it loads."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.planned import Artifact
from sitegen.publish import publish

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "tools/deploy.sh"
RSYNC = shutil.which("rsync")
needs_rsync = pytest.mark.skipif(RSYNC is None, reason="rsync is not installed: the copy to a server is not tried")


def page(*loads: str) -> bytes:
    return "".join(f'<link rel="stylesheet" href="../{name}">' for name in loads).encode()


OLD = {
    "index.html": page(),
    "el/index.html": page("assets/old.css", "assets/both.css"),
    "el/gone.html": page("assets/old.css"),
    "assets/old.css": b"old",
    "assets/both.css": b"both",
    "offline/el.json": b"old",
}
NEW = {
    "index.html": page(),
    "el/index.html": page("assets/new.css", "assets/both.css"),
    "el/come.html": page("assets/new.css"),
    "assets/new.css": b"new",
    "assets/both.css": b"both",
    "offline/el.json": b"new",
    ".well-known/security.txt": b"Contact: mailto:x@example.org\n",
}


def site(folder: Path, files: dict[str, bytes]) -> Path:
    publish([Artifact(path, data) for path, data in files.items()], folder)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {path: data for path, data in found.items() if path != ".sitegen"}


def lacking(folder: Path) -> list[str]:
    """What pages load and is not there."""
    files = held(folder)
    loaded = {name for data in files.values() for name in re.findall(r'href="\.\./([^"]+)', data.decode())}
    return sorted(loaded - files.keys())


def deploy(source: Path, target: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"} if path else None
    command = [SCRIPT, str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    """A new site, and a server that has the old one."""
    new, server = site(tmp_path / "public", NEW), tmp_path / "server"
    assert deploy(site(tmp_path / "before", OLD), server).returncode == 0
    assert held(server) == OLD
    return new, server


def broken_at(folder: Path, run: int) -> Path:
    """A folder with an rsync that ends with an error at its n-th run, the look at the target not counted."""
    folder.mkdir()
    count = folder / "count"
    (folder / "rsync").write_text(
        f'#!/bin/sh\ncase $1 in --list-only) exec "{RSYNC}" "$@" ;; esac\necho x >>"{count}"\n'
        f'[ "$(wc -l <"{count}")" -lt {run} ] || exit 30\nexec "{RSYNC}" "$@"\n',
        encoding="utf-8",
    )
    (folder / "rsync").chmod(0o755)
    return folder


@needs_rsync
def test_the_server_has_the_new_site_and_nothing_else(sides: tuple[Path, Path]) -> None:
    new, server = sides
    assert deploy(new, server).returncode == 0
    assert held(server) == NEW


@needs_rsync
@pytest.mark.parametrize(
    ("run", "pages", "lists", "old_is_there"),
    [
        pytest.param(2, OLD, b"old", True, id="before anything"),
        pytest.param(3, OLD, b"old", True, id="after what pages load"),
        pytest.param(4, NEW, b"old", True, id="after the pages"),
        pytest.param(9, NEW, b"new", False, id="not at all"),
    ],
)
def test_broken_off_at_any_point_it_is_a_whole_site_and_can_be_taken_up(
    sides: tuple[Path, Path], tmp_path: Path, run: int, pages: dict[str, bytes], lists: bytes, old_is_there: bool
) -> None:
    new, server = sides
    done = deploy(new, server, broken_at(tmp_path / "bin", run))
    assert done.returncode == (30 if run < 9 else 0)
    assert lacking(server) == []
    assert held(server)["el/index.html"] == pages["el/index.html"]
    assert held(server)["offline/el.json"] == lists
    assert ("el/gone.html" in held(server)) == ("assets/old.css" in held(server)) == old_is_there
    assert deploy(new, server).returncode == 0
    assert held(server) == NEW


@needs_rsync
def test_a_first_copy_that_broke_off_can_be_taken_up(tmp_path: Path) -> None:
    new, server = site(tmp_path / "public", NEW), tmp_path / "server"
    assert deploy(new, server, broken_at(tmp_path / "bin", 2)).returncode == 30
    assert deploy(new, server).returncode == 0
    assert held(server) == NEW


@needs_rsync
def test_what_did_not_change_keeps_its_time(sides: tuple[Path, Path], tmp_path: Path) -> None:
    """So caches that ask by time are told that nothing changed, though every build writes all files anew."""
    _, server = sides
    os.utime(server / "assets/both.css", (10**9, 10**9))
    assert deploy(site(tmp_path / "public", NEW), server).returncode == 0
    assert (server / "assets/both.css").stat().st_mtime == 10**9


@needs_rsync
def test_the_proof_for_a_certificate_stays(sides: tuple[Path, Path]) -> None:
    new, server = sides
    proof = server / ".well-known/acme-challenge/token"
    proof.parent.mkdir(parents=True)
    proof.write_bytes(b"proof")
    assert deploy(new, server).returncode == 0
    assert proof.read_bytes() == b"proof"


@needs_rsync
@pytest.mark.parametrize("name", ["my.sitegen.txt", "my .sitegen"])
def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / name).write_bytes(b"dear")
    done = deploy(site(tmp_path / "public", NEW), home)
    assert done.returncode == 1
    assert "holds something that is not this site" in done.stderr
    assert held(home) == {name: b"dear"}


@needs_rsync
def test_it_goes_over_a_remote_shell_too(
    sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for ssh, that runs on this machine what it is asked to run on the other."""
    new, server = sides
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n', encoding="utf-8")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    assert deploy(new, Path(f"athens.example.org:{server}")).returncode == 0
    assert held(server) == NEW


@needs_rsync
def test_a_server_that_cannot_be_reached_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", "false")
    done = deploy(site(tmp_path / "public", NEW), Path("server:site"))
    assert (done.returncode, "cannot be reached" in done.stderr) == (1, True)


@pytest.mark.parametrize("made", [False, True])
def test_only_a_built_site_is_copied(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "public"
    if made:
        folder.mkdir()
        (folder / "index.html").write_bytes(b"")
    done = deploy(folder, tmp_path / "server")
    assert done.returncode == 1
    assert "is not a site that build.py has built" in done.stderr
    assert not (tmp_path / "server").exists()
