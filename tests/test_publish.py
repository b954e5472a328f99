"""The finished site takes the place of the old one in one step, or nothing happens at all."""

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen import publish as module
from sitegen.planned import Artifact
from sitegen.publish import MARKER, PublishError, check_target, publish

ROOT = Path(__file__).resolve().parent.parent
OLD = [Artifact("index.html", b"old"), Artifact("el/index.html", b"old"), Artifact("el/gone/index.html", b"old")]
NEW = [Artifact("index.html", b"new"), Artifact("el/index.html", b"new")]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def files(artifacts: list[Artifact]) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in artifacts} | {MARKER: b""}


def leftovers(parent: Path) -> list[str]:
    return sorted(path.name for path in parent.iterdir() if path.name != "public")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the old site published to it."""
    publish(OLD, tmp_path / "public")
    return tmp_path / "public"


def test_the_first_site(tmp_path: Path) -> None:
    assert publish(NEW, tmp_path / "public") == 2
    assert tree(tmp_path / "public") == files(NEW)
    assert leftovers(tmp_path) == []


def test_the_next_site_takes_its_place_and_old_pages_are_gone(out: Path) -> None:
    publish(NEW, out)
    assert tree(out) == files(NEW)
    assert leftovers(out.parent) == []


def test_a_file_that_has_not_changed_keeps_its_time(out: Path) -> None:
    """So caches and rsync leave it alone; one that somebody changed beside us is written again."""
    publish([Artifact("same.html", b"same"), Artifact("changed.html", b"old"), Artifact("spoiled.html", b"good")], out)
    for name in ("same.html", "changed.html", "spoiled.html"):
        os.utime(out / name, (1, 1))
    (out / "spoiled.html").write_bytes(b"bad!")
    publish([Artifact("same.html", b"same"), Artifact("changed.html", b"new"), Artifact("spoiled.html", b"good")], out)
    assert (out / "same.html").stat().st_mtime == 1
    assert (out / "changed.html").stat().st_mtime > 1
    assert [(out / name).read_bytes() for name in ("same.html", "changed.html", "spoiled.html")] == [
        b"same",
        b"new",
        b"good",
    ]
    assert (out / "same.html").stat().st_nlink == 1


def test_a_link_in_the_old_site_is_not_taken_over(out: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"same")
    (out / "same.html").symlink_to(tmp_path / "secret")
    publish([Artifact("same.html", b"same")], out)
    assert not (out / "same.html").is_symlink()


def test_an_empty_folder_may_be_published_to(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    publish(NEW, tmp_path / "public")
    assert tree(tmp_path / "public") == files(NEW)


def test_everybody_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(NEW, tmp_path / "public")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "public").rglob("*") if path.is_dir()}
    assert modes | {stat.S_IMODE((tmp_path / "public").stat().st_mode)} == {0o755}
    assert {stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "public").rglob("*") if p.is_file()} == {0o644}


def test_a_name_with_signs_of_patterns_is_only_a_name(tmp_path: Path) -> None:
    (tmp_path / ".public.x.new").mkdir()
    publish(OLD, tmp_path / "pub[l]ic*")
    publish(NEW, tmp_path / "pub[l]ic*")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.x.new", "pub[l]ic*"]


@pytest.mark.parametrize("path", ["../escaped", "/tmp/escaped", "a/../../escaped"])
def test_nothing_is_written_outside(out: Path, path: str) -> None:
    with pytest.raises(PublishError):
        publish([*NEW, Artifact(path, b"x")], out)
    assert tree(out) == files(OLD)
    assert leftovers(out.parent) == []


# --- trouble on the way ----------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_old_site(out: Path) -> None:
    def until_full() -> Iterator[Artifact]:
        yield NEW[0]
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(PublishError, match="No space left"):
        publish(until_full(), out)
    assert tree(out) == files(OLD)
    assert leftovers(out.parent) == []


def test_an_exchange_that_fails_leaves_the_old_site(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(new: Path, old: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(module, "_exchange", refuse)
    with pytest.raises(PublishError, match="busy"):
        publish(NEW, out)
    assert tree(out) == files(OLD)
    assert leftovers(out.parent) == []


KILLED_AT = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    from sitegen import publish as module
    from sitegen.planned import Artifact

    point, out = sys.argv[1], Path(sys.argv[2])

    def die(*arguments, **options):
        os.kill(os.getpid(), signal.SIGKILL)

    def artifacts():
        yield Artifact("index.html", b"new")
        if point == "while writing":
            die()
        yield Artifact("el/index.html", b"new")

    if point == "before the exchange":
        module._exchange = die
    if point == "after the exchange":
        exchange = module._exchange
        module._exchange = lambda new, out: (exchange(new, out), die())
    if point == "while leftovers are cleared":
        module.shutil.rmtree = die
        (out.parent / f".{out.name}.x.new").mkdir()
    module.publish(artifacts(), out)
""")


