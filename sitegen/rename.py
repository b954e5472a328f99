"""Renames an entry and everything that points to it, or takes it out; its old address leads on.

Nothing is written until every file has been worked out, and translations that were current stay current: what they
were made from changed in the address of a link and in nothing else.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from sitegen.checks import vocabulary_keys
from sitegen.edits import Edit, edited, write
from sitegen.model.base import Reference
from sitegen.model.entry import Entry, Layout
from sitegen.model.nodes import Fields, Items, Node, Scalar
from sitegen.model.types.redirect import RedirectFacts
from sitegen.model.values import slug_fault
from sitegen.pipeline import Request, examine
from sitegen.problems import Mark, Problem, Severity, error
from sitegen.reading.yaml_edit import EditError, cut_rows
from sitegen.records import record
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site
from sitegen.translations.memory import memory_file
from sitegen.translations.stamping import accept
from sitegen.wording import say


@record
class Changed:
    """The files that were changed, and the folders that were moved; or what prevented it."""

    files: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def rename(request: Request, old: str, new: str) -> Changed:
    """Gives the entry ``old`` (``services/a``) the address ``new``. With any error nothing is written."""
    site, problems = _sound(request)
    if site is None:
        return Changed(problems=problems)
    fault = _fault(site, old, new)
    if fault:
        hint = say("write it as services/old-id services/new-id")
        return Changed(problems=(error(Mark(old), "rename", fault, hint),))
    entry, target = site.entries[_reference(old)], _reference(new)
    try:
        files = edited(request.root, _edits(site, entry, target))
    except EditError as reason:
        return Changed(problems=(error(Mark(old), "rename", str(reason), say("rename it by hand")),))
    files |= _linked(request.root, site, entry.reference, target)
    if entry.type.has_address:
        name, data = _redirects(request.root, site, old, new)
        files[name] = data
    current = [key for key, state in site.states.items() if state.faithful]
    for name, data in files.items():
        write(request.root / name, data)
    moved = _moved(request.root, site, entry, target)
    _restamp(request, site, files, current, entry.reference, target)
    return Changed(tuple(sorted(files)), moved)


def remove(request: Request, old: str, to: str = "") -> Changed:
    """Takes an entry out. Its address leads to ``to``, or says that it is gone. Nothing may point to it any more."""
    site, problems = _sound(request)
    if site is None:
        return Changed(problems=problems)
    entry = site.entries.get(_reference(old))
    if entry is None or (to and _reference(to) not in site.entries):
        missing = old if entry is None else to
        message = say("there is no entry “{entry}”", entry=missing)
        return Changed(problems=(error(Mark(missing), "remove", message, "services/kem"),))
    if not entry.type.has_address:
        hint = say("take its row out of the file: rows have no page whose address could be known")
        return Changed(problems=(error(entry.mark(), "remove", say("{entry} is a row", entry=old), hint),))
    pointers = tuple(_pointers(site, entry.reference))
    if pointers:
        hint = say("take it out, or let it point to {entry}", entry=to or say("another entry"))
        message = say("{entry} is named here", entry=old)
        return Changed(problems=tuple(error(at, "remove", message, hint) for at in pointers))
    files = dict([_redirects(request.root, site, old, to)])
    if entry.type.layout is Layout.ROWS:  # of a topic, which has a page
        data = _without_row(request.root, entry)
        if data is None:
            hint = say("take its row out by hand, and write one into redirects.yaml")
            return Changed(problems=(error(entry.mark(), "remove", say("{entry} is a row", entry=old), hint),))
        files[entry.mark().file] = data
    for name, data in files.items():
        write(request.root / name, data)
    gone = {}
    for folder in _folders(request.root, site, entry):
        shutil.rmtree(request.root / folder)
        gone[folder] = ""
    (request.root / memory_file(site, entry)).unlink(missing_ok=True)
    return Changed(tuple(sorted(files)), gone)


def _without_row(root: Path, entry: Entry) -> bytes | None:
    """The file of a row without it; ``None`` when its rows cannot be told apart."""
    rows = cut_rows((root / entry.mark().file).read_bytes().decode("utf-8"))
    left = [text for row, text in rows if row != entry.id]
    return "".join(left).encode() if len(left) < len(rows) else None


def _sound(request: Request) -> tuple[Site | None, tuple[Problem, ...]]:
    result = examine(request)
    wrong = tuple(p for p in result.problems if p.severity is Severity.ERROR)
    return (None, wrong) if wrong or result.site is None else (result.site, ())


def _reference(text: str) -> Reference:
    collection, _, identifier = text.partition("/")
    return Reference(collection, identifier)


def _fault(site: Site, old: str, new: str) -> str:
    before, after = _reference(old), _reference(new)
    if before not in site.entries:
        return say("there is no entry “{entry}”", entry=old)
    if before.collection != after.collection:
        return say("{new} is in another collection than {old}", new=new, old=old)
    if before == Reference("pages", "home"):
        return say("the home page keeps its name")
    if after in site.entries:
        return say("{name} is there already", name=new)
    if _is_key(site, before):
        return say("the program knows {entry} by this name; its label can be changed", entry=old)
    return slug_fault(after.id) or ""


def _is_key(site: Site, reference: Reference) -> bool:
    """Whether a row of a vocabulary is asked for by its id, which no file of the content says."""
    others = [entry for one, entry in site.entries.items() if one != reference]
    named = (vocabulary_keys.note(Alone(entry, {}, site.config)) for entry in others)
    asked = vocabulary_keys.asked({entry.type.facts for entry in others}, site.config.content[0])
    return reference in asked or any(reference in keys for keys in named)


def _edits(site: Site, entry: Entry, target: Reference) -> Iterator[Edit]:
    """Every reference in facts, and the id of a row."""
    for other in (e for e in site.entries.values() if e.type.collection != "redirects"):
        row = other.id if other.type.layout is Layout.ROWS else ""
        for path, reference in other.references:
            if reference == entry.reference:
                written, scalar = _written(other.node, path)
                value = str(target) if "/" in scalar.value else target.id
                yield Edit(scalar.mark.file, written, value, row)
    if entry.type.layout is Layout.ROWS:
        yield Edit(entry.mark().file, ("id",), target.id, entry.id)


def _written(node: Node, path: tuple[str | int, ...]) -> tuple[tuple[str, ...], Scalar]:
    """The path as it stands in the file, where one need not be a list, and what stands there."""
    steps: list[str] = []
    for part in path:
        if isinstance(node, Fields) and part in node.values:
            node = node.values[str(part)]
        elif isinstance(node, Items) and isinstance(part, int):
            node = node.items[part]
        else:
            continue
        steps.append(str(part))
    if not isinstance(node, Scalar):
        raise EditError(say("{field} is written in an unusual way", field=".".join(map(str, path))))
    return tuple(steps), node


def _linked(root: Path, site: Site, old: Reference, target: Reference) -> dict[str, bytes]:
    """The texts with their links: ``[words](service:a#part)``."""
    words = f"(?:{re.escape(site.type_of(old.collection).singular)}|{re.escape(old.collection)})"
    link = re.compile(rf"(\]\(\s*<?|^\[[^\]\n]+\]:\s*<?)({words}:){re.escape(old.id)}(?![a-z0-9-])", re.MULTILINE)
    files: dict[str, bytes] = {}
    for entry in site.entries.values():
        for text in entry.texts.values():
            data = (root / text.file).read_bytes().decode("utf-8")
            changed = link.sub(lambda match: f"{match[1]}{match[2]}{target.id}", data)
            if changed != data:
                files[text.file] = changed.encode()
    return files


def _redirects(root: Path, site: Site, old: str, new: str) -> tuple[str, bytes]:
    """The file of redirects with one more. What led to the old address leads to the new one already.

    An address that an entry has again leads nowhere else any more.
    """
    name = f"{site.config.content[-1]}/redirects.yaml"
    path = root / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    again = {row.id for row in site.of("redirects") if isinstance(row.facts, RedirectFacts) and row.facts.was == new}
    text = "".join(piece for row, piece in cut_rows(text) if row not in again)
    led = rf"to: *{re.escape(old)}(?![a-z0-9-])"
    text = re.sub(rf"\b{led}", f"to: {new}", text) if new else re.sub(rf"\n *{led}", "", text)
    start = text if not text or text.endswith("\n") else text + "\n"
    row = f"- id: {old.replace('/', '-')}\n  was: {old}\n" + (f"  to: {new}\n" if new else "")
    return name, (start + row).encode()


def _folders(root: Path, site: Site, entry: Entry) -> list[str]:
    """The folders of an entry, one in each content root that has something of it."""
    folders = [f"{content}/{entry.type.collection}/{entry.id}" for content in site.config.content]
    return [folder for folder in folders if (root / folder).is_dir()]


def _moved(root: Path, site: Site, entry: Entry, target: Reference) -> dict[str, str]:
    moved: dict[str, str] = {}
    if entry.type.layout is Layout.FOLDERS:
        for folder in _folders(root, site, entry):
            moved[folder] = f"{folder.rpartition('/')[0]}/{target.id}"
            (root / folder).rename(root / moved[folder])
        (root / memory_file(site, entry)).unlink(missing_ok=True)
    return moved


def _restamp(
    request: Request,
    site: Site,
    files: Mapping[str, bytes],
    current: list[tuple[Reference, str]],
    old: Reference,
    target: Reference,
) -> None:
    """Accepts again what was current and was made from a text whose links have changed."""
    touched = {e.reference for e in site.entries.values() if any(text.file in files for text in e.texts.values())}
    pairs = {(target if r == old else r, code) for r, code in current if r in touched | {old}}
    accept(request, only=frozenset(pairs))


def _pointers(site: Site, reference: Reference) -> Iterator[Mark]:
    """Every place that names an entry, but for its own."""
    for entry in site.entries.values():
        if entry.reference != reference and entry.type.collection != "redirects":
            yield from (entry.mark(path) for path, named in entry.references if named == reference)
    for (owner, _), sections in site.bodies.items():
        if owner != reference:
            yield from (link.at for section in sections for link in section.links if link.target == reference)
