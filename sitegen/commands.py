"""What each command does: asks the engine, prints what came out, and gives the exit code.

Exit: 0 fine, 1 the content has errors (nothing was published), 2 the command or the configuration is wrong.
Modules are imported where they are used, so that a command starts without those of the others.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sitegen.problems import Problem, Severity
from sitegen.wording import Said, say

if TYPE_CHECKING:
    from sitegen.kept import Kept
    from sitegen.model.config import SiteConfig
    from sitegen.model.entry import Entry
    from sitegen.pipeline import Request
    from sitegen.rename import Changed
    from sitegen.resolve.site import Site

FINE, CONTENT, USAGE = 0, 1, 2
SHOWN = 100


class UsageError(Exception):
    """What was asked for cannot be done as it was asked."""


def _request(known: argparse.Namespace) -> Request:
    from sitegen.pipeline import Request

    return Request(known.config, known.now or _source_date(), known.base_url, kept=_kept(known))


def _kept(known: argparse.Namespace) -> Kept:
    """What earlier runs worked out, in a folder that git passes over; once a run."""
    from sitegen.kept import Kept

    known.kept = getattr(known, "kept", None) or Kept(known.config.parent / ".cache" / "sitegen" / "kept.sqlite")
    return known.kept  # type: ignore[no-any-return]


def keep(known: argparse.Namespace) -> None:
    """Keeps for the next run what this one worked out."""
    if kept := getattr(known, "kept", None):
        kept.save()


def _out(known: argparse.Namespace) -> Path:
    return Path(known.out or known.config.parent / "public")


def _source_date() -> date | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) as a day in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        fault = say("SOURCE_DATE_EPOCH={value} is not a number of seconds since 1970", value=epoch)
        raise UsageError(fault) from None


def build(known: argparse.Namespace) -> int:
    """Builds and publishes."""
    from sitegen.pipeline import build
    from sitegen.publish import PublishError, check_target, publish

    result = build(_request(known))
    code = _report(result.problems, known)
    if code or result.config is None:
        return USAGE if result.config is None else code
    root, out = known.config.parent, _out(known)
    inputs = [root / name for name in result.config.folders]
    try:
        check_target(out, root, inputs)
        count = publish(result.artifacts, out)
    except PublishError as reason:
        raise UsageError(str(reason)) from None
    _tell(known, say("{count} files in {folder}", count=count, folder=out))
    return FINE


def check(known: argparse.Namespace) -> int:
    """Says everything that is wrong and builds nothing."""
    from sitegen.pipeline import build

    result = build(_request(known))
    code = _report(result.problems, known)
    if result.site and not result.problems and known.format == "text":
        _tell(known, say("No problems in {count} entries.", count=len(result.site.entries)))
    return USAGE if result.config is None else code


def serve(known: argparse.Namespace) -> int:
    """Serves on this machine and follows each save."""
    from sitegen.printing import printed
    from sitegen.serve import CannotServeError, Told, serve

    def report(problems: list[Problem]) -> Told:
        good = not _report(problems, known)
        text = printed(problems, "text", False, SHOWN, known.config.parent, known.words)
        *lines, last = text.splitlines() or [""]
        return Told(good, last, "\n".join(lines), known.lang)

    try:
        serve(lambda: _request(known), known.port, report, lambda line: _tell(known, line))
    except CannotServeError as reason:
        raise UsageError(str(reason)) from None
    return FINE


def state(known: argparse.Namespace) -> int:
    """How far each language is; of an entry or a collection, part by part."""
    from sitegen.translations.state import as_json, by_part, table, targets, translatable

    site, code = _examined(known)
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
    _tell(known, *(by_part(site, entries, languages, known.words) if wanted else table(site, languages, known.words)))
    return FINE


def accept(known: argparse.Namespace) -> int:
    """Marks translations as made from the present source, and says at once what is wrong in them now."""
    from sitegen.pipeline import examine
    from sitegen.translations.stamping import accept

    accepted = accept(_request(known), known.entry, known.language)
    code = _report(list(accepted.problems), known)
    _tell(known, *accepted.files, say("{count} files stamped", count=len(accepted.files)))
    wrong = examine(_request(known)).problems if accepted.files else []
    return code or _report([problem for problem in wrong if problem.severity is Severity.ERROR], known)


def todo(known: argparse.Namespace) -> int:
    """What a translator does first."""
    from sitegen.translations.todo import todo

    site, code = _examined(known)
    if site is None:
        return code
    origin = _origin(site, known)
    tasks = todo(site, known.language, origin)
    count = sum(task.words for task in tasks)
    total = say("{tasks} to do, {count:,} words to read in {origin}", tasks=len(tasks), count=count, origin=origin)
    _tell(known, *(task.told(known.words) for task in tasks), total)
    return FINE


def diff(known: argparse.Namespace) -> int:
    """What changed since a translation was accepted."""
    from sitegen.translations.diff import changes, nothing_changed, origin_is_older, worded
    from sitegen.translations.memory import memory_file, recall

    site, code = _examined(known)
    if site is None:
        return code
    _of_site(site, known.language)
    entry = _entry(site, known.entry)
    texts = recall(known.config.parent, memory_file(site, entry))
    found = list(changes(site, entry, known.language, texts))
    print("\n".join(worded(change, _coloured(sys.stdout), known.words) for change in found), end="")
    if older := origin_is_older(site, entry, known.language):
        message = say(
            "The text in {older} is itself older than its source: see translations diff {entry} {older}",
            older=older,
            entry=known.entry,
        )
        _tell(known, message)
    if not found:
        _tell(known, nothing_changed(site, entry, known.language))
    return FINE


def export(known: argparse.Namespace) -> int:
    """Writes what is to translate into a worksheet."""
    from sitegen.translations import worksheet, xliff
    from sitegen.translations.worklist import most_urgent, of_entries, worklist

    writers = {".xlsx": worksheet.written, ".xlf": xliff.written, ".xliff": xliff.written}
    writer = writers.get(known.to.suffix.lower())
    if writer is None:
        raise UsageError(say("{file} must end in .xlsx or .xlf", file=known.to))
    site, code = _examined(known)
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
        _tell(
            known, say("There is nothing to translate from {origin} into {code}.", origin=origin, code=known.language)
        )
        return FINE
    known.to.parent.mkdir(parents=True, exist_ok=True)
    known.to.write_bytes(writer(work))
    count = len(work.rows)
    _tell(known, say("{file}: {rows} rows, {words} words to do", file=known.to, rows=count, words=work.to_do))
    return FINE


def _origin(site: Site, known: argparse.Namespace) -> str:
    """The language to translate from: the one that is named, else the one that readers fall back to."""
    origin = known.origin or next(iter(site.config.chain(known.language)[1:]), site.config.source_language)
    for language in (known.language, origin):
        _of_site(site, language)
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
        done = import_rows(_request(known), list(read(data)))
    except OSError as reason:
        raise UsageError(say("{file} cannot be read: {reason}", file=known.file, reason=reason.strerror)) from None
    except NotOursError as reason:
        raise UsageError(say("{file} is not used: {reason}", file=known.file, reason=reason.reason)) from None
    code = _report(list(done.problems), known)
    _tell(known, *(refusal.told() for refusal in done.refused))
    _tell(known, *(say("not written yet: {what}", what=left) for left in done.waiting), *done.files)
    _tell(known, say("{rows} rows written, {refused} refused", rows=done.rows, refused=len(done.refused)))
    if done.accepted:
        _tell(known, say("accepted: {entries}", entries=", ".join(done.accepted)))
    return code or (CONTENT if done.refused else FINE)


def new_translation(known: argparse.Namespace) -> int:
    """Lays out a text in another language."""
    from sitegen.edits import write
    from sitegen.translations.draft import CannotDraftError, draft, lacking_cells

    site, code = _examined(known)
    if site is None:
        return code
    _of_site(site, known.language)
    if known.origin:
        _of_site(site, known.origin)
    entry = _entry(site, known.entry)
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
    _tell(known, file, *lacking)
    return FINE


def _entry(site: Site, name: str) -> Entry:
    found = next((e for e in site.entries.values() if str(e.reference) == name), None)
    if found is None:
        raise UsageError(say("there is no entry {entry}: write it as services/kem", entry=name))
    return found


def _examined(known: argparse.Namespace) -> tuple[Site | None, int]:
    """The site without rendering; when there is none, the exit code, and the problems are printed."""
    from sitegen.pipeline import examine

    result = examine(_request(known))
    return (result.site, FINE) if result.site else (None, _report(result.problems, known) or USAGE)


def _of_site(site: Site, language: str) -> None:
    if language not in site.languages:
        fault = say(
            "{language} is not a language of this site: {languages}",
            language=language or say("nothing"),
            languages=", ".join(site.languages),
        )
        raise UsageError(fault)


def new(known: argparse.Namespace) -> int:
    """Lays out a new entry."""
    from sitegen.edits import write
    from sitegen.pipeline import configure
    from sitegen.scaffold import CannotMakeError, new_entry, type_named

    config, problems = configure(_request(known))
    if config is None:
        return _report(problems, known) or USAGE
    root = known.config.parent
    try:
        files = new_entry(root, config, type_named(known.type, root, config), known.id, known.words)
    except CannotMakeError as reason:
        raise UsageError(str(reason)) from None
    for name, text in files.items():
        write(root / name, text.encode())
    _tell(known, *files, say("Fill in what is empty; build.py check says what is missing."))
    return FINE


def rename(known: argparse.Namespace) -> int:
    """Renames an entry and all that points to it."""
    from sitegen.rename import rename

    return _told(rename(_request(known), known.old, known.new), known)


def remove(known: argparse.Namespace) -> int:
    """Takes an entry out."""
    from sitegen.rename import remove

    return _told(remove(_request(known), known.old, known.to), known)


def _told(changed: Changed, known: argparse.Namespace) -> int:
    code = _report(list(changed.problems), known)
    moved = (f"{old} → {new}" if new else say("{name} taken out", name=old) for old, new in changed.moved.items())
    _tell(known, *moved, *changed.files)
    return code


def callsheet(known: argparse.Namespace) -> int:
    """The sheet for whoever phones."""
    from dataclasses import replace

    from sitegen.outputs import callsheet
    from sitegen.pipeline import build

    result = build(replace(_request(known), outputs=(callsheet.output(tuple(known.desks)),), public=False))
    code = _report([p for p in result.problems if p.severity is Severity.ERROR], known)
    if code or result.config is None:
        return USAGE if result.config is None else code
    language = known.lang or result.config.source_language
    made = next((a for a in result.artifacts if a.path == callsheet.path(language)), None)
    if made is None:
        raise UsageError(_no_language(language, result.config))
    if known.desks and b"<section" not in made.data:
        raise UsageError(say("nobody of that name has anything to be asked: write organisations/praksis"))
    known.out.parent.mkdir(parents=True, exist_ok=True)
    known.out.write_bytes(made.data)
    _tell(known, say("{file}: open it in a browser and print it", file=known.out))
    return FINE


def _no_language(language: str, config: SiteConfig) -> Said:
    codes = ", ".join(config.codes)
    return say("--lang {language} is not a language of this site: {languages}", language=language, languages=codes)


def report(known: argparse.Namespace) -> int:
    """The editors' report."""
    from sitegen.pipeline import configure
    from sitegen.report import report_on

    config, _ = configure(_request(known))
    if config and known.lang and known.lang not in config.codes:
        raise UsageError(_no_language(known.lang, config))
    result = report_on(_request(known), known.lang)
    code = _report([p for p in result.problems if p.severity is Severity.ERROR], known)
    if code or result.config is None:
        return USAGE if result.config is None else code
    known.out.parent.mkdir(parents=True, exist_ok=True)
    known.out.write_bytes(result.artifacts[0].data)
    _tell(known, say("{file}: open it in a browser and print it", file=known.out))
    return FINE


