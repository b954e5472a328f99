"""Publishing after an edit costs what has changed: the old site stays beside the new one and is made into the next.

The spare is the twin of the site: each file of it is the same file. It is used only while that is certain.
"""

import errno
import os
import pickle
import random
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import cli, publish, standing
from sitegen.planned import Artifact
from sitegen.publish import MARKER, PublishError, publishing
from sitegen.standing import Folders, Standing
from tests.builders import service, small_site, write_tree

ROOT = Path(__file__).resolve().parent.parent
SPARE = ".public.spare"

Site = dict[str, str]

FIRST: Site = {f"el/{n}/index.html": f"page {n}" for n in range(20)} | {"index.html": "home", "el/index.html": "one"}
SECOND: Site = FIRST | {"el/index.html": "two"}
THIRD: Site = SECOND | {"el/index.html": "three"}


class Publisher:
    """Publishes one site after the other to a folder, as builds do."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.spare = out.parent / SPARE
        self.last: Standing | None = None

    def __call__(self, site: Site, *, spoiled: bool = False) -> None:
        with publishing(
            self.out, lambda: self.last.what_is(self.last.left_in(str(self.out))) if self.last else None
        ) as staging:
            for path, text in site.items():
                staging.add(Artifact(path, text.encode()))
            staging.spoiled = spoiled
        self.last = staging.left or self.last
        if not spoiled:
            assert tree(self.out) == site

    def has_twin(self) -> bool:
        """Whether the spare has the same folders, and in them each file of the site itself."""
        assert self.last
        twins = [(self.out / path).samefile(self.spare / path) for path in self.last.files]
        return all(twins) and tree(self.spare) == tree(self.out) and folders(self.spare) == folders(self.out)


def tree(folder: Path) -> Site:
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != MARKER)
    return {p.relative_to(folder).as_posix(): p.read_text() for p in files}


def folders(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir()}


@pytest.fixture
def to(tmp_path: Path) -> Publisher:
    """A folder that two sites were published to, so that there is a spare."""
    to = Publisher(tmp_path / "public")
    to(FIRST)
    assert not to.spare.exists()  # a build in a fresh place needs none
    to(SECOND)
    return to


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often something was done to a file or a folder."""
    counts: Counter[str] = Counter()

    def counted(name: str) -> Callable[..., object]:
        do = getattr(os, name)

        def counting(*given: object, **more: object) -> object:
            counts[name] += 1
            return do(*given, **more)

        return counting

    for name in ("link", "unlink", "mkdir", "rmdir"):
        monkeypatch.setattr(os, name, counted(name))
    return counts


# --- what it costs ---------------------------------------------------------------------------------------


def test_the_old_site_becomes_the_twin_of_the_new_one(to: Publisher) -> None:
    assert to.has_twin()
    to(THIRD)
    assert to.has_twin()
    assert sorted(path.name for path in to.out.parent.iterdir()) == [SPARE, "public"]


def test_only_what_has_changed_is_touched(to: Publisher, done: Counter[str]) -> None:
    to(THIRD)
    assert done["link"] == 2  # the page that changed comes into both folders
    assert done["unlink"] <= 5  # and goes from where it was written first, as the lock and the marker beside it
    assert done["mkdir"] == done["rmdir"] == 2


def test_nothing_is_touched_when_nothing_has_changed(to: Publisher, done: Counter[str]) -> None:
    to(SECOND)
    assert done["link"] == 0
    assert to.has_twin()


def test_a_file_that_has_not_changed_is_the_same_file_with_its_time(to: Publisher) -> None:
    before = {path: (to.out / path).stat() for path in SECOND}
    to(THIRD)
    after = {path: (to.out / path).stat() for path in THIRD}
    same = {path for path in THIRD if os.path.samestat(before[path], after[path])}
    assert THIRD.keys() - same == {"el/index.html"}
    assert all(before[path].st_mtime_ns == after[path].st_mtime_ns for path in same)


def test_what_is_gone_goes_from_the_spare_too_with_the_folders_that_it_leaves_empty(to: Publisher) -> None:
    """It may have told an address that had to go."""
    to({"index.html": "home", "el/3/index.html": "page 3"})
    assert folders(to.out) == folders(to.spare) == {"el", "el/3"}
    assert to.has_twin()


def test_a_file_may_become_a_folder_and_a_folder_a_file(to: Publisher) -> None:
    to({"index.html/a": "x", "el": "y", "new/deep/er": "z"})
    assert to.has_twin()
    to(SECOND)
    assert to.has_twin()


