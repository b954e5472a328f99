"""Finds the documents of the content roots and lays the roots over each other, before any meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.model.entry import ContentType, Layout
from sitegen.model.nodes import Fields, Items, Node, Scalar, merged
from sitegen.model.values import slug_fault
from sitegen.problems import Mark, Problem, error
from sitegen.reading.files import SourceFile
from sitegen.reading.text import decode
from sitegen.reading.texts import split_text
from sitegen.reading.yaml_tree import parse_yaml

_TEXT_NAME = re.compile(r"text\.([A-Za-z-]+)\.md")


@dataclass(frozen=True)
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
    """Collects raw entries from the files of one content root after the other."""

    def __init__(self, types: Iterable[ContentType], languages: Iterable[str]) -> None:
        self.types = {t.collection: t for t in types}
        self.languages = set(languages)
        self.entries: dict[tuple[str, str], RawEntry] = {}
        self.rows: dict[str, Node] = {}
        self.broken: set[str] = set()  #: collections of rows with a file that cannot be read
        self.problems: list[Problem] = []

    def add(self, file: SourceFile) -> None:
        """Reads one file into its place."""
        parts = file.inner.split("/")
        rows = self._rows_collection(parts)
        entry_type = self.types.get(parts[0])
        if rows:
            self._add_rows(rows, file)
        elif entry_type and entry_type.layout is Layout.FOLDERS and len(parts) == 3:
            self._add_entry(file, parts[0], parts[1], parts[2])
        else:
            self._refuse(file, "content-unknown-file", "has no place here", self._where())

    def _rows_collection(self, parts: list[str]) -> str:
        if len(parts) == 2 and parts[0] == "vocabularies" and parts[1].endswith(".yaml"):
            word = parts[1].removesuffix(".yaml")
            return "" if word in self.types else word
        name = parts[0].removesuffix(".yaml")
        kind = self.types.get(name)
        return name if len(parts) == 1 and parts[0] != name and kind and kind.layout is Layout.ROWS else ""

    def _where(self) -> str:
        rows = [f"{t.collection}.yaml" for t in self.types.values() if t.layout is Layout.ROWS]
        folders = [f"{t.collection}/<id>/" for t in self.types.values() if t.layout is Layout.FOLDERS]
        files = f"{', '.join(rows)}, vocabularies/<name>.yaml"
        return f"content is {files}, and facts.yaml or text.<language>.md in {', '.join(folders)}"

    def _refuse(self, file: SourceFile, code: str, message: str, hint: str = "") -> None:
        self.problems.append(error(Mark(file.path), code, message, hint))

    def _text_of(self, file: SourceFile) -> str | None:
        text, problems = decode(file.data, file.path)
        self.problems += problems
        return text

    def _tree_of(self, file: SourceFile) -> Node | None:
        text = self._text_of(file)
        node, problems = parse_yaml(text, file.path) if text is not None else (None, [])
        self.problems += problems
        return node

    def _add_rows(self, collection: str, file: SourceFile) -> None:
        if fault := slug_fault(collection):
            self._refuse(file, "content-id", f"“{collection}” cannot be a name: {fault}")
            return
        known = len(self.problems)
        node = self._tree_of(file)
        if isinstance(node, Items):
            rows = self._rows_with_ids(node)
            self.rows[collection] = merged(self.rows[collection], rows) if collection in self.rows else rows
        elif node:
            hint = "begin each row with - id: …"
            self.problems.append(error(node.mark, "content-rows", "must be a list of rows", hint))
        if len(self.problems) > known:
            self.broken.add(collection)

    def _rows_with_ids(self, rows: Items) -> Items:
        """The rows that have an id of their own; a problem for each that has not."""
        kept: dict[str, Node] = {}
        for row in rows.items:
            identifier = row.values.get("id") if isinstance(row, Fields) else None
            if not isinstance(identifier, Scalar):
                self.problems.append(error(row.mark, "content-id", "the row has no id", "begin it with - id: …"))
            elif fault := slug_fault(identifier.value):
                message = f"“{identifier.value}” cannot be an id: {fault}"
                self.problems.append(error(identifier.mark, "content-id", message))
            elif identifier.value in kept:
                message = (
                    f"the id “{identifier.value}” stands twice: on line {kept[identifier.value].mark.line} and here"
                )
                self.problems.append(error(identifier.mark, "content-id-twice", message))
            else:
                kept[identifier.value] = row
        return Items(tuple(kept.values()), rows.mark)

    def _add_entry(self, file: SourceFile, collection: str, identifier: str, name: str) -> None:
        if fault := slug_fault(identifier):
            self._refuse(file, "content-id", f"“{identifier}” cannot be an id: {fault}")
            return
        match = _TEXT_NAME.fullmatch(name)
        if name != "facts.yaml" and not match:
            self._refuse(file, "content-unknown-file", "has no place here", self._where())
            return
        entry = self.entries.setdefault((collection, identifier), RawEntry(collection, identifier))
        if match:
            self._add_text(entry, file, match[1])
            return
        known = len(self.problems)
        node = self._tree_of(file)
        if node:
            entry.facts = merged(entry.facts, node) if entry.facts else node
        elif len(self.problems) > known:
            entry.broken.add("facts")

    def _add_text(self, entry: RawEntry, file: SourceFile, language: str) -> None:
        if language not in self.languages:
            hint = f"the languages are {', '.join(sorted(self.languages))}"
            self._refuse(file, "content-language", f"“{language}” is not a language of this site", hint)
            return
        text = self._text_of(file)
        node, body, line, problems = split_text(text, file.path) if text is not None else (None, "", 1, [])
        self.problems += problems
        if node:
            entry.texts[language] = RawText(node, body, line)
        else:
            entry.broken.add(language)

    def all_entries(self) -> list[RawEntry]:
        """The entries of folders and rows, in the order of collection and of the file or the id."""
        found = [self.entries[key] for key in sorted(self.entries)]
        for collection in sorted(self.rows):
            found += self._row_entries(collection, self.rows[collection])
        return found

    def _row_entries(self, collection: str, rows: Node) -> list[RawEntry]:
        found = []
        for row in rows.items if isinstance(rows, Items) else ():
            identifier = row.values["id"] if isinstance(row, Fields) else None
            found += [RawEntry(collection, identifier.value, row)] if isinstance(identifier, Scalar) else []
        return found