def overdue(known: argparse.Namespace) -> int:
    """Confirmations that have lapsed or will soon."""
    from sitegen.overdue import due, listed

    site, code = _examined(known)
    if site is not None:
        print(listed(due(site, known.within), site.today, known.words), end="")
    return code


def confirm(known: argparse.Namespace) -> int:
    """Records what somebody confirmed."""
    from sitegen.confirm import Answer, confirm

    answer = Answer(known.entry, tuple(known.facts), known.on, known.how, known.by)
    done = confirm(_request(known), answer)
    code = _report(list(done.problems), known)
    if not code:
        facts = ", ".join(fact.partition("=")[0] for fact in answer.facts)
        _tell(known, say("{file}: {facts} confirmed on {day}", file=done.file, facts=facts, day=done.on))
    return code


def reference(known: argparse.Namespace) -> int:
    """Writes the reference of the content types, and the manual of the checks."""
    from sitegen.manual import write_manual
    from sitegen.reference import write_reference

    count = write_reference(known.out / "content") + write_manual(known.out / "checks")
    _tell(known, say("{count} pages in {folder}", count=count, folder=known.out))
    return FINE


def schema(known: argparse.Namespace) -> int:
    """Writes the JSON Schemas."""
    from sitegen.model.content_types import CONTENT_TYPES
    from sitegen.pipeline import configure
    from sitegen.schema import write_schemas

    config, problems = configure(_request(known))
    if config is None:
        _report(problems, known)
        return USAGE
    count = write_schemas(known.out, CONTENT_TYPES, config)
    _tell(known, say("{count} schemas in {folder}", count=count, folder=known.out))
    return FINE


