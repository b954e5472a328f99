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
    name = str(path[-1]) if path else "the file"
    if kind == "extra_forbidden":
        return error(key_at(node, path), "field-unknown", f"`{name}` is not a field here", _did_you_mean(model, path))
    if kind == "missing":
        return error(mark_at(node, path[:-1]), "field-missing", f"`{name}` is missing", _describe(model, path))
    message, hint = _plain_words(details)
    where = f"`{_last_name(node, path)}`: " if path else ""
    return error(mark_at(node, path), "field-value", where + message, hint or _describe(model, path))


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
    shown = f"“{given}”" if isinstance(given, str) else "this"
    context = details.get("ctx", {})
    match details["type"]:
        case "value_error":
            return str(context["error"]), " "
        case "enum" | "literal_error":
            return f"{shown} is not one of {context['expected']}".replace("'", ""), " "
        case "string_type":
            return "must be a text, not a list or fields", ""
        case "tuple_type" | "list_type":
            return "must be a list", "begin each item with a hyphen"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"{shown} must be fields, one a line", ""
        case "too_short":
            return "must have at least one item", ""
        case "string_pattern_mismatch":
            return f"{shown} does not have the right form", ""
        case "greater_than_equal":
            return f"{shown} must be {context['ge']} or more", ""
        case "less_than_equal":
            return f"{shown} must be {context['le']} or less", ""
        case _:
            return details["msg"], ""


def _did_you_mean(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    parent = next(_models_at(model, path[:-1]), None)
    names = list(parent.model_fields) if parent else []
    close = difflib.get_close_matches(str(path[-1]), names, n=1)
    return f"did you mean `{close[0]}`?" if close else f"the fields are {', '.join(names)}"


def _describe(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    names = [part for part in path if isinstance(part, str)]
    for parent in _models_at(model, path[:-1]):
        field = parent.model_fields.get(names[-1]) if names else None
        if field and field.description:
            return field.description
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
    for inner in _inner_models(field.annotation):
        yield from _models_at(inner, rest)


def _inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _inner_models(argument)
