"""Writes a JSON Schema for each kind of YAML file: editors then complete its fields and underline mistakes.

Out of the models, as the reference is, so that both say what the program accepts. One thing differs: the program
reads every value as text, an editor reads ``112`` as a number. So a number may stand where its digits may. What a
single value cannot tell (ids that exist, dates in order, sums) is left to ``build.py check``.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sitegen.model import values
from sitegen.model.base import Localised, Reference, RefersTo
from sitegen.model.config import SiteConfig, base_address
from sitegen.model.contact import PhoneNumber
from sitegen.model.entry import ContentType, Layout
from sitegen.model.hours import DayOrDate, Nth, OsmLine, Slot
from sitegen.model.opening import DAYS
from sitegen.model.types.vocabulary import TermFacts
from sitegen.reference_words import hints, shape, short_field, title

Schema = dict[str, Any]

_WRITTEN = "Written by `python build.py schema` out of the models in sitegen/model/. Do not edit."


def write_schemas(out: Path, types: Iterable[ContentType], config: SiteConfig) -> int:
    """Writes every schema to a folder; returns their number."""
    out.mkdir(parents=True, exist_ok=True)
    found = schemas(types, config)
    for name, schema in found.items():
        (out / name).write_text(as_json(schema), encoding="utf-8")
    return len(found)


def schemas(types: Iterable[ContentType], config: SiteConfig) -> dict[str, Schema]:
    """The schemas by the name of their file, for the languages of a site."""
    found = {f"{kind.collection}.json": _file(kind.facts, config, kind.layout is Layout.ROWS) for kind in types}
    found["vocabularies.json"] = _file(TermFacts, config, rows=True)
    found["site-config.json"] = _file(SiteConfig, None, rows=False)
    return found


def as_json(schema: Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _file(model: type[BaseModel], config: SiteConfig | None, rows: bool) -> Schema:
    """The schema of a file that holds one group of fields, or a list of them."""
    writer = _Writer(config)
    top = {"type": "array", "items": writer.of(model)} if rows else writer.group(model)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": _WRITTEN}
    return {**head, **top, "definitions": dict(sorted(writer.definitions.items()))}


# --- groups, lists and choices ---------------------------------------------------------------------------


class _Writer:
    """Makes schemas out of types. Groups become definitions, which are named where they stand."""

    def __init__(self, config: SiteConfig | None) -> None:
        self.config = config  #: of the site whose languages are meant; none for the configuration itself
        self.definitions: dict[str, Schema] = {}

    def of(self, written: Any, marks: tuple[Any, ...] = ()) -> Schema:
        """The schema of a type; ``marks`` is what it is annotated with.

        Where there is a choice, the single value comes first: what an editor says of a mistake is then about it.
        """
        origin, arguments = typing.get_origin(written), typing.get_args(written)
        if origin is Annotated:
            return self.of(arguments[0], (*_opened(arguments[1:]), *marks))
        if single := _single(marks):
            return single
        if origin in (typing.Union, types.UnionType):  # no None: what is empty is left out
            return _any_of(self.of(argument, marks) for argument in arguments if argument is not types.NoneType)
        if origin is tuple:
            return _list(self.of(arguments[0]), marks)
        if origin is dict:
            return self._named(*arguments)
        if origin is Literal or (isinstance(written, type) and issubclass(written, StrEnum)):
            return {"enum": [str(name) for name in arguments or written]}
        if isinstance(written, type) and issubclass(written, BaseModel):
            return self._group_or_short(written, short_field(marks))
        return _SCALAR

    def group(self, model: type[BaseModel]) -> Schema:
        """The fields of a model, and no others."""
        fields = model.model_fields
        made = {
            "title": title(model),
            "description": " ".join((model.__doc__ or "").split("\n\n")[0].split()),
            "type": "object",
            "properties": {name: self._field(field) for name, field in fields.items()},
            "required": [name for name, field in fields.items() if field.is_required()],
            "additionalProperties": False,
        }
        return {key: value for key, value in made.items() if value not in ("", [])}

    def _field(self, field: FieldInfo) -> Schema:
        found = self.of(field.annotation, tuple(field.metadata))
        return {"description": field.description or "", **found}

    def _group_or_short(self, model: type[BaseModel], short: str) -> Schema:
        name = f"{model.__module__.rpartition('.')[2]}.{model.__name__.strip('_')}"
        if name not in self.definitions:
            self.definitions[name] = {}  # a group may hold itself
            self.definitions[name] = self._text_by_language() if model is Localised else self.group(model)
        group = {"$ref": f"#/definitions/{name}"}
        field = model.model_fields.get(short)
        return _any_of((self.of(field.annotation, tuple(field.metadata)), group)) if field else group

    def _named(self, key: Any, value: Any) -> Schema:
        """Values under names: languages of the site, or names of some form."""
        if self.config and key == values.LanguageTag:
            properties = {language: self.of(value) for language in self.config.codes}
            return {"type": "object", "properties": properties, "additionalProperties": False}
        return {"type": "object", "propertyNames": self.of(key), "additionalProperties": self.of(value)}

    def _text_by_language(self) -> Schema:
        source = {"required": [self.config.source_language]} if self.config else {}
        return self._named(values.LanguageTag, values.Line) | source


def _opened(marks: Iterable[Any]) -> Iterator[Any]:
    for mark in marks:
        yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _list(item: Schema, marks: tuple[Any, ...]) -> Schema:
    least = max((mark.min_length for mark in marks if hasattr(mark, "min_length")), default=0)
    many = {"type": "array", "items": item} | ({"minItems": least} if least else {})
    return _any_of((item, many)) if values.OneOrMore in marks else many


def _any_of(choices: Iterable[Schema]) -> Schema:
    """One of some schemas; those that are a choice themselves are opened."""
    found = [inner for schema in choices for inner in schema.get("anyOf", [schema])]
    return {"anyOf": found} if len(found) > 1 else found[0]


# --- single values ---------------------------------------------------------------------------------------


def _single(marks: tuple[Any, ...]) -> Schema:
    """The schema of a single value, with the bounds that are set to it; empty when the type is none."""
    found = next((known for mark in marks if (known := _known(mark))), {})
    least = [mark.ge for mark in marks if hasattr(mark, "ge")]
    most = [mark.le for mark in marks if hasattr(mark, "le")]
    bounds = ({"minimum": max(least)} if least else {}) | ({"maximum": min(most)} if most else {})
    return found | bounds if found else {}


def _known(mark: Any) -> Schema:
    if isinstance(mark, RefersTo):
        form = _SLUG if mark.collection else f"[a-z0-9-]+/{_SLUG}"
        return _text(f"^{form}$", shape(Annotated[Reference, mark]).words)
    if pattern := getattr(mark, "pattern", None):
        return _text(pattern)
    return _SINGLE.get(getattr(mark, "func", None), {})


def _text(pattern: str, words: str = "") -> Schema:
    """A text of some form. A number may stand for it if digits alone have that form."""
    samples = ("2026", *("1" * length for length in range(1, 16)))
    kind = ["string", "number"] if any(re.search(pattern, sample) for sample in samples) else "string"
    said = {"errorMessage": f"must be {words}"} if words else {}
    return {"type": kind, "pattern": pattern, **said}


def _reader(alias: Any) -> Any:
    """The function that reads a single value."""
    return typing.get_args(alias)[1].func


def _weekdays(alias: Any) -> Schema:
    """``mon-fri``, ``sat, sun`` or a list of such; capitals are read too."""
    day = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in day) for day in DAYS)
    span = rf"\s*({day})(\s*[-–]\s*({day}))?\s*"
    one = _text(f"^{span}(,{span})*$", shape(alias).words)
    return _any_of((one, {"type": "array", "items": one, "minItems": 1}))


_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_SLUG = values.SLUG.pattern
_YEAR = "(19|20|21)[0-9]{2}"  # values.YEARS
_MONTH = f"{_YEAR}-(0[1-9]|1[0-2])"
_DATE = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_DAYS = hints(Slot)["days"]

#: The schemas of single values, told by the function that reads them.
_SINGLE: dict[Any, Schema] = {
    _reader(alias): _text(f"^{form}$", shape(alias).words) | rules
    for alias, form, rules in (
        (values.Slug, _SLUG, {"maxLength": values.SLUG_LENGTH}),
        (values.Whole, "[0-9]{1,9}", {"type": ["string", "integer"]}),
        (values.Number, r"-?[0-9]{1,9}(\.[0-9]{1,9})?", {}),
        (values.IsoDate, _DATE, {}),
        (values.AnyDate, f"({_DATE}|{_MONTH}|{_YEAR})", {"minimum": values.YEARS.start, "maximum": values.YEARS[-1]}),
        (values.ClockTime, "([01]?[0-9]|2[0-3]):[0-5][0-9]", {}),
        (values.WebAddress, r"https?://[^\s<>\"'`\\/?#@]+([/?#][^\s<>\"'`\\]*)?", {}),
        (values.EmailAddress, r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", {}),
        (values.LanguageTag, "[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", {}),
        # European, Arabic and Persian digits
        (PhoneNumber, r"\+?([0-9\u0660-\u0669\u06f0-\u06f9][\s()./-]*){3,15}", {"minimum": 100}),
    )
}
_SINGLE |= {
    _reader(values.Line): _SCALAR | {"minLength": 1, "maxLength": values.LINE_LENGTH},
    _reader(values.Flag): {"enum": ["yes", "no"]},
    _reader(_DAYS): _weekdays(_DAYS),
    _reader(Nth): _text("^([1-5]|last)$", shape(Nth).words),
    _reader(DayOrDate): _text(f"^(({_YEAR})-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", shape(DayOrDate).words),
    _reader(OsmLine): {"type": "string", "minLength": 1},
    base_address: _SINGLE[values.web_address],
}
