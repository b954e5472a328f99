"""Puts the finished site in the place of the old one, in one step, or not at all."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import glob
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from sitegen.disk import Look
from sitegen.planned import Artifact
from sitegen.standing import Folders, Standing, folder_of, look_of, make, spare_of
from sitegen.wording import os_reason, say

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
MARKER = ".sitegen"  #: stands in every folder that was published by us, so that no other folder is replaced


class PublishError(Exception):
    """The site cannot be published to this place; what stood there is untouched."""


def check_target(out: Path, root: Path, inputs: Iterable[Path]) -> None:
    """Refuses a target whose replacement would destroy something else.

    Raises :class:`PublishError`.
    """
    target = Path(os.path.realpath(out))
    guarded = [Path(os.path.realpath(path)) for path in (root, *inputs)]
    if target in (Path(target.anchor), Path(os.path.realpath(os.path.expanduser("~")))):
        raise PublishError(say("{folder} is not a folder to publish to", folder=out))
    if any(target == path or target in path.parents for path in guarded):
        raise PublishError(say("{folder} holds the site's own files", folder=out))
    if any(path in target.parents for path in guarded[1:]):
        raise PublishError(say("{folder} lies inside a folder that the site is made from", folder=out))
    if not target.parent.is_dir():
        raise PublishError(say("{folder}, the folder to publish into, is not there", folder=target.parent))
    _check_replaceable(out)


def _check_replaceable(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(say("{folder} is not a folder", folder=out))
    try:
        ours = (out / MARKER).exists() and not os.path.lexists(out / ".git")  # whose history nobody has elsewhere
        foreign = out.is_dir() and any(out.iterdir()) and not ours
    except OSError as reason:
        fault = say("{folder} cannot be looked into: {reason}", folder=out, reason=os_reason(reason))
        raise PublishError(fault) from reason
    if foreign:
        fault = say(
            "{folder} is a folder that was not published by this program; empty it or choose another", folder=out
        )
        raise PublishError(fault)


def publish(artifacts: Iterable[Artifact], out: Path) -> int:
    """Publishes files that are all there already. Returns how many.

    Raises :class:`PublishError`; then the old site is as it was.
    """
    with _in_words(out), publishing(out) as staging:
        for artifact in artifacts:
            staging.add(artifact)
    return len(staging.files)


@contextmanager
def publishing(out: Path, there: Callable[[], Standing | None] = lambda: None) -> Iterator[Staging]:
    """Takes the files of a site; in the end it stands in ``out``, unless it was spoiled.

    ``there`` tells what stands there for certain, if that is known; then only what differs is written. It is asked when
    nobody else can publish there any more.

    Raises :class:`PublishError`; then, and after any other exception, the old site is as it was.
    """
    target = Path(os.path.realpath(out))
    with ExitStack() as at_the_end:
        with _in_words(out):
            at_the_end.enter_context(_locked(target.parent / f".{target.name}.lock"))
            _check_replaceable(target)  # again, now that nobody else publishes here
            _clear_leftovers(target)
            folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
            aside = folder.with_name(f"{folder.stem}-spare.new")
            for made in (folder, aside):
                at_the_end.callback(shutil.rmtree, made, ignore_errors=True)
            staging = Staging(folder, aside, target, there())
        yield staging
        if not staging.spoiled:
            with _in_words(out):
                staging.put_in_place()


@contextmanager
def _in_words(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise PublishError(
            say("cannot publish to {folder}: {reason}", folder=out, reason=os_reason(reason))
        ) from reason


class Staging:
    """The next site, file by file. One that is in the old site already is that one, with its time: caches and rsync go
    by it.

    Where it is known what stands in the old site, only what is new is written to a folder beside it. The rest comes in
    the end: from the spare, the twin of the old site, or as links to the old site's files.
    """

    def __init__(self, folder: Path, aside: Path, old: Path, there: Standing | None) -> None:
        self.files: dict[str, str] = {}  #: the SHA-256 in hex of each file by its path
        self.spoiled = False  #: whether the old site stays
        self.left: Standing | None = None  #: what stands there, once it was put in place
        self._there = there
        self._new: list[str] = []
        self._looks: dict[str, Look] = {}
        self._folder = str(folder)
        self._aside = str(aside)
        self._out = old
        self._old = str(old)
        self._has_old = old.exists()
        self._folders = {""}
        folder.chmod(0o755)
        self._write(MARKER, b"")

    def add(self, artifact: Artifact) -> None:
        """Takes a file. Raises :class:`PublishError` for a path that leads out of the site."""
        path, digest = artifact.path, artifact.finished.digest
        if path.startswith("/") or ".." in path.split("/"):
            raise PublishError(say("{path} lies outside the site", path=path))
        if self._there is None or self._there.files.get(path) != digest:
            with _in_words(self._out):
                make(self._folder, folder_of(path), self._folders)
                if not self._linked(artifact):
                    self._write(path, artifact.data)
                    self._new.append(path)
                self._looks[path] = look_of(self._folder, path)
        self.files[path] = digest

    def _linked(self, artifact: Artifact) -> bool:
        """Makes a file that of the old site, when that is a plain file with the same bytes, as we write them."""
        if self._there or not self._has_old:
            return False
        old = f"{self._old}/{artifact.path}"
        try:
            if not _holds(old, artifact):
                return False
            os.link(old, f"{self._folder}/{artifact.path}")
        except OSError:  # it is not there, or the file system knows no links
            return False
        return True

    def _write(self, path: str, data: bytes) -> None:
        with open(f"{self._folder}/{path}", "xb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)

    def put_in_place(self) -> None:
        """Exchanges the old site for the new one. Raises :class:`OSError`; then the old one is as it was."""
        site, folders = self._mended_spare() or self._completed()
        known = self._there.looks if self._there else {}
        looks = {path: self._looks.get(path) or known[path] for path in self.files}
        _exchange(Path(site), self._out)
        self.left = Standing(self.files, looks, folders, self._kept_as_spare(site))

    def _mended_spare(self) -> tuple[str, Folders] | None:
        """The spare made into the new site, with its folders; none when it cannot be trusted.

        It loses its name first. So one that is half mended is never taken for a spare.
        """
        spare, was = spare_of(self._out), self._there and self._there.spare
        with suppress(OSError):  # somebody was there; the site can be made without it
            if spare.is_symlink() or not (spare / MARKER).exists():
                return None
            spare.rename(self._aside)
            if was:
                return self._aside, was.mended(self._aside, self._folder, self._new, self._gone())
        return None

    def _completed(self) -> tuple[str, Folders]:
        """What was written, with all that has not changed, and its folders."""
        new = set(self._new)
        for path in self.files if self._there else ():
            if path not in new:
                make(self._folder, folder_of(path), self._folders)
                _link_or_copy(f"{self._old}/{path}", f"{self._folder}/{path}")
        return self._folder, Folders.at(self._folder, self._folders)

    def _kept_as_spare(self, old: str) -> Folders | None:
        """The folders of the spare that the old site became, if it was known what stood there."""
        if self._there is None:
            return None
        try:
            spare = self._there.folders.mended(old, self._old, self._new, self._gone())
            os.rename(old, spare_of(self._out))
        except OSError:  # the new site stands; the next one is made without a spare
            return None
        return spare

    def _gone(self) -> Iterable[str]:
        return self._there.files.keys() - self.files.keys() if self._there else ()


def _holds(path: str, artifact: Artifact) -> bool:
    """Whether a plain file has the bytes of an artifact, and may be read by everybody."""
    status = os.lstat(path)
    same = status.st_mode == stat.S_IFREG | 0o644 and status.st_size == artifact.finished.size
    if not same:
        return False
    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest() == artifact.finished.digest


def _link_or_copy(old: str, new: str) -> None:
    """Gives a file a second name; where the file system knows no links, a copy with its time."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _exchange(new: Path, out: Path) -> None:
    """``renameat2(RENAME_EXCHANGE)``: at no moment is there no site, or half of one. ``new`` is the old one then."""
    if not out.exists():
        new.rename(out)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "renameat2"):
        done = libc.renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(out), _RENAME_EXCHANGE)
        if done == 0:
            return
        code = ctypes.get_errno()
        if code not in (errno.ENOSYS, errno.EINVAL):
            raise OSError(code, os.strerror(code))
    old = new.with_suffix(".old")
    out.rename(old)
    try:
        new.rename(out)
    except OSError:
        old.rename(out)
        raise
    old.rename(new)


def _clear_leftovers(out: Path) -> None:
    """What an interrupted run left beside the site. A site moved aside is moved back first."""
    for old in _leftovers(out, "old"):
        if not out.exists():
            old.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    for staging in _leftovers(out, "new"):
        shutil.rmtree(staging, ignore_errors=True)


def _leftovers(out: Path, kind: str) -> list[Path]:
    """Folders of a kind that were made to publish to ``out``, not to another site whose name begins so."""
    before, after = f".{out.name}.", f".{kind}"
    found = sorted(out.parent.glob(f"{glob.escape(before)}*{after}"))
    return [path for path in found if "." not in path.name.removeprefix(before).removesuffix(after)]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds a lock that ends with the process, however it ends."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = os.fstat(lock).st_ino == path.stat().st_ino
        except (BlockingIOError, FileNotFoundError):
            ours = False
        if not ours:  # or it was taken away by another run between our opening and our locking
            raise PublishError(say("another build is publishing to the same place"))
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
    finally:
        os.close(lock)