def addresses(known: argparse.Namespace) -> int:
    """Adds the addresses of the site to the list of those that must stay."""
    from sitegen.edits import write
    from sitegen.hosting.published import listed
    from sitegen.load import read_published
    from sitegen.plan import plan

    site, code = _examined(known)
    if site is None:
        return code
    root = known.config.parent
    before, problems = read_published(root, site.config)
    after = listed(before, plan(site)[0])
    if not (code := _report(problems, known)):
        write(root / before.file, after.encode())
        count = len(after.splitlines()) - len(before.addresses) - 1
        _tell(known, say("{file}: {count} new addresses", file=before.file, count=count))
    return code


def headers(known: argparse.Namespace) -> int:
    """Prints the headers of the site for a server."""
    from sitegen.hosting.headers import SERVERS, rules
    from sitegen.resolve.sensitive import sensitive_folders

    site, code = _examined(known)
    if site is not None:
        print(SERVERS[known.server](rules(sensitive_folders(site))), end="")
    return code


def _report(problems: list[Problem], known: argparse.Namespace) -> int:
    """Prints the problems and gives the exit code that they mean."""
    from sitegen.printing import printed

    errors = sum(p.severity is Severity.ERROR for p in problems)
    with suppress(BrokenPipeError):
        root = known.config.parent
        sys.stderr.write(printed(problems, known.format, _coloured(sys.stderr), SHOWN, root, known.words))
    return CONTENT if errors or (known.strict and problems) else FINE


def _tell(known: argparse.Namespace, *lines: str) -> None:
    """Prints lines in the language that was asked for."""
    for line in lines:
        print(known.words(line), flush=True)


def _coloured(stream: TextIO) -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")
