"""Says in plain words what pydantic found, at the place it was found."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sitegen.model.nodes import Fields, Node, key_at, mark_at, node_at, plain
from sitegen.problems import Problem, error
from sitegen.wording import Said, say, verbatim

M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], node: Node, context: Mapping[str, Any]) -> tuple[M | None, list[Problem]]:
    """The node as a ``model``; ``None`` and the problems when it does not fit."""
    try:
        return model.model_validate(plain(node), context=dict(context)), []
    except ValidationError as errors:
        found = errors.errors(include_url=False)
        return None, [_problem(model, node, details) for details in found if not _said(node, details, found)]


def _said(node: Node, details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether another problem says it: a field refused while it was read, a list too short for its bad items."""
    path = details["loc"]
    if details["type"] == "too_short":
        return any(len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in found)
    parent = node_at(node, path[:-1])
    return details["type"] == "missing" and isinstance(parent, Fields) and path[-1] in parent.keys


def _problem(model: type[BaseModel], node: Node, details: ErrorDetails) -> Problem:
    path = details["loc"]
    kind = details["type"]
    name = str(path[-1]) if path else say("the file")
    if kind == "extra_forbidden":
        message = say("`{name}` is not a field here", name=name)
        return error(key_at(node, path), "field-unknown", message, _did_you_mean(model, path))
    if kind == "missing":
        message = say("`{name}` is missing", name=name)
        return error(mark_at(node, path[:-1]), "field-missing", message, _describe(model, path))
    fault, hint = _plain_words(details)
    if path:
        fault = say("`{field}`: {fault}", field=_last_name(node, path), fault=fault)
    return error(mark_at(node, path), "field-value", fault, hint or _describe(model, path))


def _last_name(node: Node, path: tuple[int | str, ...]) -> str:
    """The last field of ``path`` that the editor wrote: of ``childcare: perhaps`` not its `value`, which is ours."""
    names = []
    for part in path:
        inside = node_at(node, (part,))
        if isinstance(node, Fields) and part in node.values:
            names.append(str(part))
        node = inside
    return names[-1] if names else str(path[-1])


def _plain_words(details: ErrorDetails) -> tuple[str, str]:
    """The message, and a hint when the kind of error has one of its own."""
    given = details["input"]
    shown = say("“{value}”", value=given) if isinstance(given, str) else say("this")
    context = details.get("ctx", {})
    match details["type"]:
        case "value_error":
            return str(context["error"]), " "
        case "enum" | "literal_error":
            return _not_one_of(shown, context["expected"]), " "
        case "string_type":
            return say("must be a text, not a list or fields"), ""
        case "tuple_type" | "list_type":
            return say("must be a list"), say("begin each item with a hyphen")
        case "model_type" | "dict_type" | "model_attributes_type":
            return say("{value} must be fields, one a line", value=shown), ""
        case "too_short":
            return say("must have at least one item"), ""
        case "string_pattern_mismatch":
            return say("{value} does not have the right form", value=shown), ""
        case "greater_than_equal":
            return say("{value} must be {least} or more", value=shown, least=context["ge"]), ""
        case "less_than_equal":
            return say("{value} must be {most} or less", value=shown, most=context["le"]), ""
        case _:
            return details["msg"], ""


def _not_one_of(shown: Said, expected: str) -> Said:
    """``expected`` as pydantic writes it: ``'yes', 'no' or 'unknown'``."""
    names, _, last = expected.replace("'", "").rpartition(" or ")
    if not names:
        return say("{value} is not one of {name}", value=shown, name=last)
    return say("{value} is not one of {names} or {last}", value=shown, names=names, last=last)


def _did_you_mean(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    parent = next(_models_at(model, path[:-1]), None)
    names = list(parent.model_fields) if parent else []
    close = difflib.get_close_matches(str(path[-1]), names, n=1)
    if close:
        return say("did you mean `{name}`?", name=close[0])
    return say("the fields are {names}", names=", ".join(names))


def _describe(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    names = [part for part in path if isinstance(part, str)]
    for parent in _models_at(model, path[:-1]):
        field = parent.model_fields.get(names[-1]) if names else None
        if field and field.description:
            return verbatim(field.description)
    return ""


def _models_at(model: type[BaseModel], path: tuple[int | str, ...]) -> Iterator[type[BaseModel]]:
    """The models that ``path`` leads to, following field types through lists, options and unions."""
    if not path:
        yield model
        return
    field = model.model_fields.get(str(path[0]))
    rest = path[1:]
    if field is None:
        if len(path) > 1 or isinstance(path[0], int):
            yield from _models_at(model, rest)
        return
    for inner in inner_models(field.annotation):
        yield from _models_at(inner, rest)


def inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The groups of fields that a type holds, through lists, options and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from inner_models(argument)
