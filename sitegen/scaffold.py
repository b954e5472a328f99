"""Lays out a new entry: a facts file with every field explained, and a text to fill in.

Required fields stand there empty, so that ``check`` says what is still to be written; the others are comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sitegen.messages import ENGLISH, Words
from sitegen.model.config import SiteConfig
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType, Layout
from sitegen.model.types.vocabulary import vocabulary
from sitegen.model.values import slug_fault
from sitegen.reading.yaml_edit import cut_rows
from sitegen.reference_words import hints, shape
from sitegen.wording import say, verbatim

_OWN = ("id", "unfinished", "translated_from", "translated_by", "reviewed_by", "reviewed_on")


class CannotMakeError(Exception):
    """Why the entry cannot be laid out."""


def type_named(name: str, root: Path, config: SiteConfig) -> ContentType:
    """The content type that an editor means: ``service`` or ``services``; or a vocabulary that is there."""
    found = next((kind for kind in CONTENT_TYPES if name in (kind.singular, kind.collection)), None)
    if found is None and any((root / folder / "vocabularies" / f"{name}.yaml").exists() for folder in config.content):
        found = vocabulary(name)
    if found is None:
        names = ", ".join(kind.singular for kind in CONTENT_TYPES)
        raise CannotMakeError(
            say("there is no type “{name}”: {names}, or the name of a vocabulary", name=name, names=names)
        )
    return found


def new_entry(
    root: Path, config: SiteConfig, kind: ContentType, identifier: str, words: Words = ENGLISH
) -> dict[str, str]:
    """The files of a new entry by path, in the uppermost content root; a row is added to the file of its collection.

    Comments are said in ``words``.

    Raises :class:`CannotMakeError`.
    """
    if fault := slug_fault(identifier):
        raise CannotMakeError(fault)
    folder = config.content[-1]
    if kind.layout is Layout.ROWS:
        inner = f"vocabularies/{kind.collection}" if kind not in CONTENT_TYPES else kind.collection
        name = f"{folder}/{inner}.yaml"
        path = root / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if identifier in (row for row, _ in cut_rows(text)):
            raise CannotMakeError(say("{id} is in {file} already", id=identifier, file=name))
        start = text if not text or text.endswith("\n") else text + "\n"
        return {name: start + _row(kind, identifier, words)}
    home = f"{folder}/{kind.collection}/{identifier}"
    if (root / home).exists():
        raise CannotMakeError(say("{name} is there already", name=home))
    facts = "\n".join([*_head(kind, words), *_fields(kind.facts, words)]) + "\n"
    return {f"{home}/facts.yaml": facts, f"{home}/text.{config.source_language}.md": _text(kind, words)}


def _head(kind: ContentType, words: Words) -> Iterator[str]:
    said = (
        say(
            "Facts of a {type}: the same in all languages. Fill in what a source says; leave the rest out.",
            type=kind.singular,
        ),
        say("To use a field below that begins with #, take the # away. Everything here is explained in"),
        f"docs/content/{kind.collection}.md",
    )
    yield from (f"# {words(line)}" for line in said)


def _about(field: FieldInfo, words: Words) -> str:
    return f"# {words(verbatim(field.description or ''))}"


def _fields(model: type[BaseModel], words: Words) -> Iterator[str]:
    """Required fields first, empty; then the others as comments, each under what it is for."""
    names = [name for name in model.model_fields if name not in _OWN]
    for name in sorted(names, key=lambda name: not model.model_fields[name].is_required()):
        field = model.model_fields[name]
        yield ""
        yield _about(field, words)
        if field.is_required():
            yield f"{name}:"
        else:
            yield f"# {name}: {_flow(shape(hints(model)[name]).sample)}"


def _flow(sample: object) -> str:
    """A sample on one line."""
    if isinstance(sample, str):
        return sample
    if isinstance(sample, dict):
        return "{" + ", ".join(f"{name}: {_flow(inner)}" for name, inner in sample.items()) + "}"
    return "[" + ", ".join(map(_flow, sample)) + "]" if isinstance(sample, tuple) else str(sample)


def _row(kind: ContentType, identifier: str, words: Words) -> str:
    """A row with its required fields, in every language that a cell has to have."""
    lines = [f'- id: "{identifier}"' if identifier.isdecimal() else f"- id: {identifier}"]
    for name, field in kind.facts.model_fields.items():
        if field.is_required() and name not in _OWN:
            lines += [f"  {_about(field, words)}", f"  {name}:"]
    return "\n".join(lines) + "\n"


def _text(kind: ContentType, words: Words) -> str:
    """The text in the source language: its front matter, and a first section."""
    lines = ["---"]
    for name, field in kind.text.model_fields.items():
        if name in _OWN:
            continue
        lines.append(_about(field, words))
        many = isinstance(shape(hints(kind.text)[name]).sample, tuple)
        needed = field.is_required()
        lines.append(f"{name}:" if needed else f"# {name}: {'[…]' if many else '…'}")
    return "\n".join([*lines, "---", ""])
