"""What a field holds, in plain words and as a sample, out of its type."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from sitegen.model import values
from sitegen.model.base import Localised, RefersTo
from sitegen.model.contact import PhoneNumber
from sitegen.model.hours import DayOrDate, Nth, OsmLine, Slot
from sitegen.records import record

Sample = str | tuple["Sample", ...] | Mapping[str, "Sample"]


@record
class Shape:
    """A type in words, a sample of it, the groups of fields and the collections that it names."""

    words: str
    sample: Sample = "…"
    groups: tuple[type[BaseModel], ...] = ()
    collections: tuple[str, ...] = ()


def hints(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's fields, as they are written."""
    return typing.get_type_hints(model, include_extras=True)


#: The types of single values, told by the function that reads them.
_KNOWN = {
    typing.get_args(alias)[1].func: shape
    for alias, shape in (
        (values.Slug, Shape("an id: a-z, 0-9 and hyphens", "ID")),
        (values.Line, Shape("text, one line")),
        (values.Flag, Shape("yes or no", "yes")),
        (values.Whole, Shape("a whole number", "0")),
        (values.Number, Shape("a number", "0")),
        (values.IsoDate, Shape("a date: 2026-11-03", "YYYY-MM-DD")),
        (values.AnyDate, Shape("a date, a month or a year: 2026-11-03, 2026-11, 2026", "YYYY-MM-DD")),
        (values.ClockTime, Shape("a time: 09:00", "HH:MM")),
        (values.WebAddress, Shape("a web address", "https://…")),
        (values.EmailAddress, Shape("an e-mail address")),
        (values.LanguageTag, Shape("a language code", "LANGUAGE")),
        (PhoneNumber, Shape("a phone number")),
        (hints(Slot)["days"], Shape("days of the week", "mon-fri")),
        (Nth, Shape("`1` to `5`, or `last`", "1")),
        (DayOrDate, Shape("a day of every year (`08-01`) or a date", "08-01")),
        (OsmLine, Shape("hours in the syntax of OpenStreetMap", "Mo-Fr 09:00-15:00")),
    )
}
_ONE_OR_MORE = values.OneOrMore


def required(model: type[BaseModel]) -> dict[str, Sample]:
    """A sample of a group of fields: those that are required."""
    written = hints(model)
    return {name: shape(written[name]).sample for name, field in model.model_fields.items() if field.is_required()}


def default(field: FieldInfo) -> str:
    """What stands for a field that is left out; empty when nothing does."""
    value = field.default
    if field.is_required() or value is None or value == () or value == {} or isinstance(value, BaseModel):
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def shape(written: Any) -> Shape:
    """The shape of a type."""
    origin, arguments = typing.get_origin(written), typing.get_args(written)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in (typing.Union, types.UnionType):
        return _either([shape(argument) for argument in arguments if argument is not types.NoneType])
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _many("a list; each: ", shape(arguments[0]))
    if origin is dict:
        key, value = shape(arguments[0]), shape(arguments[1])
        words = f"fields; the name of each: {key.words}; its value: {value.words}"
        return Shape(words, {"…": value.sample}, value.groups)
    if isinstance(written, type) and issubclass(written, StrEnum):
        return _choice(tuple(written))
    if written is Localised:
        return Shape("a text in each language: `{language: text}`", {"LANGUAGE": "…"})
    if isinstance(written, type) and issubclass(written, BaseModel):
        anchor = title(written).lower().replace(" ", "-")
        return Shape(f"[{title(written)}](#{anchor})", required(written), (written,))
    return Shape("text")


def _annotated(base: Any, metadata: tuple[Any, ...]) -> Shape:
    for mark in metadata:
        if isinstance(mark, RefersTo):
            return _reference(mark.collection)
        known = _KNOWN.get(getattr(mark, "func", None))
        if known:
            return known
    if _ONE_OR_MORE in metadata:
        inner = shape(typing.get_args(base)[0])
        return replace(_many("one, or a list; each: ", inner), sample=inner.sample)
    found = shape(base)
    if isinstance(base, type) and issubclass(base, BaseModel):
        return _short(base, metadata, found)
    return found


def _short(model: type[BaseModel], metadata: tuple[Any, ...], found: Shape) -> Shape:
    """A group of fields that may be written as the value of one of them."""
    name = short_field(metadata)
    if not name:
        return found
    inner = shape(hints(model)[name])
    return Shape(f"{inner.words}; or with more: {found.words}", inner.sample, found.groups)


def short_field(metadata: tuple[Any, ...]) -> str:
    """The field whose value may stand for its whole group, such as the number of a phone; empty when none may."""
    reader: Any = next((mark.func for mark in metadata if isinstance(mark, BeforeValidator)), None)
    spelt_out = reader("x") if reader else None
    return next(iter(spelt_out)) if isinstance(spelt_out, dict) else ""


def _reference(collection: str) -> Shape:
    if not collection:
        return Shape("the collection and the id of an entry: `collection/id`", "COLLECTION/ID")
    return Shape(f"the id of one of `{collection}`", "ID", collections=(collection,))


def _choice(names: tuple[object, ...]) -> Shape:
    listed = ", ".join(f"`{name}`" for name in names)
    return Shape(listed if len(names) == 1 else f"one of {listed}", str(names[0]))


def _many(before: str, inner: Shape) -> Shape:
    return replace(inner, words=before + inner.words, sample=(inner.sample,))


def _either(shapes: list[Shape]) -> Shape:
    groups = tuple(group for found in shapes for group in found.groups)
    words = " or ".join(found.words for found in shapes)
    return replace(shapes[0], words=words, groups=groups)


def title(model: type[BaseModel]) -> str:
    """The name of a group of fields: ``ForWhom`` is “For whom”."""
    name = model.__name__.strip("_")
    return name[0] + "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name[1:])
