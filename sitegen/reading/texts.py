"""A Markdown file: front matter between lines of ``---``, then sections under level-2 headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model.entry import Section
from sitegen.model.nodes import Fields, Node, Scalar, node_at
from sitegen.problems import Mark, Problem, error
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.wording import say

MAX_BODY = 30_000
_FENCE = re.compile(r"\n---[^\S\n]*(?=\n|\Z)")
_HEADING = re.compile(r"\n##[ \t](.*)")


def split_text(text: str, file: str) -> tuple[Node | None, str, int, list[Problem]]:
    """Front matter, body, the body's first line, and problems; no front matter when it cannot be read."""
    first, _, _ = text.partition("\n")
    if first.rstrip() != "---":
        hint = say("begin the file with ---, then title: …, then --- again")
        return None, "", 1, [error(Mark(file), "text-front-matter", say("the front matter is missing"), hint)]
    end = _FENCE.search(text, len(first))
    if end is None:
        hint = say("close the front matter with a line ---")
        return None, "", 1, [error(Mark(file), "text-front-matter", say("the front matter does not end"), hint)]
    node, problems = parse_yaml(text[len(first) + 1 : end.start()], file, first_line=2)
    if node is None and not problems:
        node = Fields({}, {}, Mark(file))
    body, line = text[end.end() + 1 :], text.count("\n", 0, end.end()) + 2
    if len(body) > MAX_BODY:
        message = say(
            "the text has {count:,} characters; at most {most:,} can be read on one page",
            count=len(body),
            most=MAX_BODY,
        )
        problems.append(error(Mark(file, line), "text-long", message, say("make several entries of it")))
        body = ""
    return node, body, line, problems


def is_unfinished(front: Node) -> bool:
    """Whether a text says that it is not finished. It is not shown, so nothing in it stops the publication."""
    mark = node_at(front, ("unfinished",))
    return isinstance(mark, Scalar) and mark.value.casefold() in ("yes", "true")


def split_sections(body: str, first_line: int) -> tuple[Section, ...]:
    """The sections of a body; the part before the first heading has an empty id, and is left out when blank."""
    sections = _parts(f"\n{body}", first_line)
    return tuple(s for s in sections if s.heading or s.id or s.markdown.strip())


def _parts(body: str, line: int) -> Iterator[Section]:
    """The same, blank parts too, of a body with the end of the line before it."""
    begins, starts, identifier, heading = 0, 0, "", ""
    for match in _HEADING.finditer(body):
        own, words = _heading(match[1])
        if own or words:
            ends = match.start()
            yield Section(identifier, heading, body[starts + 1 : ends], line)
            line += body.count("\n", begins, ends)
            begins, starts, identifier, heading = ends, match.end(), own, words
    yield Section(identifier, heading, body[starts + 1 :], line)


def _heading(written: str) -> tuple[str, str]:
    """The id and the words of ``Words {#id}``; both empty when there is nothing."""
    words = written.strip()
    if (open_end := words.rstrip("#")).endswith((" ", "\t")):
        words = open_end.rstrip()
    before, brace, identifier = words.rpartition("{#")
    if brace and identifier.endswith("}"):
        return identifier[:-1], before.rstrip()
    return "", words
