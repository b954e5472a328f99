"""A site of one generator and one corpus, in a folder: built, edited, and looked at whether the work was really done."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path

from benchmarks.corpus import LANGUAGES, Corpus
from benchmarks.peers.peer import Edit, Peer
from benchmarks.running import FailedError, Run, run

MODES = ("cold", "same", "edit")
_words = count(1)


class Stand:
    """A generator with its site; ``corpus`` is ``None`` for the content of this project."""

    def __init__(self, peer: Peer, corpus: Corpus | None, folder: Path) -> None:
        self.peer, self.corpus, self.site = peer, corpus, folder / peer.key
        self.aside = folder / "aside"
        self.word = ""
        peer.write(corpus, self.site)

    @cached_property
    def edits(self) -> Mapping[str, Edit]:
        return self.peer.edits(self.corpus)

    @cached_property
    def _originals(self) -> dict[str, str]:
        return {kind: (self.site / edit.file).read_text("utf-8") for kind, edit in self.edits.items()}

    def save(self, kind: str = "text") -> None:
        """Saves a file of the site with a word in it that was never there."""
        edit, self.word = self.edits[kind], f"benchmarked{next(_words)}"
        text = edit.change(self._originals[kind], self.word)
        if self.word not in text:
            raise FailedError(f"{edit.file} has no place for the {kind} that is edited")
        (self.site / edit.file).write_text(text, encoding="utf-8")

    def build(self, mode: str) -> Run:
        """One build of a mode, and a look at what came out. Raises :class:`FailedError`."""
        if mode != "same":
            self.save()
        command = self.peer.cold if mode == "cold" else self.peer.again
        with self._put_aside(mode == "cold"):
            done = run(command, self.site, self.peer.environment)
        self._check()
        return done

    @contextmanager
    def _put_aside(self, cold: bool) -> Iterator[None]:
        """What was made before is out of the way by a rename, and is deleted when nobody measures."""
        self.aside.mkdir(exist_ok=True)
        for number, name in enumerate(self.peer.made if cold else ()):
            if (self.site / name).exists():
                (self.site / name).rename(self.aside / str(number))
        yield
        shutil.rmtree(self.aside)

    @property
    def pages(self) -> int:
        """How many pages of HTML there are."""
        return sum(1 for _ in (self.site / self.peer.out).rglob("*.html"))

    def _check(self) -> None:
        out = self.site / self.peer.out
        page = out / self.edits["text"].page / "index.html"
        if not page.is_file() or self.word not in page.read_text("utf-8"):
            raise FailedError(f"the edited word is not on {page.relative_to(out)}")
        if self.corpus is None:
            return
        entries = sum(1 for _ in out.glob("**/services/s[0-9]*/index.html"))
        if entries != len(LANGUAGES) * self.corpus.size or self.pages < self.corpus.pages:
            raise FailedError(f"{self.pages} pages of at least {self.corpus.pages}, {entries} of them entries")
