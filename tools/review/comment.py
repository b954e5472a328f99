"""The comment below a pull request: what changes for readers, what is to be translated again, what is wrong now.

All words in it come from the request, so they are shown and never obeyed: no HTML, no Markdown, no mentions, no links.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tools.review.changes import Changes, Fact, NewProblem, Outdated, Page

MARKER = "<!-- what this pull request changes -->"
MOST_LETTERS = 60_000  #: GitHub takes 65,536
SHOWN = 15  #: lines of a list that are open
_JOINERS = "\u200c\u200d"
_STOP = "\u2060"  #: joins words and is not seen; parts an @ from the name behind it
_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_CALLS = re.compile(r"(@|#|:(?=//)|www(?=\.)|GH(?=-\d))", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def shown(text: str) -> str:
    """A text of the request as Markdown that shows it, letter for letter, whatever it is.

    Signs of Markdown and HTML are escaped, marks of direction and control are left out, ``@name``, ``#1`` and
    addresses lead nowhere, and the text stands apart from the direction of what is around it.
    """
    plain = "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)
    called = _CALLS.sub(rf"\1{_STOP}", " ".join(plain.split()))
    return f"\u2068{_MARKS.sub(lambda m: _ENTITIES.get(m[0], chr(92) + m[0]), called)}\u2069" if called else ""


def code(name: str) -> str:
    """A name of the forms that ``changes`` lets through (paths, ids, languages), which have no marks of Markdown."""
    return f"`{name}`"


def comment(changes: Changes, run: str = "") -> str:
    """The comment, of at most 60,000 letters. ``run`` is the address of the run that built the preview."""
    sections = [
        *_asking(changes),
        ("New problems", [_problem(p) for p in changes.problems]),
        (f"To translate again: {_counted(changes.outdated)}", [_outdated(o) for o in changes.outdated]),
        ("Facts", [_fact(f) for f in changes.facts]),
        *_by_language(changes.pages),
    ]
    head = [MARKER, "### What this changes for readers", "", _summary(changes), ""]
    if run:
        head += [f"[Preview and screenshots]({run}) are artifacts of the run.", ""]
    foot = "" if not changes.outdated else _how_to_accept()
    room = MOST_LETTERS - len("\n".join(head)) - len(foot) - 100
    return "\n".join([*head, *_within(room, (s for s in sections if s[1]))]) + foot


def _summary(changes: Changes) -> str:
    if not changes.built:
        return "**The site cannot be built of this.** What is wrong stands below and beside the changed lines."
    if not changes.comparable:
        return "The site is built of this. Before it could not be, so the pages cannot be compared."
    counts = {what: sum(p.what == what for p in changes.pages) for what in ("changed", "added", "removed")}
    said = [f"{count} {'page' if count == 1 else 'pages'} {what}" for what, count in counts.items() if count]
    if changes.frame:
        said.append(f"{changes.frame} with the same words and other links or looks")
    return (", ".join(said) or "No page changes") + "."


def _asking(changes: Changes) -> Iterator[tuple[str, list[str]]]:
    if changes.commands:
        yield (
            "Accepting translations",
            [
                "The branch is in a fork, where this workflow may not write. Run there, and commit what it changes:",
                *(
                    f"- {code(f'.venv/bin/python build.py translations accept {command}')}"
                    for command in changes.commands
                ),
            ],
        )


def _problem(problem: NewProblem) -> str:
    sign = "❌" if problem.severity == "error" else "⚠️"
    return f"- {sign} {shown(problem.file)}:{problem.line} {shown(problem.message)} {code(problem.code)}"


def _outdated(found: Outdated) -> str:
    parts = ", ".join(map(shown, found.parts))
    origin = f" of {code(found.origin)}" if found.origin else ""
    return f"- {code(found.language)} {code(found.entry)}: {parts} ({_words(found.words)}{origin})"


def _counted(outdated: Iterable[Outdated]) -> str:
    words: dict[str, int] = defaultdict(int)
    for found in outdated:
        words[found.language] += found.words
    return ", ".join(f"{code(language)} {_words(count)}" for language, count in words.items())


def _words(count: int) -> str:
    return f"{count:,} {'word' if count == 1 else 'words'}"


def _fact(fact: Fact) -> str:
    if not fact.field:
        return f"- {code(fact.entry)} is {'new' if fact.after else 'gone'}"
    return f"- {code(fact.entry)} {shown(fact.field)}: {_change(fact.before, fact.after)}"


def _change(before: str, after: str) -> str:
    old, new = (f"<{tag}>{shown(text)}</{tag}>" if text else "" for tag, text in (("del", before), ("ins", after)))
    return f"{old} → {new}" if old and new else old or new


def _by_language(pages: Iterable[Page]) -> Iterator[tuple[str, list[str]]]:
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        groups[page.language].append(page)
    for language, found in groups.items():
        yield f"Pages in {code(language)}" if language else "Pages in all languages", [*map(_page, found)]


def _page(page: Page) -> str:
    what = "" if page.what == "changed" else f" **{'new' if page.what == 'added' else 'gone'}**"
    lines = [f"- {shown(page.title)} {code(page.path.removesuffix('index.html') or '/')}{what}"]
    for change in page.words:
        near = f"{shown(change.near)} " if change.near else ""
        lines.append(f"  - {near}{_change(change.before, change.after)}")
    if page.more:
        lines.append(f"  - and {page.more} more")
    return "\n".join(lines)


def _how_to_accept() -> str:
    return (
        "\n\nIf a translation is right as it stands: a line `accept: services/kem fa` in the description of this request"
        " (or `accept: services/kem`, `accept: all`), or the label `translations-accepted` for all that it touches.\n"
    )


def _within(room: int, sections: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """The sections, as far as there is room: the first lines of each list open, the others to be opened."""
    for title, lines in sections:
        written = [f"#### {title}", ""]
        left = room - len("\n".join(written)) - 150
        kept: list[str] = []
        for line in lines:
            left -= len(line) + 1
            if left < 0:
                break
            kept.append(line)
        written += kept[:SHOWN]
        if kept[SHOWN:]:
            written += [
                "",
                f"<details><summary>{len(kept) - SHOWN} more</summary>",
                "",
                *kept[SHOWN:],
                "",
                "</details>",
            ]
        if len(kept) < len(lines):
            written += ["", f"… and {len(lines) - len(kept):,} more that there is no room for."]
        written.append("")
        room -= len("\n".join(written)) + 1
        if room < 0:
            return
        yield from written
