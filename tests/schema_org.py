"""The vocabulary of schema.org, as npm's `schema-dts` writes it out: what a thing of each type may say, and with what.

That package is made from schema.org's own files and names for each type its properties and the types of their values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from tests.conftest import ROOT, missing

TYPINGS = ROOT / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"

_INTERFACE = re.compile(r"^(?:export )?interface (\w+) extends ([^{]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$', re.MULTILINE)
_TYPE = re.compile(r'^    "@type": "(\w+)";$', re.MULTILINE)
_ALIAS = re.compile(r"^export type (\w+) = (.+);$", re.MULTILINE)


def _is(parse: Any, text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


_TEXTS = {
    "Text": lambda text: True,
    "URL": lambda text: bool(re.match("https?://", text)),
    "Date": lambda text: _is(date.fromisoformat, text),
    "DateTime": lambda text: "T" in text and _is(datetime.fromisoformat, text),
    "Time": lambda text: _is(time.fromisoformat, text),
}


@dataclass(frozen=True)
class Vocabulary:
    """``bases`` of each interface, ``properties`` that it adds, the interface of each type, the members of each union."""

    bases: dict[str, list[str]]
    properties: dict[str, dict[str, list[str]]]
    types: dict[str, str]
    unions: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        text = path.read_text(encoding="utf-8")
        found = [(name, re.findall(r"(\w+)(?:,|$)", bases), body) for name, bases, body in _INTERFACE.findall(text)]
        return cls(
            {name: bases for name, bases, _ in found},
            {name: {p: values.split(" | ") for p, values in _PROPERTY.findall(body)} for name, _, body in found},
            {kind: name for name, _, body in found for kind in _TYPE.findall(body)},
            {name: union.split(" | ") for name, union in _ALIAS.findall(text)},
        )

    def _up(self, interface: str) -> Iterator[str]:
        yield interface
        for base in self.bases.get(interface, ()):
            yield from self._up(base)

    def faults(self, thing: dict[str, Any], at: str = "") -> Iterator[str]:
        """Each property that its type does not have, and each value that is of none of the types that it may have."""
        kind = thing.get("@type")
        at = f"{at}/{kind}"
        if kind not in self.types:
            yield f"{at}: there is no such type"
            return
        above = list(self._up(self.types[kind]))
        known = {name: values for one in above for name, values in self.properties.get(one, {}).items()}
        for name, value in thing.items():
            if name.startswith("@"):
                continue
            if name not in known:
                yield f"{at}: has no {name}"
                continue
            for one in value if isinstance(value, list) else [value]:
                yield from self._value_faults(one, known[name], f"{at}.{name}")

    def _value_faults(self, value: object, wanted: list[str], at: str) -> Iterator[str]:
        if isinstance(value, dict) and set(value) == {"@id"}:
            if "IdReference" not in wanted:
                yield f"{at}: points to nothing"
        elif isinstance(value, dict):
            names = {one.removesuffix("Base").removesuffix("Leaf") for one in self._up(self.types[value["@type"]])}
            if not names & set(wanted):
                yield f"{at}: is no {value['@type']}"
            yield from self.faults(value, at)
        elif isinstance(value, bool):
            if "Boolean" not in wanted:
                yield f"{at}: is neither yes nor no"
        elif isinstance(value, int | float):
            if not {"Number", "Integer"} & set(wanted):
                yield f"{at}: is no number"
        elif not any(self._says(str(value), one) for one in wanted):
            yield f"{at}: is not {value!r}"

    def _says(self, text: str, wanted: str) -> bool:
        if wanted in _TEXTS:
            return bool(_TEXTS[wanted](text))
        return f'"{text}"' in self.unions.get(wanted, ())


@pytest.fixture(scope="session")
def schema_org() -> Vocabulary:
    """The vocabulary."""
    if not TYPINGS.is_file():
        missing("Linked data is not checked: schema-dts is not installed; run `make test`")
    return Vocabulary.read(TYPINGS)


class _Blocks(HTMLParser):
    """The text of the data blocks of a page, as a browser finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "script" and ("type", "application/ld+json") in attributes:
            self.inside = True
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.blocks[-1] += data


def told(page: str) -> list[dict[str, Any]]:
    """The things that a page tells of, whole, as they are written in it."""
    reader = _Blocks()
    reader.feed(page)
    reader.close()
    documents = [json.loads(block) for block in reader.blocks]
    assert len(documents) <= 1
    assert all(document.pop("@context") == "https://schema.org" for document in documents)
    return [thing for document in documents for thing in document.get("@graph", [document])]


def expanded(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same as another reader of JSON-LD understands it: each name a whole address. Nothing is fetched."""
    context = {"@context": {"@vocab": "https://schema.org/"}}

    def given(url: str, options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": context}

    found: list[dict[str, Any]] = jsonld.expand(
        {"@context": "https://schema.org", "@graph": things}, {"documentLoader": given}
    )
    return found
