"""What the content is made of once it is read: types, entries and their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache, wraps
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Facts, Localised, Reference, Text, walk
from sitegen.model.nodes import Node, Path, mark_at
from sitegen.model.packed import Packs
from sitegen.model.provenance import Sourced
from sitegen.problems import Mark
from sitegen.records import record

F = TypeVar("F", bound=Callable[..., Any])


class Layout(StrEnum):
    """How a collection lies on disk."""

    FOLDERS = "folders"  #: <collection>/<id>/facts.yaml and text.<language>.md
    ROWS = "rows"  #: <collection>.yaml, a list of rows with {el: …, en: …} cells


class Order(StrEnum):
    """How the list of a collection is ordered."""

    TITLE = "title"  #: by title, in the alphabet of the reader
    FILE = "file"  #: as the rows stand in their file: the editor's order
    NEWEST = "newest"  #: by date, the latest first
    NUMBER = "number"  #: by the number in the field `order`


@record
class ContentType:
    """One kind of content. To add one: a model, this description in ``CONTENT_TYPES``, a template.

    ``heading`` is an interface word (a gettext message id); ``address`` is the folder of its pages in the
    published site (empty: pages stand directly below the language); ``in_index`` puts its entries into the A–Z;
    ``grouped_by`` is the field whose first reference heads the groups of the list, such as a topic; ``has_choices``
    lets readers choose from the list by what is free, step-free …; ``output`` is the output that makes the pages of its
    entries and of its list.
    """

    collection: str
    singular: str
    facts: type[Facts]
    heading: str
    text: type[Text] = Text
    layout: Layout = Layout.FOLDERS
    has_pages: bool = True
    has_list: bool = True
    in_index: bool = True
    icon: str = "info"
    address: str | None = None
    order: Order = Order.TITLE
    grouped_by: str = ""
    has_choices: bool = False
    output: str = "pages"

    @property
    def folder(self) -> str:
        """The folder of the published pages."""
        return self.collection if self.address is None else self.address

    @property
    def has_address(self) -> bool:
        """Whether each entry has an address of its own: as a page, or, of a topic, as a list of what is about it."""
        return self.has_pages or self.collection == "topics"


class Section(NamedTuple):
    """A part of a Markdown text under one level-2 heading; ``id`` is empty before the first."""

    id: str
    heading: str
    markdown: str
    line: int

    @property
    def first_line(self) -> int:
        """The line of its file that its Markdown begins on."""
        return self.line + (1 if self.heading or self.id else 0)

    def at(self, file: str, offset: int = 0) -> Mark:
        """The place of a letter of its Markdown."""
        text = self.markdown
        return Mark(file, self.first_line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))


@record
class LocalText(Packs):
    """A text in one language, with the node of its front matter for places in problems."""

    apart = ("node",)
    at_hand = ("file",)

    language: str
    front: Text
    sections: tuple[Section, ...]
    node: Node

    @cached_property
    def file(self) -> str:
        """The file that it stands in."""
        return self.node.mark.file

    def section(self, identifier: str) -> Section | None:
        """The section with that id."""
        return next((s for s in self.sections if s.id == identifier), None)


#: The words of an entry that stand on the pages of others.
_SHORT = ("title", "summary")


class Dated(NamedTuple):
    """The days that an entry names: when facts of it were confirmed, when a building was looked at, when the text in a
    language was read again; and the sources that it rests on, which have a day too.
    """

    confirmed: tuple[date, ...]
    checked: tuple[date, ...]
    reviewed: Mapping[str, date]
    sources: tuple[Reference, ...]


class _Found(NamedTuple):
    """What one walk through the facts of an entry finds."""

    references: tuple[tuple[Path, Reference], ...]
    cells: tuple[tuple[Path, Localised], ...]
    numbers: tuple[tuple[Path, str], ...]
    models: tuple[tuple[Path, BaseModel], ...]


@cache
def _is_model(kind: type) -> bool:
    """Whether values of a type are groups of fields; told once for each type, as the library takes its time."""
    return issubclass(kind, BaseModel)


@dataclass(frozen=True, eq=False)
class Entry(Packs):
    """One service, place, helpline, term…: facts for every language, and texts by language.

    There is one of each on a site, so two are the same when they are one.
    """

    apart = ("facts", "node", "texts")
    at_hand = ("languages", "run_by", "sensitive", "dated", "_short")

    type: ContentType
    id: str
    facts: Facts
    node: Node
    texts: Mapping[str, LocalText] = field(default_factory=dict)

    @cached_property
    def reference(self) -> Reference:
        """Its address."""
        return Reference(self.type.collection, self.id)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that it has a text in."""
        return tuple(self.texts)

    @property
    def references(self) -> tuple[tuple[Path, Reference], ...]:
        """Every reference in its facts, with its path."""
        return self._found.references

    @property
    def cells(self) -> tuple[tuple[Path, Localised], ...]:
        """Every text in several languages in its facts, with its path."""
        return self._found.cells

    @property
    def numbers(self) -> tuple[tuple[Path, str], ...]:
        """Every phone number in its facts, as it is written, with its path."""
        return self._found.numbers

    @property
    def phones(self) -> tuple[str, ...]:
        """Every phone number in its facts, as it is written."""
        return tuple(number for _, number in self.numbers)

    @cached_property
    def _found(self) -> _Found:
        references: list[tuple[Path, Reference]] = []
        numbers: list[tuple[Path, str]] = []
        models: list[tuple[Path, BaseModel]] = []
        inside: Iterator[tuple[Path, Any]] = walk(self.facts)
        for path, value in inside:
            kind: Any = type(value)
            if kind is str:
                if path[-1] == "number":
                    numbers.append((path, value))
            elif kind is Reference:
                references.append((path, value))
            elif _is_model(kind):
                models.append((path, value))
        cells = tuple((path, value) for path, value in models if type(value) is Localised)
        return _Found(tuple(references), cells, tuple(numbers), tuple(models))

    @cached_property
    def dated(self) -> Dated:
        """The days that it names."""
        found = self._found
        reviewed = {code: day for code, text in self.texts.items() if (day := text.front.reviewed_on)}
        sources = dict.fromkeys(target for _, target in found.references if target.collection == "sources")
        confirmed = _days(group.confirmed_on for _, group in found.models if isinstance(group, Sourced))
        checked = _days(group.checked_on for _, group in found.models if isinstance(group, Accessibility))
        return Dated(confirmed, checked, reviewed, tuple(sources))

    @cached_property
    def sensitive(self) -> bool:
        """Whether it says that it must not be seen by others."""
        return bool(getattr(self.facts, "sensitive", False))

    @cached_property
    def run_by(self) -> Reference | None:
        """The organisation that runs it, if it names one."""
        return getattr(self.facts, "organisation", None)

    def words(self, name: str) -> Mapping[str, str]:
        """A short text of the entry by language: the `title` or `summary` of its texts, or of its row."""
        return self._short[name] if name in _SHORT else self._words(name)

    @cached_property
    def _short(self) -> Mapping[str, Mapping[str, str]]:
        return {name: self._words(name) for name in _SHORT}

    def _words(self, name: str) -> Mapping[str, str]:
        if self.type.layout is Layout.FOLDERS:
            return {code: str(getattr(text.front, name, None) or "") for code, text in self.texts.items()}
        cell = getattr(self.facts, name, None)
        return cell.root if isinstance(cell, Localised) else {}

    def mark(self, path: Path = ()) -> Mark:
        """The place of a field of its facts."""
        return mark_at(self.node, path)


def _days(found: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(day for day in found if day))


def models_of(entry: Entry) -> tuple[tuple[Path, BaseModel], ...]:
    """The facts of an entry and every group of fields inside them, each with its path."""
    return entry._found.models


@lru_cache(maxsize=1024)
def dotted(path: Path) -> str:
    """A path as one name, such as ``steps.0.note``; the same stand in many entries."""
    return ".".join(map(str, path))


def remembered(work: F) -> F:
    """A function of an entry and some words whose last results are remembered: each check asks for the same once more.

    Not of an entry that notes what it is asked for (``resolve.reads``): there each question counts.
    """
    kept = lru_cache(maxsize=32)(work)

    @wraps(work)
    def answer(entry: Entry, *of: str) -> Any:
        return kept(entry, *of) if type(entry) is Entry else work(entry, *of)

    return cast("F", answer)
