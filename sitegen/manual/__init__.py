"""The manual of what is checked: a page for each check, written from the docstring of its module.

A docstring is Markdown. Its first sentence is the title; a part under ``## code`` belongs to a code of ``CODES``. An
indented block after a line ``Wrong:`` or ``Right:`` is an example: files by their path, as they are laid over a small
sound site. In a wrong one a line of ``^ code`` points at the letter above it where the problem is reported. The same
examples are run as tests (``tests/test_manual.py``), so that the manual cannot be wrong about what the program says.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from sitegen.checks import (
    anchors,
    completeness,
    confidence,
    direction,
    future,
    guides,
    headings,
    left_over,
    letters,
    link_words,
    long_sentences,
    numbers,
    past_hours,
    phones,
    quoted,
    redirects,
    structure,
    vocabulary_keys,
    wrong_language,
)
from sitegen.manual import (
    catalogues,
    commands,
    configuration,
    fields,
    files,
    hosts,
    links,
    markdown,
    pages,
    signs,
    yaml_files,
)
from sitegen.records import record

MODULES: tuple[ModuleType, ...] = (
    yaml_files,
    fields,
    files,
    signs,
    markdown,
    links,
    anchors,
    headings,
    guides,
    vocabulary_keys,
    redirects,
    phones,
    future,
    past_hours,
    confidence,
    quoted,
    completeness,
    structure,
    numbers,
    left_over,
    wrong_language,
    letters,
    direction,
    long_sentences,
    link_words,
    configuration,
    catalogues,
    pages,
    hosts,
    commands,
)

_WRITTEN = "<!-- Written by `python build.py reference` out of the docstrings of the checks. Do not edit. -->"
_MARK = re.compile(r" *\^ ([a-z]+(?:-[a-z]+)*)")


@record
class Example:
    """Files by their path, and where in them what is reported: file, line, column, code."""

    right: bool
    files: dict[str, str]
    marks: tuple[tuple[str, int, int, str], ...]


@record
class Part:
    """What a page says of one code; ``summary`` is its first sentence."""

    code: str
    summary: str
    examples: tuple[Example, ...]


@record
class Page:
    """A page of the manual: the text of a docstring, and its parts."""

    name: str
    title: str
    text: str
    parts: tuple[Part, ...]


def page(module: ModuleType) -> Page:
    """The page that the docstring of a module is."""
    title, _, text = (module.__doc__ or "").partition("\n")
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    return Page(name, title.rstrip("."), text.strip(), tuple(_part(part) for part in parts))


def _part(text: str) -> Part:
    code, _, words = text.partition("\n")
    summary = re.split(r"(?<=\.)\s", " ".join(words.split()), maxsplit=1)[0]
    found = re.finditer(r"^(Wrong|Right):\n((?:\n| +.*\n?|\t.*\n?)+)", words + "\n", re.MULTILINE)
    return Part(code, summary, tuple(_example(match[1] == "Right", match[2]) for match in found))


def _example(right: bool, block: str) -> Example:
    """The files of a block: the least indented lines are paths, what stands below one is what it holds."""
    files: dict[str, str] = {}
    marks: list[tuple[str, int, int, str]] = []
    for name, held in _held(textwrap.dedent(block).strip("\n").split("\n")):
        kept: list[str] = []
        for line in textwrap.dedent("\n".join(held)).split("\n"):
            if match := _MARK.fullmatch(line):
                marks.append((name, max(1, len(kept)), line.index("^") + 1, match[1]))
            else:
                kept.append(line)
        files[name] = "\n".join(kept).rstrip("\n") + "\n"
    return Example(right, files, tuple(marks))


def _held(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    starts = [number for number, line in enumerate(lines) if line and not line[0].isspace()]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start], lines[start + 1 : end]


def write_manual(out: Path) -> int:
    """Writes every page to a folder; returns their number."""
    out.mkdir(parents=True, exist_ok=True)
    found = manual()
    for name, text in found.items():
        (out / name).write_text(text, encoding="utf-8")
    return len(found)


def manual() -> dict[str, str]:
    """The pages of the manual, by the name of their file."""
    found = [page(module) for module in MODULES]
    texts: dict[str, tuple[str, ...]] = {f"{one.name}.md": (f"# {one.title}", one.text) for one in found}
    texts["index.md"] = ("# What is checked", _INTRODUCTION, _pages(found), "## All codes", _codes(found))
    return {name: "\n\n".join((_WRITTEN, *parts)) + "\n" for name, parts in texts.items()}


_INTRODUCTION = """\
`build.py check` says everything that is wrong, with the file, the line and the way out. Each problem has a code; its
page says why it matters and shows a wrong and a right example. An error keeps the site from being published, a warning
does not.

The examples are small files laid over a site with nothing wrong in it; what they do not need is left out. A `^` points
at the letter above it where the problem is reported. `translated_from` marks a translation as current; the fingerprints
that the tool writes there are left out."""


def _pages(found: list[Page]) -> str:
    return "\n".join(f"- [{one.title}]({one.name}.md)" for one in found)


def _codes(found: list[Page]) -> str:
    rows = sorted((part.code, one.name, part.summary) for one in found for part in one.parts)
    return "| code | |\n| --- | --- |\n" + "\n".join(f"| [{c}]({name}.md#{c}) | {words} |" for c, name, words in rows)
