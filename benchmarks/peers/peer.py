"""A generator as the benchmark sees it: how its site is written, built and served, and where its pages are."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus import Corpus, words
from benchmarks.serving import ROOT

THEMES = Path(__file__).with_name("themes")
VENV = ROOT / ".cache" / "bench" / "venv"
ADDRESS = "https://example.org/"
EDITED = "en"  #: the language whose text is edited

Change = Callable[[str, str], str]  #: the text of a file, and a word: the text with that word in it


@dataclass(frozen=True)
class Edit:
    """A save: which file below the site, how a word gets into it, and two pages that must show the word.

    The first is the page that is looked at; the other one tells that the rest has followed.
    """

    file: str
    change: Change
    page: str
    other: str


@dataclass(frozen=True)
class Peer:
    """A generator. Commands run in the folder of its site; ``made`` is what is put aside before a cold build."""

    key: str
    name: str
    write: Callable[[Corpus | None, Path], None]  #: without a corpus: the content of this project
    cold: list[str]
    again: list[str]  #: a build after another one
    serve: list[str]  #: with ``{port}``
    out: str
    made: tuple[str, ...]
    edits: Callable[[Corpus | None], Mapping[str, Edit]]  #: by kind; `text` is one of them
    version: list[str] = field(default_factory=list)  #: the command that tells it
    slow: bool = False
    says_reload: bool = False  #: whether it tells the browser through livereload
    has_own_site: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def dumped(data: Any) -> str:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def linked(text: str, link: str) -> str:
    """A text whose links to entries are written as ``link`` says, with ``{id}``."""
    return re.sub(r"\(entry:(\w+)\)", lambda found: f"({link.format(id=found[1])})", text)


def paragraph(text: str, word: str) -> str:
    """The change of a text: another paragraph."""
    return f"{text.rstrip()}\n\n{word}\n"


def put_data(corpus: Corpus, folder: Path) -> None:
    """What the themes of peers read beside the texts: ``meta.yaml`` and ``facts/<id>.yaml``."""
    put(
        folder / "meta.yaml",
        dumped({**{key: words()[key] for key in ("languages", "categories")}, "labels": words()["labels"]}),
    )
    for entry in corpus.entries:
        building = entry.building
        facts = {
            "category": entry.category,
            "district": dict(building.district),
            "phone": entry.phone,
            "address": building.address,
            "latitude": building.latitude,
            "longitude": building.longitude,
            "hours": dict(entry.hours),
            "access": [key for key, has in building.access.items() if has],
            "speaks": entry.speaks,
            "cost": entry.cost,
            "updated": entry.updated.isoformat(),
        }
        put(folder / "facts" / f"{entry.id}.yaml", dumped(facts))
