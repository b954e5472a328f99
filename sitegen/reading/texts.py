"""A Markdown file: front matter between lines of ``---``, then sections under level-2 headings."""

from __future__ import annotations

import re

from sitegen.model.entry import Section
from sitegen.model.nodes import Fields, Node
from sitegen.problems import Mark, Problem, error
from sitegen.reading.yaml_tree import parse_yaml

_HEADING = re.compile(r"^##[ \t]+(?P<heading>.*?)[ \t]*(?:\{#(?P<id>[^}\s]*)\})?[ \t]*#*$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")


def split_text(text: str, file: str) -> tuple[Node, str, int, list[Problem]]:
    """Front matter, body, the body's first line, and problems."""
    empty = Fields({}, {}, Mark(file))
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = "begin the file with ---, then title: …, then --- again"
        return empty, text, 1, [error(Mark(file), "text-front-matter", "the front matter is missing", hint)]
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        hint = "close the front matter with a line ---"
        return empty, "", 1, [error(Mark(file), "text-front-matter", "the front matter does not end", hint)]
    node, problems = parse_yaml("\n".join(lines[1:end]), file, first_line=2)
    return node or empty, "\n".join(lines[end + 1 :]), end + 2, problems


def split_sections(body: str, first_line: int) -> tuple[Section, ...]:
    """The sections of a body; the part before the first heading has an empty id, and is left out when blank."""
    found: list[tuple[str, str, int, list[str]]] = [("", "", first_line, [])]
    fence = ""
    for number, line in enumerate(body.split("\n"), start=first_line):
        marker = _FENCE.match(line)
        if marker and (not fence or marker[1].startswith(fence)):
            fence = "" if fence else marker[1]
        heading = None if fence or marker else _HEADING.match(line)
        if heading:
            found.append((heading["id"] or "", heading["heading"], number, []))
        else:
            found[-1][3].append(line)
    sections = [Section(i, h, "\n".join(lines).strip("\n"), n) for i, h, n, lines in found]
    return tuple(s for s in sections if s.heading or s.markdown.strip())
