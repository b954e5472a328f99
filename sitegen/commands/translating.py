"""The translator's commands."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sitegen.commands.shared import (
    CONTENT,
    FINE,
    UsageError,
    coloured,
    entry_named,
    examined,
    of_site,
    request,
    tell,
    tell_problems,
)
from sitegen.problems import Severity
from sitegen.wording import say

if TYPE_CHECKING:
    from sitegen.resolve.site import Site


def state(known: argparse.Namespace) -> int:
    """How far each language is; of an entry or a collection, part by part."""
    from sitegen.translations.state import as_json, by_part, table, targets, translatable

    site, code = examined(known)
    if site is None:
        return code
    wanted, language = known.entry, known.language
    if wanted in targets(site) and not language:
        wanted, language = "", wanted
    if language and language not in targets(site):
        there = ", ".join(targets(site))
        raise UsageError(say("“{language}” is not one of {languages}", language=language, languages=there))
    entries = translatable(site, wanted)
    if not entries:
        raise UsageError(say("there is nothing to translate in {entry}: write services/kem, or services", entry=wanted))
    languages = (language,) if language else targets(site)
    if known.format == "json":
        print(as_json(site, entries, languages))
        return FINE
    tell(known, *(by_part(site, entries, languages, known.words) if wanted else table(site, languages, known.words)))
    return FINE


def accept(known: argparse.Namespace) -> int:
    """Marks translations as made from the present source, and says at once what is wrong in them now."""
    from sitegen.pipeline import examine
    from sitegen.translations.stamping import accept

    accepted = accept(request(known), known.entry, known.language)
    code = tell_problems(list(accepted.problems), known)
    tell(known, *accepted.files, say("{count} files stamped", count=len(accepted.files)))
    wrong = examine(request(known)).problems if accepted.files else []
    return code or tell_problems([problem for problem in wrong if problem.severity is Severity.ERROR], known)


def todo(known: argparse.Namespace) -> int:
    """What a translator does first."""
    from sitegen.translations.todo import todo

    site, code = examined(known)
    if site is None:
        return code
    origin = _origin(site, known)
    tasks = todo(site, known.language, origin)
    count = sum(task.words for task in tasks)
    total = say("{tasks} to do, {count:,} words to read in {origin}", tasks=len(tasks), count=count, origin=origin)
    tell(known, *(task.told(known.words) for task in tasks), total)
    return FINE


def diff(known: argparse.Namespace) -> int:
    """What changed since a translation was accepted."""
    from sitegen.translations.diff import changes, nothing_changed, origin_is_older, worded
    from sitegen.translations.memory import memory_file, recall

    site, code = examined(known)
    if site is None:
        return code
    of_site(site, known.language)
    entry = entry_named(site, known.entry)
    texts = recall(known.config.parent, memory_file(site, entry))
    found = list(changes(site, entry, known.language, texts))
    print("\n".join(worded(change, coloured(sys.stdout), known.words) for change in found), end="")
    if older := origin_is_older(site, entry, known.language):
        message = say(
            "The text in {older} is itself older than its source: see translations diff {entry} {older}",
            older=older,
            entry=known.entry,
        )
        tell(known, message)
    if not found:
        tell(known, nothing_changed(site, entry, known.language))
    return FINE


def export(known: argparse.Namespace) -> int:
    """Writes what is to translate into a worksheet."""
    from sitegen.translations import worksheet, xliff
    from sitegen.translations.worklist import most_urgent, of_entries, worklist

    writers = {".xlsx": worksheet.written, ".xlf": xliff.written, ".xliff": xliff.written}
    writer = writers.get(known.to.suffix.lower())
    if writer is None:
        raise UsageError(say("{file} must end in .xlsx or .xlf", file=known.to))
    site, code = examined(known)
    if site is None:
        return code
    origin = _origin(site, known)
    names = {str(reference) for reference in site.entries} | {reference.collection for reference in site.entries}
    if strange := [name for name in known.ids if name not in names]:
        raise UsageError(say("there is no entry {entry}: write it as services/kem", entry=strange[0]))
    root = known.config.parent
    if known.all or known.ids:
        rows = of_entries(site, root, known.language, origin, known.ids)
    else:
        rows = most_urgent(site, root, known.language, origin, known.least)
    work = worklist(site, root, known.language, origin, rows)
    if not work.rows:
        tell(known, say("There is nothing to translate from {origin} into {code}.", origin=origin, code=known.language))
        return FINE
    known.to.parent.mkdir(parents=True, exist_ok=True)
    known.to.write_bytes(writer(work))
    count = len(work.rows)
    tell(known, say("{file}: {rows} rows, {words} words to do", file=known.to, rows=count, words=work.to_do))
    return FINE


def _origin(site: Site, known: argparse.Namespace) -> str:
    """The language to translate from: the one that is named, else the one that readers fall back to."""
    origin = known.origin or next(iter(site.config.chain(known.language)[1:]), site.config.source_language)
    for language in (known.language, origin):
        of_site(site, language)
    if known.language in (origin, site.config.source_language):
        raise UsageError(say("{code} is not translated from {origin}", code=known.language, origin=origin))
    return str(origin)


def import_(known: argparse.Namespace) -> int:
    """Writes a worksheet that came back into the content."""
    from sitegen.translations import worksheet, xliff
    from sitegen.translations.importing import import_rows
    from sitegen.translations.worklist import NotOursError

    try:
        data = known.file.read_bytes()
        read = xliff.read if known.file.suffix.lower() in (".xlf", ".xliff") else worksheet.read
        done = import_rows(request(known), list(read(data)))
    except OSError as reason:
        raise UsageError(say("{file} cannot be read: {reason}", file=known.file, reason=reason.strerror)) from None
    except NotOursError as reason:
        raise UsageError(say("{file} is not used: {reason}", file=known.file, reason=reason.reason)) from None
    code = tell_problems(list(done.problems), known)
    tell(known, *(refusal.told() for refusal in done.refused))
    tell(known, *(say("not written yet: {what}", what=left) for left in done.waiting), *done.files)
    tell(known, say("{rows} rows written, {refused} refused", rows=done.rows, refused=len(done.refused)))
    if done.accepted:
        tell(known, say("accepted: {entries}", entries=", ".join(done.accepted)))
    return code or (CONTENT if done.refused else FINE)


def new_translation(known: argparse.Namespace) -> int:
    """Lays out a text in another language."""
    from sitegen.edits import write
    from sitegen.translations.draft import CannotDraftError, draft, lacking_cells

    site, code = examined(known)
    if site is None:
        return code
    of_site(site, known.language)
    if known.origin:
        of_site(site, known.origin)
    entry = entry_named(site, known.entry)
    try:
        file, text = draft(site, entry, known.language, known.origin, known.words)
    except CannotDraftError as reason:
        raise UsageError(str(reason)) from None
    path = known.config.parent / file
    if path.exists():
        raise UsageError(say("{file} is there already, and is not finished", file=file))
    write(path, text.encode())
    lacking = (
        say("{file}:{line} `{name}` has no {code} yet", file=at.file, line=at.line, name=name, code=known.language)
        for name, at in lacking_cells(entry, known.language, site)
    )
    tell(known, file, *lacking)
    return FINE
