"""Finds the documents of the content roots and lays the roots over each other, before any meaning.

A document is what can be read without the others: the files of one entry, or a file of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sitegen.model.entry import ContentType, Layout
from sitegen.model.nodes import Fields, Items, Node, Scalar, merged
from sitegen.model.values import slug_fault
from sitegen.problems import Mark, Problem, Severity, error
from sitegen.reading.files import SourceFile
from sitegen.reading.text import decode
from sitegen.reading.texts import is_unfinished, split_text
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.records import record
from sitegen.wording import say

_TEXT_NAME = re.compile(r"text\.([A-Za-z-]+)\.md")


@dataclass
class Document:
    """The files of an entry, or one of rows (then ``id`` is empty), one content root after the other.

    ``name`` is what the files are called below their roots: ``services/kem``, ``helplines.yaml``, ``words/home.yaml``.
    """

    collection: str
    id: str
    name: str
    files: list[SourceFile] = field(default_factory=list)


@record
class RawText:
    """A text before validation."""

    node: Node
    body: str
    body_line: int


@dataclass
class RawEntry:
    """An entry before validation: a tree of facts and texts by language."""

    collection: str
    id: str
    facts: Node | None = None
    texts: dict[str, RawText] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  #: "facts", and the languages, of files that cannot be read


class Documents:
    """Puts the files of one content root after the other into their places."""

    def __init__(self, types: Iterable[ContentType], languages: Iterable[str]) -> None:
        self.types = {t.collection: t for t in types}
        self.languages = set(languages)
        self.found: dict[tuple[bool, str], Document] = {}
        self.problems: list[Problem] = []

    def add(self, file: SourceFile) -> None:
        """Puts one file into its place."""
        parts = file.inner.split("/")
        rows = self._rows_collection(parts)
        entry_type = self.types.get(parts[0])
        if rows:
            self._add_rows(rows, file)
        elif entry_type and entry_type.layout is Layout.FOLDERS and len(parts) == 3:
            self._add_to_entry(file, parts[0], parts[1], parts[2])
        else:
            self._refuse(file, "content-unknown-file", say("has no place here"), self._where())

    def all(self) -> list[Document]:
        """Every document: entries in folders first, then rows, each in the order of their names."""
        return [self.found[key] for key in sorted(self.found)]

    def _rows_collection(self, parts: list[str]) -> str:
        if len(parts) == 2 and parts[0] == "vocabularies" and parts[1].endswith(".yaml"):
            word = parts[1].removesuffix(".yaml")
            return "" if word in self.types else word
        name = parts[0].removesuffix(".yaml") if len(parts) == 1 else parts[0]
        kind = self.types.get(name)
        rows = kind is not None and kind.layout is Layout.ROWS and parts[-1].endswith(".yaml")
        return name if rows and len(parts) <= 2 else ""

    def _where(self) -> str:
        rows = [f"{t.collection}.yaml" for t in self.types.values() if t.layout is Layout.ROWS]
        folders = [f"{t.collection}/<id>/" for t in self.types.values() if t.layout is Layout.FOLDERS]
        return say(
            "content is {files}, and facts.yaml or text.<language>.md in {folders}",
            files=", ".join([*rows, "vocabularies/<name>.yaml"]),
            folders=", ".join(folders),
        )

    def _refuse(self, file: SourceFile, code: str, message: str, hint: str = "") -> None:
        self.problems.append(error(Mark(file.path), code, message, hint))

    def _document(self, collection: str, identifier: str, name: str) -> Document:
        return self.found.setdefault((not identifier, name), Document(collection, identifier, name))

    def _add_rows(self, collection: str, file: SourceFile) -> None:
        if fault := slug_fault(collection):
            self._refuse(file, "content-id", say("“{name}” cannot be a name: {fault}", name=collection, fault=fault))
        else:
            self._document(collection, "", file.inner).files.append(file)

    def _add_to_entry(self, file: SourceFile, collection: str, identifier: str, name: str) -> None:
        if fault := slug_fault(identifier):
            self._refuse(file, "content-id", say("“{id}” cannot be an id: {fault}", id=identifier, fault=fault))
            return
        match = _TEXT_NAME.fullmatch(name)
        if name != "facts.yaml" and not match:
            self._refuse(file, "content-unknown-file", say("has no place here"), self._where())
            return
        document = self._document(collection, identifier, f"{collection}/{identifier}")
        if match and match[1] not in self.languages:
            hint = say("the languages are {languages}", languages=", ".join(sorted(self.languages)))
            message = say("“{language}” is not a language of this site", language=match[1])
            self._refuse(file, "content-language", message, hint)
            return
        document.files.append(file)


@record
class Read:
    """What a document says: raw entries; ``broken`` when there may be rows that could not be read."""

    entries: tuple[RawEntry, ...]
    broken: bool
    problems: tuple[Problem, ...]


def read(document: Document) -> Read:
    """Reads a document."""
    reader = _Reader()
    entries = (reader.entry(document),) if document.id else tuple(reader.rows(document))
    return Read(entries, reader.broken, tuple(reader.problems))


class _Reader:
    """Collects what is wrong with the files of one document."""

    def __init__(self) -> None:
        self.broken = False
        self.problems: list[Problem] = []

    def entry(self, document: Document) -> RawEntry:
        """The entry of a folder."""
        entry = RawEntry(document.collection, document.id)
        for file in document.files:
            match = _TEXT_NAME.fullmatch(file.inner.rpartition("/")[2])
            if match:
                self._add_text(entry, file, match[1])
                continue
            known = len(self.problems)
            node = self._tree_of(file)
            if node:
                entry.facts = merged(entry.facts, node) if entry.facts else node
            elif len(self.problems) > known:
                entry.broken.add("facts")
        return entry

    def rows(self, document: Document) -> Iterator[RawEntry]:
        """The entries of a collection of rows, as they stand in the file."""
        rows: Node | None = None
        for file in document.files:
            known = len(self.problems)
            node = self._tree_of(file)
            if isinstance(node, Items):
                named = self._rows_with_ids(node)
                rows = merged(rows, named) if rows else named
            elif node:
                hint = say("begin each row with - id: …")
                self.problems.append(error(node.mark, "content-rows", say("must be a list of rows"), hint))
            self.broken = self.broken or len(self.problems) > known
        for row in rows.items if isinstance(rows, Items) else ():
            identifier = row.values["id"] if isinstance(row, Fields) else None
            if isinstance(identifier, Scalar):
                yield RawEntry(document.collection, identifier.value, row)

    def _text_of(self, file: SourceFile) -> str | None:
        text, problems = decode(file.data, file.path)
        self.problems += problems
        return text

    def _tree_of(self, file: SourceFile) -> Node | None:
        text = self._text_of(file)
        node, problems = parse_yaml(text, file.path) if text is not None else (None, [])
        self.problems += problems
        return node

    def _rows_with_ids(self, rows: Items) -> Items:
        """The rows that have an id of their own; a problem for each that has not."""
        kept: dict[str, Node] = {}
        for row in rows.items:
            identifier = row.values.get("id") if isinstance(row, Fields) else None
            if not isinstance(identifier, Scalar):
                hint = say("begin it with - id: …")
                self.problems.append(error(row.mark, "content-id", say("the row has no id"), hint))
            elif fault := slug_fault(identifier.value):
                message = say("“{id}” cannot be an id: {fault}", id=identifier.value, fault=fault)
                self.problems.append(error(identifier.mark, "content-id", message))
            elif identifier.value in kept:
                line = kept[identifier.value].mark.line
                message = say("the id “{id}” stands twice: on line {line} and here", id=identifier.value, line=line)
                self.problems.append(error(identifier.mark, "content-id-twice", message))
            else:
                kept[identifier.value] = row
        return Items(tuple(kept.values()), rows.mark)

    def _add_text(self, entry: RawEntry, file: SourceFile, language: str) -> None:
        text = self._text_of(file)
        node, body, line, problems = split_text(text, file.path) if text is not None else (None, "", 1, [])
        unfinished = node is not None and is_unfinished(node)
        self.problems += [p._replace(severity=Severity.WARNING) for p in problems] if unfinished else problems
        if node:
            entry.texts[language] = RawText(node, body, line)
        else:
            entry.broken.add(language)