def test_whatever_changes_it_is_the_site_that_was_built(to: Publisher) -> None:
    """Twenty sites of pages that come, go and change, by chance."""
    chance, now = random.Random(7), dict(SECOND)
    for number in range(20):
        for path in chance.sample(sorted(now), chance.randrange(len(now) // 2)):
            del now[path]
        for _ in range(chance.randrange(12)):
            now[f"{chance.choice('abc')}/{chance.randrange(4)}/{chance.choice('xy')}.html"] = f"text {number % 3}"
        to(now)
        assert to.has_twin()


def test_everybody_may_read_it_whatever_the_umask(to: Publisher) -> None:
    before = os.umask(0o077)
    try:
        to(THIRD | {"new/deep/page.html": "new"})
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (to.out, *to.out.rglob("*")) if path.is_dir()}
    assert modes == {0o755}
    assert {stat.S_IMODE(path.stat().st_mode) for path in to.out.rglob("*") if path.is_file()} == {0o644}


def test_a_spoiled_build_leaves_the_spare_as_it_is(to: Publisher, done: Counter[str]) -> None:
    to(THIRD, spoiled=True)
    assert tree(to.out) == SECOND
    assert to.has_twin()
    done.clear()
    to(THIRD)
    assert done["link"] == 2


@pytest.mark.parametrize("twice", [True, False])
def test_without_an_exchange_there_is_a_spare_too(
    to: Publisher, monkeypatch: pytest.MonkeyPatch, *, twice: bool
) -> None:
    monkeypatch.setattr(publish.ctypes, "CDLL", lambda *given, **more: object())
    to(THIRD)
    if twice:
        to(SECOND)
    assert to.has_twin()


# --- when it is not certain ------------------------------------------------------------------------------


def change(file: Path, text: str) -> None:
    """As an editor saves: a new file in the place of the old one."""
    file.unlink()
    file.write_text(text)


def age(to: Publisher) -> None:
    """As if some time had gone by since the build, so that a change is seen by its time."""
    for folder in (to.out, to.spare):
        for path in (folder, *folder.rglob("*")):
            os.utime(path, (1_000_000_000.5, 1_000_000_000.5))
    assert to.last
    seen = [Folders.at(str(folder), to.last.folders.looks) for folder in (to.out, to.spare)]
    looks = {path: (*look[:2], (to.out / path).stat().st_mtime_ns) for path, look in to.last.looks.items()}
    to.last = Standing(to.last.files, looks, *seen)


def forged_in_the_spare(to: Publisher) -> None:
    """The page of the site is another file since, of the same size and time; then that of the spare was changed."""
    page = to.out / "el/1/index.html"
    before, above = page.stat(), page.parent.stat()
    shutil.copy2(page, page.with_name("copy"))
    page.with_name("copy").replace(page)
    os.utime(page.parent, ns=(above.st_atime_ns, above.st_mtime_ns))
    (to.spare / "el/1/index.html").write_text("forged")
    assert page.stat().st_mtime_ns == before.st_mtime_ns


SPOILT: dict[str, Callable[[Publisher], object]] = {
    "a page of it changed": lambda to: change(to.spare / "el/1/index.html", "forged"),
    "a page of it changed in its place": lambda to: (to.spare / "el/1/index.html").write_text("forged"),
    "a page of it changed, and that of the site put back": forged_in_the_spare,
    "a page laid there": lambda to: (to.spare / "el/new.html").write_text("foreign"),
    "a folder laid there": lambda to: (to.spare / "el/new").mkdir(),
    "a page taken away": lambda to: (to.spare / "el/1/index.html").unlink(),
    "a folder closed": lambda to: (to.spare / "el").chmod(0o700),
    "a folder that is a link": lambda to: [shutil.rmtree(to.spare / "el/1"), (to.spare / "el/1").symlink_to("2")],
    "taken away": lambda to: shutil.rmtree(to.spare),
    "taken away but for a part": lambda to: shutil.rmtree(to.spare / "el"),
    "a copy of it": lambda to: [shutil.copytree(to.spare, c := to.out / "../c"), shutil.rmtree(to.spare), c.rename(to.spare)],
    "a page of the site changed": lambda to: change(to.out / "el/1/index.html", "forged"),
    "a page laid into the site": lambda to: (to.out / "el/new.html").write_text("foreign"),
    "a page of the site taken away": lambda to: (to.out / "el/1/index.html").unlink(),
    "the site taken away": lambda to: shutil.rmtree(to.out),
    "the site moved": lambda to: to.out.rename(to.out.parent / "moved"),
    "the site another one": lambda to: Publisher(to.out)(FIRST),
    "the site emptied": lambda to: [shutil.rmtree(to.out), to.out.mkdir()],
    "nothing known of it": lambda to: setattr(to, "last", None),
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_a_spare_that_is_not_certain_is_not_used(to: Publisher, how: str, done: Counter[str]) -> None:
    age(to)
    SPOILT[how](to)
    done.clear()
    to(THIRD)
    assert done["link"] != 2
    assert not list(to.out.parent.glob(".public.*.new"))
    to(SECOND)
    to(THIRD)
    assert to.has_twin()


def test_what_is_laid_there_at_once_is_seen_too(
    to: Publisher, done: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may look no different: it was changed within one tick of the clock."""
    monkeypatch.setattr(standing, "is_young", lambda *given: True)
    to(THIRD)
    folder = to.spare / "el"
    before = folder.stat()
    (folder / "new.html").write_text("foreign")
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    done.clear()
    to(SECOND)
    assert done["link"] != 2


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_not_a_spare_is_left_alone(to: Publisher, tmp_path: Path, kind: str) -> None:
    shutil.rmtree(to.spare)
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/letter").write_text("kept")
    if kind == "folder":
        (tmp_path / "precious").rename(to.spare)
    elif kind == "file":
        to.spare.write_text("kept")
    else:
        (tmp_path / "precious" / MARKER).touch()
        to.spare.symlink_to("precious")
    for site in (THIRD, SECOND, THIRD):
        to(site)
    assert (to.spare if kind == "file" else to.spare / "letter").read_text() == "kept"
    assert not list(tmp_path.glob(".public.*.new"))


# --- trouble on the way ----------------------------------------------------------------------------------


@pytest.mark.parametrize("time", [1, 2])
def test_when_mending_fails_the_site_is_published_all_the_same(
    to: Publisher, monkeypatch: pytest.MonkeyPatch, time: int
) -> None:
    link, asked = os.link, []

    def full(*given: str) -> None:
        asked.append(given)
        if len(asked) == time:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        link(*given)

    monkeypatch.setattr(os, "link", full)
    to(THIRD)
    assert len(asked) >= time
    to(SECOND)
    to(THIRD)
    assert to.has_twin()


def test_a_file_system_without_links_has_no_spare_and_keeps_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    to = Publisher(tmp_path / "public")
    to(FIRST)
    before = (to.out / "index.html").stat().st_mtime_ns
    for site in (SECOND, THIRD):
        to(site)
        assert [path.name for path in tmp_path.iterdir()] == ["public"]
    assert (to.out / "index.html").stat().st_mtime_ns == before


def test_an_exchange_that_fails_leaves_the_old_site(to: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(new: Path, out: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_exchange", refuse)
        with pytest.raises(PublishError, match="busy"):
            to(THIRD)
    assert tree(to.out) == SECOND
    assert [path.name for path in to.out.parent.iterdir()] == ["public"]
    to(THIRD)


KILLED_AT = textwrap.dedent("""
    import os, pickle, signal, sys
    from pathlib import Path
    from sitegen import publish
    from sitegen.planned import Artifact
    from sitegen.standing import Folders

    point, out = sys.argv[1], Path(sys.argv[2])
    last, site = pickle.load(sys.stdin.buffer)

    def die(*given, **more):
        os.kill(os.getpid(), signal.SIGKILL)

    if point == "before the exchange":
        publish._exchange = die
    if point == "after the exchange":
        exchange = publish._exchange
        publish._exchange = lambda new, out: (exchange(new, out), die())
    if point == "while the spare is mended":
        os.link = die
    if point == "while the old site is mended":
        link, asked = os.link, []
        os.link = lambda *given: (asked.append(1), die() if len(asked) == 2 else link(*given))
    with publish.publishing(out, lambda: last.what_is(last.left_in(str(out)))) as staging:
        for path, text in site.items():
            staging.add(Artifact(path, text.encode()))
        if point == "while it is written":
            die()
""")


@pytest.mark.parametrize(
    ("point", "stands", "has_spare"),
    [
        ("while it is written", SECOND, True),
        ("while the spare is mended", SECOND, False),
        ("before the exchange", SECOND, False),
        ("after the exchange", THIRD, False),
        ("while the old site is mended", THIRD, False),
    ],
)
def test_a_kill_leaves_a_whole_site_and_no_spare_that_is_half_mended(
    to: Publisher, point: str, stands: Site, *, has_spare: bool
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT, point, str(to.out)],
        input=pickle.dumps((to.last, THIRD)),
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert tree(to.out) == stands
    assert to.spare.exists() == has_spare
    to(FIRST)
    assert not list(to.out.parent.glob(".public.*.*"))
    to(SECOND)
    assert to.has_twin()


def test_leftovers_of_a_site_whose_name_begins_so_are_its_own(tmp_path: Path) -> None:
    (tmp_path / ".public.el.abc.new").mkdir()
    (tmp_path / ".public.el.abc.old").mkdir()
    for name in ("public", "public.el"):
        Publisher(tmp_path / name)(FIRST)
        assert (tmp_path / ".public.el.abc.new").exists() == (name == "public")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public", "public.el"]


# --- by builds -------------------------------------------------------------------------------------------


def test_a_build_after_an_edit_mends_the_spare(tmp_path: Path, done: Counter[str]) -> None:
    config = small_site(tmp_path)
    links = []
    for title in ("one", "two", "three"):
        write_tree(tmp_path, service("first"))
        text = tmp_path / "content/services/first/text.el.md"
        text.write_text(text.read_text().replace("title: first", f"title: {title}"))
        done.clear()
        assert cli.main(["build", "--config", str(config), "--now", "2026-11-22"]) == 0
        links.append(done["link"])
        assert title in (tmp_path / "public/el/services/first/index.html").read_text(encoding="utf-8")
    first, second, third = links
    assert first == 0
    assert third < second / 2
    assert tree(tmp_path / "public") == tree(tmp_path / SPARE)
