"""Records the answer of a call or a visit: which facts of an entry somebody confirmed, when, how and in what role."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pydantic import BaseModel

from sitegen.edits import Edit, edited, put, write
from sitegen.model.entry import Entry, Layout
from sitegen.model.nodes import Fields, Items, Node, Plain, Scalar, node_at, plain
from sitegen.model.provenance import Sourced
from sitegen.pipeline import Request, examine
from sitegen.problems import Mark, Problem, Severity, error
from sitegen.reading.yaml_edit import EditError, Value, flow
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.records import record
from sitegen.validate.messages import validated
from sitegen.wording import say

_OWN = frozenset(Sourced.model_fields)


@record
class Answer:
    """What somebody was told. ``facts`` are names of fields (``phones``, ``phones.1``), or ``field=value``.

    ``on`` is the day of the call; ``None`` is the day that the site is built for.
    """

    entry: str
    facts: tuple[str, ...]
    on: date | None
    how: str
    by: str


@record
class Confirmed:
    """The file that was changed and the day that was written, or what prevented it."""

    file: str = ""
    on: date | None = None
    problems: tuple[Problem, ...] = ()


class _RefusedError(Exception):
    """The answer cannot be recorded as it was given."""


def confirm(request: Request, answer: Answer) -> Confirmed:
    """Writes the answer into the facts of its entry. With any error nothing is written."""
    result = examine(request)
    site = result.site
    if site is None:
        return Confirmed(problems=tuple(result.problems))
    entry = next((e for e in site.entries.values() if str(e.reference) == answer.entry), None)
    if entry is None:
        broken = [p for p in result.problems if p.severity is Severity.ERROR and answer.entry in p.file]
        message = say("there is no entry “{entry}”", entry=answer.entry)
        fault = error(Mark(answer.entry), "confirm-entry", message, "services/kem")
        return Confirmed(problems=tuple(broken) or (fault,))
    file, on = entry.mark().file, answer.on or site.today
    context = {"languages": site.config.codes, "source_language": site.config.source_language}
    confirmed = {"confirmed_on": on.isoformat(), "confirmed_how": answer.how, "confirmed_by": answer.by}
    row = entry.id if entry.type.layout is Layout.ROWS else ""
    try:
        edits = [edit for fact in answer.facts for edit in _edits(entry, row, fact, confirmed)]
        files = edited(request.root, edits)
        problems = _faults(entry, edits, context)
    except (_RefusedError, EditError) as reason:
        return Confirmed(problems=(error(Mark(file), "confirm", str(reason), _names(entry)),))
    if on > site.today:
        message = say("{day} is still to come", day=on)
        problems.append(error(Mark(file), "confirm", message, say("write the day of the call")))
    for name, data in files.items() if not problems else ():
        write(request.root / name, data)
    return Confirmed(", ".join(files), on, tuple(problems))


def confirmable(facts: BaseModel) -> Iterator[str]:
    """The names of the facts that can be confirmed: groups with a source of their own, and lists of them."""
    for name, field in type(facts).model_fields.items():
        if _group(field.annotation):
            yield name


def _names(entry: Entry) -> str:
    return say("what can be confirmed here: {facts}", facts=", ".join(confirmable(entry.facts)))


def _group(annotation: object) -> type[Sourced] | None:
    """The group of facts that a field holds, one or several of it."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Sourced) else None
    return next((found for part in typing.get_args(annotation) if (found := _group(part))), None)


def _edits(entry: Entry, row: str, fact: str, confirmed: Mapping[str, str]) -> Iterator[Edit]:
    """What is to be written where: into the layer that a fact stands in, a new one into the uppermost."""
    name, equals, told = fact.partition("=")
    field, *rest = name.split(".")
    fields = type(entry.facts).model_fields
    group = _group(fields[field].annotation) if field in fields else None
    if group is None:
        raise _RefusedError(say("“{fact}” is not a fact that can be confirmed", fact=field))
    order = list(fields)
    after = tuple(reversed(order[: order.index(field)]))
    node = _written(entry.node, (field, *rest))
    file = node.mark.file if node else entry.mark().file
    if equals:
        yield Edit(file, (field, *rest), _told(told, group, confirmed), row, after=after)
        return
    if node is None:
        raise _RefusedError(say("“{fact}” is not written here yet: give the answer with it, as {fact}=…", fact=name))
    for path, value in _places(node, (field, *rest), group, confirmed):
        yield Edit(file, path, value, row)


def _written(node: Node, path: Sequence[str]) -> Node | None:
    steps = tuple(int(part) if part.isdecimal() else part for part in path)
    found, parent = node_at(node, steps), node_at(node, steps[:-1])
    inside = parent.values.values() if isinstance(parent, Fields) else parent.items if isinstance(parent, Items) else ()
    return found if any(found is one for one in inside) else None


def _places(
    node: Node, path: tuple[str, ...], group: type[Sourced], confirmed: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], Value]]:
    """What is to be written where, so that ``node`` and all that it lists are confirmed."""
    if isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from _places(item, (*path, str(number)), group, confirmed)
    elif isinstance(node, Scalar):
        yield path, _told(plain(node), group, confirmed)
    else:
        yield from (((*path, key), value) for key, value in confirmed.items())


def _told(told: Plain, group: type[Sourced], confirmed: Mapping[str, str]) -> Value:
    """An answer in its own words (``yes``, ``210 323 8000``, ``{week: […]}``) as a confirmed group."""
    if isinstance(told, str) and told[:1] in ("{", "["):
        node, problems = parse_yaml(told, "")
        if node is None or problems:
            fault = problems[0].message if problems else say("it is empty")
            raise _RefusedError(say("“{answer}” is not YAML: {fault}", answer=told, fault=fault))
        return _told(plain(node), group, confirmed)
    if isinstance(told, list):
        return [_told(item, group, confirmed) for item in told]
    if isinstance(told, dict):
        return {**told, **confirmed}
    if not told.strip():
        raise _RefusedError(say("the answer is empty"))
    needed = [name for name, field in group.model_fields.items() if name not in _OWN and field.is_required()]
    if len(needed) != 1:
        raise _RefusedError(say("“{answer}” is too short an answer: write it as in the file, in {{ }}", answer=told))
    return {needed[0]: told.strip(), **confirmed}


def _faults(entry: Entry, edits: Sequence[Edit], context: Mapping[str, object]) -> list[Problem]:
    """What would be wrong with the entry, all its layers together, after the edits."""
    tree = plain(entry.node)
    for edit in edits:
        put(tree, edit.path, edit.value)
    node, _ = parse_yaml(flow(tree), "")
    found = validated(entry.type.facts, node, context)[1] if node else []
    return [error(Mark(edits[0].file), p.code, p.message, p.hint) for p in found]
