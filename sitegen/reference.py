"""Writes the reference of the content types: what each file may hold, out of the models themselves.

Everything comes from the fields: their types, defaults and descriptions. Nothing is written twice, so that
the reference cannot be wrong about what the program accepts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel

from sitegen.model.accessibility import FEATURES
from sitegen.model.base import Asks
from sitegen.model.config import SiteConfig
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType, Layout
from sitegen.model.provenance import Sourced
from sitegen.model.types.vocabulary import TermFacts
from sitegen.reference_words import Sample, default, hints, required, shape, title

_WRITTEN = "<!-- Written by `python build.py reference` out of the models in sitegen/model/. Do not edit. -->"
_HEAD = "| field | what it holds | required | |\n| --- | --- | --- | --- |\n"
_PROVENANCE = (
    "| `source`, `confirmed_on`, `confirmed_how`, `confirmed_by` | [Provenance](index.md#provenance) | no"
    " | Where this group of facts comes from, and who asked. |\n"
)


def write_reference(out: Path) -> int:
    """Writes every page to a folder; returns their number."""
    out.mkdir(parents=True, exist_ok=True)
    found = pages(CONTENT_TYPES)
    for name, text in found.items():
        (out / name).write_text(text, encoding="utf-8")
    return len(found)


def pages(types: Iterable[ContentType]) -> dict[str, str]:
    """The pages of the reference, by the name of their file."""
    types = tuple(types)
    found = {f"{kind.collection}.md": _type_page(kind) for kind in types}
    found["vocabularies.md"] = _vocabularies(types)
    found["site-config.md"] = _config_page()
    found["index.md"] = _index(types)
    return {name: "\n\n".join((_WRITTEN, *parts)) + "\n" for name, parts in found.items()}


# --- the pages -------------------------------------------------------------------------------------------


def _type_page(kind: ContentType) -> list[str]:
    parts = [f"# {kind.collection.capitalize()}", _about(kind), _files(kind), _links(kind)]
    if kind.layout is Layout.ROWS:
        return [*parts, "## A row", _table(kind.facts), *_example(kind), *_groups(kind.facts)]
    text = "Front matter between lines of `---`; then sections, each under a heading with an id: `## Heading {#id}`."
    parts += ["## facts.yaml", _table(kind.facts), "## text.LANGUAGE.md", text, _table(kind.text)]
    return [*parts, *_example(kind), *_groups(kind.facts, kind.text)]


def _files(kind: ContentType) -> str:
    if kind.layout is Layout.ROWS:
        files = f"in one file, `{kind.collection}.yaml`, or in the files of a folder, `{kind.collection}/`"
        return f"All stand {files}: lists of rows, each with its `id`."
    folder = f"Each has a folder of its own, `{kind.collection}/ID/`."
    return f"{folder} `facts.yaml` holds what is the same in all languages, `text.LANGUAGE.md` what is written in one."


def _links(kind: ContentType) -> str:
    if not (kind.has_pages or kind.has_list):
        return "It has no page of its own, and nothing links to it."
    named = f"facts name it with `{kind.collection}/ID`, or with its id"
    return f"A text links to it with `[words]({kind.singular}:ID)`; {named}."


def _config_page() -> list[str]:
    parts = ["# site_config.yaml", _doc(SiteConfig), _table(SiteConfig)]
    return [*parts, "## The smallest that is accepted", _yaml(required(SiteConfig)), *_groups(SiteConfig)]


def _vocabularies(types: tuple[ContentType, ...]) -> list[str]:
    fields = [field for kind in types for field in kind.facts.model_fields.values()]
    questions = {mark.question for field in fields for mark in field.metadata if isinstance(mark, Asks)}
    features = _listed(key.replace("_", "-") for key in FEATURES)
    return [
        "# Vocabularies",
        "Closed lists with a label in each language: `vocabularies/NAME.yaml`, a list of rows."
        " Facts name a row by its id.",
        "## A row",
        _table(TermFacts),
        "## The smallest that is accepted",
        _yaml((required(TermFacts),)),
        "## The vocabularies that the content types need",
        f"- `access-features`: a label for each feature of a building: {features}.\n"
        "- `help`: a label for each kind of help that a service offers.\n"
        "- `questions`: a label, and a sentence to ask, for each thing that may not be known:"
        f" {_listed(sorted(questions))}.\n"
        f"- Those that facts name: {_listed(_named_vocabularies(types))}.",
        *_groups(TermFacts),
    ]


def _named_vocabularies(types: tuple[ContentType, ...]) -> list[str]:
    models = {model for kind in types for model in (kind.facts, *_nested(kind.facts))}
    found = {name for model in models for t in hints(model).values() for name in shape(t).collections}
    return sorted(found - {kind.collection for kind in types})


def _index(types: tuple[ContentType, ...]) -> list[str]:
    rows = "".join(
        f"| [{kind.collection}]({kind.collection}.md) | {_place(kind)} | {_link_word(kind)} | {_about(kind)} |\n"
        for kind in types
    )
    return [
        "# What the content is made of",
        "One page for each type of content: every field, what it holds, and whether it is required. Beside them:"
        " [vocabularies](vocabularies.md) and [site_config.yaml](site-config.md).",
        "| type | where | link word | |\n| --- | --- | --- | --- |\n"
        + rows
        + "| [vocabularies](vocabularies.md) | `vocabularies/NAME.yaml` | `NAME:ID`, `topic:ID` | Closed lists. |",
        "A link word begins a link in a text: `[the exam](exam:pegp)`. A link into a section ends in the id of its"
        " heading: `[what to bring](exam:pegp#day)`. Addresses of other sites are written whole.",
        "## Provenance",
        "Each group of facts may say where it comes from. Without `source`, that of the entry holds. Readers see that a"
        " fact is confirmed only where somebody asked, and wrote down when, how and in which role.",
        _HEAD + "".join(_row(Sourced, name) for name in Sourced.model_fields),
    ]


def _link_word(kind: ContentType) -> str:
    return f"`{kind.singular}:ID`" if kind.has_pages or kind.has_list else ""


def _place(kind: ContentType) -> str:
    return f"`{kind.collection}.yaml`" if kind.layout is Layout.ROWS else f"`{kind.collection}/ID/`"


# --- parts of pages --------------------------------------------------------------------------------------


def _about(kind: ContentType) -> str:
    """What the module of the type says of it; of the class, when it shares its module."""
    module = sys.modules[kind.facts.__module__].__doc__ or ""
    return _first(module) if module.startswith(kind.collection.capitalize()) else _doc(kind.facts)


def _doc(model: type[BaseModel]) -> str:
    return _first(model.__doc__ or "")


def _first(doc: str) -> str:
    return " ".join(doc.split("\n\n")[0].split())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(model: type[BaseModel]) -> str:
    """Its fields; those of provenance as one row."""
    shared = Sourced.model_fields if issubclass(model, Sourced) else {}
    names = sorted(model.model_fields, key=lambda name: name == "translated_from")  # the tool's own comes last
    rows = "".join(_row(model, name) for name in names if name not in shared)
    return (_HEAD + rows + (_PROVENANCE if shared else "")).strip()


def _row(model: type[BaseModel], name: str) -> str:
    field = model.model_fields[name]
    needed = "yes" if field.is_required() else f"no: `{default(field)}`" if default(field) else "no"
    asks = "".join(
        f" While it is not known, the page asks `{m.question}`." for m in field.metadata if isinstance(m, Asks)
    )
    cells = (f"`{name}`", shape(hints(model)[name]).words, needed, f"{field.description}{asks}")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _groups(*models: type[BaseModel]) -> Iterator[str]:
    """A part for each group of fields below the models."""
    for model in dict.fromkeys(inner for outer in models for inner in _nested(outer)):
        yield f"## {title(model)}"
        if model.__doc__:
            yield _doc(model)
        yield _table(model)


def _nested(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Every group of fields below a model, each once, in the order that they are met in."""
    found: dict[type[BaseModel], None] = {}
    for written in hints(model).values():
        for group in shape(written).groups:
            found |= dict.fromkeys((group, *_nested(group)))
    return tuple(found)


def _example(kind: ContentType) -> Iterator[str]:
    """What is required, and nothing else."""
    yield "## The smallest that is accepted"
    facts = required(kind.facts)
    if kind.layout is Layout.ROWS:
        yield _yaml((facts,))
        return
    if facts:
        yield _yaml(facts)
    front = "\n".join(_lines(required(kind.text)))
    yield f"```markdown\n---\n{front}\n---\n```"


def _yaml(sample: Sample) -> str:
    return "```yaml\n" + "\n".join(_lines(sample)) + "\n```"


def _lines(sample: Sample) -> Iterator[str]:
    """A sample as the lines of a block of YAML."""
    if isinstance(sample, str):
        yield sample
    elif isinstance(sample, tuple):
        for item in sample:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
    else:
        for name, inner in sample.items():
            if isinstance(inner, str):
                yield f"{name}: {inner}"
            else:
                yield f"{name}:"
                yield from (f"  {line}" for line in _lines(inner))
