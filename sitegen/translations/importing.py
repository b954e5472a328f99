"""Writes what came back from a translator into the content, accepts what is done, and says what it refused.

Row by row: what is good is written. Files are made in memory first; when the site would have an error that it did
not have before, the entries that bring it are left as they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from sitegen.edits import Edit, edited, write
from sitegen.model.entry import Entry
from sitegen.pipeline import Request, examine
from sitegen.problems import Problem, Severity
from sitegen.reading.yaml_edit import EditError
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.translations.changing import Change, change_of
from sitegen.translations.filling import Filled, Languages, Refusal, RefusedError, filled, row_of, unfit
from sitegen.translations.memory import remembered
from sitegen.translations.rows import Part, Row
from sitegen.translations.worklist import NotOursError, Returned, parts_of
from sitegen.wording import Said, say


@record
class Imported:
    """What became of the rows of a worksheet.

    ``accepted`` are the entries that are wholly done, ``waiting`` what is too little translated to be shown.
    ``problems`` are those of the site that were not there before.
    """

    files: tuple[str, ...] = ()
    rows: int = 0
    accepted: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    waiting: tuple[Said, ...] = ()
    problems: tuple[Problem, ...] = ()


def import_rows(request: Request, rows: Sequence[Returned]) -> Imported:
    """Writes the rows and accepts what is done. Raises ``NotOursError`` when they are not of this site."""
    before = examine(request)
    site, root = before.site, request.root
    if site is None:
        return Imported(problems=tuple(before.problems))
    changes, refused, waiting = _changes(site, root, _languages(site, rows), rows)
    files, spoilt = _files(site, root, changes)
    if spoilt:
        changes, found = _without(changes, spoilt, say("its YAML is written in a way that cannot be edited"))
        refused += found
        files, _ = _files(site, root, changes)
    old = _replaced(root, files)
    problems = _fresh(before.problems, examine(request).problems, files) if files else []
    if spoilt := {problem.file for problem in problems if problem.severity is Severity.ERROR}:
        _replaced(root, old)
        wrong = spoilt if spoilt <= {file for change in changes for file in change.files} else set(files)
        changes, found = _without(changes, wrong, say("the site would have an error"))
        refused += found
        files, _ = _files(site, root, changes)
        _replaced(root, files)
    return Imported(
        tuple(sorted(files)),
        sum(len(change.written) for change in changes),
        tuple(str(change.entry.reference) for change in changes if change.whole),
        tuple(sorted(refused, key=lambda refusal: refusal.place)),
        tuple(waiting),
        tuple(problems),
    )


def _languages(site: Site, rows: Iterable[Returned]) -> Languages:
    """The two languages that all rows are of."""
    named = {row.languages for row in rows}
    if not named:
        raise NotOursError(say("it has no row that was written by translations export"))
    origin, _, language = next(iter(named)).partition(">") if len(named) == 1 else ("", "", "")
    targets = [code for code in site.config.codes if code not in (site.config.source_language, origin)]
    if origin not in site.config.codes or language not in targets:
        raise NotOursError(say("it is not of two languages of this site: {named}", named=", ".join(sorted(named))))
    entries = {str(reference) for reference in site.entries}
    if not any(row.key.partition(" ")[0] in entries for row in rows):
        raise NotOursError(say("no entry in it is one of this site"))
    return Languages(language, origin, site.config.source_language)


def _changes(
    site: Site, root: Path, languages: Languages, rows: Iterable[Returned]
) -> tuple[list[Change], list[Refusal], list[Said]]:
    """What is to be changed, entry by entry, the rows that are refused, and the parts that wait."""
    by_entry: dict[str, list[Returned]] = {}
    for row in rows:
        by_entry.setdefault(row.key.partition(" ")[0], []).append(row)
    entries = {str(reference): entry for reference, entry in site.entries.items()}
    changes: list[Change] = []
    refused: list[Refusal] = []
    waiting: list[Said] = []
    for name, found in by_entry.items():
        entry = entries.get(name)
        if entry is None:
            gone = say("there is no entry {entry} any more", entry=name)
            refused += [Refusal(row.place, row.key, gone) for row in found]
            continue
        parts = parts_of(site, root, entry, languages.target, languages.origin)
        units, wrong = _filled(parts, found, languages)
        units, late = _ready(entry, languages.target, units)
        refused += wrong
        waiting += late
        if any(unit.texts or unit.settles for unit in units):
            try:
                changes.append(change_of(root, entry, languages, units))
            except EditError as reason:
                fault = say("{entry} cannot be edited: {reason}", entry=name, reason=str(reason))
                refused += [Refusal(row.place, row.key, fault) for unit in units for row in unit.written]
    return changes, refused, waiting


def _filled(
    parts: Sequence[Part], rows: Iterable[Returned], languages: Languages
) -> tuple[list[Filled], list[Refusal]]:
    """Every unit of an entry, with what came back for it."""
    units = {part.unit: part for part in parts}
    found: dict[str, list[tuple[Returned, Row]]] = {}
    refused: list[Refusal] = []
    for row in (row for row in rows if row.touched):
        name = row.key.split(" ")[1]
        try:
            found.setdefault(name, []).append((row, row_of(row, units.get(name))))
        except RefusedError as refusal:
            refused += [Refusal(row.place, row.key, refusal.reason)] if row.text.strip() else []
    done = [filled(part, found.get(part.unit, ()), languages) for part in parts]
    refused += [refusal for _, wrong in done for refusal in wrong]
    fit = []
    for unit, _ in done:
        reason = unfit(unit)
        refused += [Refusal(row.place, row.key, reason) for row in unit.written if reason]
        fit.append(unit.left() if reason else unit)
    return fit, refused


def _ready(entry: Entry, language: str, units: Iterable[Filled]) -> tuple[list[Filled], list[Said]]:
    """The units without what came back for those of which too little is translated, and what is to be said of them.

    A reader must not take half a part for the whole.
    """
    ready, waiting = [], []
    for unit in units:
        if unit.lacks:
            name, rows = f"{entry.reference} {unit.part.unit}", len(unit.part.places)
            waiting.append(say("{part}: {empty} of {rows} rows are empty", part=name, empty=unit.lacks, rows=rows))
        ready.append(unit.left() if unit.lacks else unit)
    texts = [unit for unit in ready if not unit.part.cell]
    titled = any(unit.part.unit == "title" and unit.texts for unit in texts)
    if language not in entry.texts and not titled and any(unit.texts for unit in texts):
        waiting.append(say("{entry}: the title is empty", entry=str(entry.reference)))
        ready = [unit if unit.part.cell else unit.left() for unit in ready]
    return ready, waiting


def _files(site: Site, root: Path, changes: Iterable[Change]) -> tuple[dict[str, bytes], set[str]]:
    """The files with all changes, and those that cannot be changed."""
    files: dict[str, bytes] = {}
    spoilt: set[str] = set()
    edits: dict[str, list[Edit]] = {}
    for change in changes:
        files |= change.texts
        for edit in change.edits:
            edits.setdefault(edit.file, []).append(edit)
    for file, found in edits.items():
        try:
            files |= edited(root, found)
        except EditError:
            spoilt.add(file)
    made = {(c.entry.reference, c.language): c.stamps for c in changes if c.stamps}
    return files | remembered(root, site, made), spoilt


def _without(changes: Iterable[Change], files: Collection[str], reason: Said) -> tuple[list[Change], list[Refusal]]:
    """The changes that touch none of some files; the rows of the others are refused."""
    kept, refused = [], []
    for change in changes:
        if change.files.isdisjoint(files):
            kept.append(change)
        else:
            refused += [Refusal(row.place, row.key, reason) for row in change.written]
    return kept, refused


def _replaced(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Writes files, those without bytes are taken away; gives what stood there before."""
    old = {name: (root / name).read_bytes() if (root / name).exists() else b"" for name in files}
    for name, data in files.items():
        write(root / name, data)
    return old


def _fresh(before: Iterable[Problem], after: Iterable[Problem], files: Collection[str]) -> list[Problem]:
    """The problems that were not there before: errors, and warnings in the files that were written."""
    known = Counter((p.file, p.code, p.message) for p in before)
    found = []
    for problem in after:
        name = (problem.file, problem.code, problem.message)
        known[name] -= 1
        if known[name] < 0 and (problem.severity is Severity.ERROR or problem.file in files):
            found.append(problem)
    return found
