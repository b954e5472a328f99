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
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from sitegen.planned import Artifact
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
    return staging.count


@contextmanager
def publishing(out: Path) -> Iterator[Staging]:
    """A folder beside ``out`` that takes files; in the end the two are exchanged, unless it was spoiled.

    Raises :class:`PublishError`; then, and after any other exception, the old site is as it was.
    """
    target = Path(os.path.realpath(out))
    with ExitStack() as at_the_end:
        with _in_words(out):
            at_the_end.enter_context(_locked(target.parent / f".{target.name}.lock"))
            _check_replaceable(target)  # again, now that nobody else publishes here
            _clear_leftovers(target)
            folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent))
            at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
            staging = Staging(folder, target)
        yield staging
        if not staging.spoiled:
            with _in_words(out):
                _exchange(folder, target)


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
    """

    def __init__(self, folder: Path, old: Path) -> None:
        self.count = 0
        self.spoiled = False  #: whether the old site stays
        #: The SHA-256 in hex of the files of the old site by path, where somebody has made sure that they are so.
        self.there: Mapping[str, str] = MappingProxyType({})
        self._folder = str(folder)
        self._out = old
        self._old = str(old)
        self._folders = {self._folder}
        folder.chmod(0o755)
        self._write(f"{self._folder}/{MARKER}", b"")

    def add(self, artifact: Artifact) -> None:
        """Takes a file. Raises :class:`PublishError` for a path that leads out of the site."""
        if artifact.path.startswith("/") or ".." in artifact.path.split("/"):
            raise PublishError(say("{path} lies outside the site", path=artifact.path))
        path = f"{self._folder}/{artifact.path}"
        with _in_words(self._out):
            _make(path.rpartition("/")[0], self._folders)
            if not self._linked(artifact, path):
                self._write(path, artifact.data)
        self.count += 1

    def _linked(self, artifact: Artifact, new: str) -> bool:
        """Makes ``new`` the file of the old site, when that is a plain file with the same bytes, as we write them."""
        old = f"{self._old}/{artifact.path}"
        try:
            if self.there.get(artifact.path) != artifact.finished.digest and not _holds(old, artifact):
                return False
            os.link(old, new)
        except OSError:  # it is not there, or the file system knows no links
            return False
        return True

    def _write(self, path: str, data: bytes) -> None:
        with open(path, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)


def _holds(path: str, artifact: Artifact) -> bool:
    """Whether a plain file has the bytes of an artifact, and may be read by everybody."""
    status = os.lstat(path)
    same = status.st_mode == stat.S_IFREG | 0o644 and status.st_size == artifact.finished.size
    if not same:
        return False
    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest() == artifact.finished.digest


def _make(folder: str, there: set[str]) -> None:
    """Makes a folder and those that it lies in, for everybody to read, whatever the umask."""
    if folder not in there:
        _make(os.path.dirname(folder), there)
        os.mkdir(folder)
        os.chmod(folder, 0o755)
        there.add(folder)


def _exchange(new: Path, out: Path) -> None:
    """``renameat2(RENAME_EXCHANGE)``: at no moment is there no site, or half of one."""
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
    shutil.rmtree(old, ignore_errors=True)


def _clear_leftovers(out: Path) -> None:
    """What an interrupted run left beside the site. A site moved aside is moved back first."""
    name = glob.escape(out.name)
    for old in sorted(out.parent.glob(f".{name}.*.old")):
        if not out.exists():
            old.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    for staging in out.parent.glob(f".{name}.*.new"):
        shutil.rmtree(staging, ignore_errors=True)


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
