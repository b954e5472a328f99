"""A Markdown file: front matter between lines of ``---``, then sections under level-2 headings."""

from __future__ import annotations

from sitegen.model.entry import Section
from sitegen.model.nodes import Fields, Node, Scalar, node_at
from sitegen.problems import Mark, Problem, error
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.wording import say

MAX_BODY = 30_000


def split_text(text: str, file: str) -> tuple[Node | None, str, int, list[Problem]]:
    """Front matter, body, the body's first line, and problems; no front matter when it cannot be read."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = say("begin the file with ---, then title: …, then --- again")
        return None, "", 1, [error(Mark(file), "text-front-matter", say("the front matter is missing"), hint)]
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        hint = say("close the front matter with a line ---")
        return None, "", 1, [error(Mark(file), "text-front-matter", say("the front matter does not end"), hint)]
    node, problems = parse_yaml("\n".join(lines[1:end]), file, first_line=2)
    if node is None and not problems:
        node = Fields({}, {}, Mark(file))
    body = "\n".join(lines[end + 1 :])
    if len(body) > MAX_BODY:
        message = say(
            "the text has {count:,} characters; at most {most:,} can be read on one page",
            count=len(body),
            most=MAX_BODY,
        )
        problems.append(error(Mark(file, end + 2), "text-long", message, say("make several entries of it")))
        body = ""
    return node, body, end + 2, problems


def is_unfinished(front: Node) -> bool:
    """Whether a text says that it is not finished. It is not shown, so nothing in it stops the publication."""
    mark = node_at(front, ("unfinished",))
    return isinstance(mark, Scalar) and mark.value.casefold() in ("yes", "true")


def split_sections(body: str, first_line: int) -> tuple[Section, ...]:
    """The sections of a body; the part before the first heading has an empty id, and is left out when blank."""
    found: list[tuple[str, str, int, list[str]]] = [("", "", first_line, [])]
    for number, line in enumerate(body.split("\n"), start=first_line):
        heading, identifier = _heading(line)
        if heading or identifier:
            found.append((identifier, heading, number, []))
        else:
            found[-1][3].append(line)
    sections = [Section(i, h, "\n".join(lines), n) for i, h, n, lines in found]
    return tuple(s for s in sections if s.heading or s.id or s.markdown.strip())


def _heading(line: str) -> tuple[str, str]:
    """The words and the id of ``## Words {#id}``; both empty for any other line."""
    if not line.startswith(("## ", "##\t")):
        return "", ""
    words = line[3:].strip()
    if (open_end := words.rstrip("#")).endswith((" ", "\t")):
        words = open_end.rstrip()
    before, brace, identifier = words.rpartition("{#")
    if brace and identifier.endswith("}"):
        return before.rstrip(), identifier[:-1]
    return words, ""