@pytest.mark.parametrize(
    ("point", "left"),
    [
        ("while writing", OLD),
        ("before the exchange", OLD),
        ("after the exchange", NEW),
        ("while leftovers are cleared", OLD),
    ],
)
def test_a_kill_leaves_a_whole_site_and_the_next_run_tidies_up(out: Path, point: str, left: list[Artifact]) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED_AT, point, str(out)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert tree(out) == files(left)
    publish(NEW, out)
    assert tree(out) == files(NEW)
    assert leftovers(out.parent) == []


def test_two_builds_at_once_do_not_mix(out: Path) -> None:
    with (out.parent / ".public.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(PublishError, match="another build"):
            publish(NEW, out)
    assert tree(out) == files(OLD)


def test_a_lock_of_a_run_that_died_does_not_matter(out: Path) -> None:
    (out.parent / ".public.lock").touch()
    publish(NEW, out)
    assert tree(out) == files(NEW)


def test_a_lock_that_is_a_link_is_not_followed(out: Path) -> None:
    (out.parent / "precious").write_text("kept")
    (out.parent / ".public.lock").symlink_to("precious")
    with pytest.raises(PublishError):
        publish(NEW, out)
    assert (out.parent / "precious").read_text() == "kept"


class NoExchange:
    """A C library without renameat2."""


@pytest.fixture
def _without_renameat2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *arguments, **options: NoExchange())


@pytest.mark.usefixtures("_without_renameat2")
def test_without_an_exchange_the_old_site_is_moved_aside(out: Path) -> None:
    publish(NEW, out)
    assert tree(out) == files(NEW)
    assert leftovers(out.parent) == []


@pytest.mark.usefixtures("_without_renameat2")
def test_a_site_that_was_left_aside_is_moved_back_first(out: Path) -> None:
    out.rename(out.parent / ".public.x.old")
    with pytest.raises(PublishError):
        publish([Artifact("../x", b"")], out)
    assert tree(out) == files(OLD)


# --- places that are not published to --------------------------------------------------------------------


def refused(out: Path, root: Path) -> str:
    with pytest.raises(PublishError) as reason:
        check_target(out, root, [root / "content", root / "templates"])
    return str(reason.value)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("content", "templates"):
        (tmp_path / "site" / name).mkdir(parents=True)
    return tmp_path / "site"


def test_beside_the_content_is_the_usual_place(site: Path) -> None:
    check_target(site / "public", site, [site / "content"])


def test_the_sites_own_folders_are_refused(site: Path) -> None:
    for out in (site, site / "content", site.parent, site / "content" / "public", Path("/"), site / "public" / ".."):
        assert refused(out, site)


def test_a_link_to_the_content_is_seen_through(site: Path) -> None:
    (site / "public").symlink_to("content")
    assert "own files" in refused(site / "public", site)


def test_the_home_folder_is_refused(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert refused(tmp_path / "home", site)


def test_a_file_a_link_and_a_foreign_folder_are_refused(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter.txt").write_text("kept")
    for name in ("file", "link", "foreign"):
        assert refused(tmp_path / name, site)
        assert (tmp_path / name).exists()


def test_a_site_with_a_history_of_its_own_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "checkout"
    publish(NEW, out)
    (out / ".git").mkdir()
    with pytest.raises(PublishError, match="empty it or choose another"):
        publish(OLD, out)
    assert (out / ".git").is_dir()


def test_a_folder_whose_parent_is_not_there_is_refused(site: Path, tmp_path: Path) -> None:
    assert "is not there" in refused(tmp_path / "typo" / "public", site)
    assert not (tmp_path / "typo").exists()


def test_a_foreign_folder_that_came_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "letter.txt").write_text("kept")
    with pytest.raises(PublishError):
        publish(NEW, tmp_path / "public")
    assert tree(tmp_path / "public") == {"letter.txt": b"kept"}
