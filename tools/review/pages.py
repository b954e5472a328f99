"""The difference between two built sites, as readers would tell it: pages, and words of pages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path as File

from tools.review.changes import Page, WordChange, cut

MOST_SHOWN = 4  #: changes of one page
NEAR = 5  #: words that are shown before a change
_SILENT = {"script", "style", "svg", "template"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "span", "strong", "time", "small", "wbr"}


class _Words(HTMLParser):
    """The lines of what stands in ``main`` (or in the page when it has none), and the first heading."""

    def __init__(self) -> None:
        super().__init__()
        self.heading: list[str] = []
        self.title: list[str] = []
        self.main: list[str] = []
        self.page: list[str] = []
        self._open: list[str] = []
        self._seen_heading = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._break(tag)
        if tag not in ("br", "hr", "img", "input", "link", "meta", "wbr"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        self._seen_heading = self._seen_heading or tag == "h1"
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if _SILENT & set(self._open):
            return
        if "title" in self._open:
            self.title.append(data)
            return
        if "h1" in self._open and not self._seen_heading:
            self.heading.append(data)
        (self.main if "main" in self._open else self.page).append(data)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            (self.main if "main" in self._open or tag == "main" else self.page).append("\n")


def words_of(html: str) -> tuple[str, list[str]]:
    """The title of a page, and its lines."""
    found = _Words()
    found.feed(html)
    found.close()
    text = "".join(found.main) if "".join(found.main).strip() else "".join(found.page)
    title = " ".join("".join(found.heading or found.title).split())
    return title, [line for raw in text.split("\n") if (line := " ".join(raw.split()))]


def changed_pages(base: File, head: File, languages: Sequence[str]) -> tuple[list[Page], int]:
    """The pages whose words differ, by language and path, and how many others differ only in something else."""
    before, after = ({p.relative_to(d).as_posix(): p for p in d.rglob("*.html")} for d in (base, head))
    pages: list[Page] = []
    frame = 0
    for path in sorted(before.keys() | after.keys()):
        old = before[path].read_text(encoding="utf-8") if path in before else ""
        new = after[path].read_text(encoding="utf-8") if path in after else ""
        if old == new:
            continue
        (old_title, old_lines), (title, lines) = words_of(old), words_of(new)
        words = list(word_changes(old_lines, lines)) if old and new else []
        if old and new and not words:
            frame += 1
            continue
        first = path.partition("/")[0]
        pages.append(
            Page(
                path=path,
                language=first if first in languages else "",
                title=cut(title or old_title),
                what="changed" if old and new else "added" if new else "removed",
                words=tuple(words[:MOST_SHOWN]),
                more=max(0, len(words) - MOST_SHOWN),
            )
        )
    order = {code: number for number, code in enumerate(("", *languages))}
    return sorted(pages, key=lambda page: (order[page.language], page.path)), frame


def word_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[WordChange]:
    """The words that differ. First lines are compared, then the words of those that changed."""
    for old, new, near in _blocks(before, after):
        was, now = old.split(), new.split()
        matcher = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
        for i, j, m, n in _joined(matcher.get_opcodes()):
            context = " ".join(was[max(0, i - NEAR) : i]) or near
            yield WordChange(near=cut(context), before=cut(" ".join(was[i:j])), after=cut(" ".join(now[m:n])))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal":
            continue
        near = " ".join(before[i - 1].split()[-NEAR:]) if i else ""
        if j - i == n - m:
            yield from ((old, new, near) for old, new in zip(before[i:j], after[m:n], strict=True))
        else:
            yield " ".join(before[i:j]), " ".join(after[m:n]), near


def _joined(codes: list[tuple[str, int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The spans that differ; those with a single word between them are one, because they are read as one."""
    spans = [code[1:] for code in codes if code[0] != "equal"]
    bounds = [number for number, (one, two) in enumerate(pairwise(spans), start=1) if two[0] - one[1] > 1]
    for start, end in pairwise([0, *bounds, len(spans)]):
        if start < end:
            yield spans[start][0], spans[end - 1][1], spans[start][2], spans[end - 1][3]
