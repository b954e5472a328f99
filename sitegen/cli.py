"""The command line: the only place that prints, and that decides how the program ends.

Exit: 0 fine, 1 the content has errors (nothing was published), 2 the command or the configuration is wrong,
3 a defect of ours.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.problems import Problem, Severity

if TYPE_CHECKING:
    from sitegen.pipeline import Request
    from sitegen.resolve.site import Site

    Parser = argparse.ArgumentParser

FINE, CONTENT, USAGE, DEFECT = 0, 1, 2, 3
SHOWN = 100


class UsageError(Exception):
    """What was asked for cannot be done as it was asked."""


def main(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    parser = _parser()
    known = parser.parse_args(arguments)
    try:
        return int(known.run(known))
    except KeyboardInterrupt:
        return 130
    except UsageError as reason:
        print(f"build.py: {reason}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader of our output went away; what was asked for is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception:  # noqa: BLE001 - whatever it is, the user is told that it is our defect
        traceback.print_exc()
        print("This is a defect of the program, not of the content. Please report it.", file=sys.stderr)
        return DEFECT


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, default=Path("site_config.yaml"), help="the configuration; its folder is the site's root"
    )
    common.add_argument(
        "--now",
        type=_day,
        default=None,
        metavar="ISO-DATE",
        help="the day to build for (else SOURCE_DATE_EPOCH, else today)",
    )
    common.add_argument("--base-url", default=None, metavar="URL", help="the address of the published site")
    common.add_argument("--strict", action="store_true", help="warnings are errors")
    common.add_argument("--format", choices=("text", "json", "github"), default="text", help="how problems are printed")
    out = argparse.ArgumentParser(add_help=False)
    out.add_argument(
        "--out", type=Path, metavar="DIR", help="the folder to publish to (public, beside the configuration)"
    )
    parser = argparse.ArgumentParser(
        prog="build.py", description="Builds a multilingual information site out of YAML and Markdown."
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    build = commands.add_parser("build", parents=[common, out], help="build and publish (the default)")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", parents=[common], help="say everything that is wrong, build nothing")
    check.set_defaults(run=_check)
    serve = commands.add_parser("serve", parents=[common, out], help="build, serve on this machine, reload on save")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)
    _add_translations(commands, common)
    new = commands.add_parser("new", parents=[common], help="lay out a new entry: facts with comments, and a text")
    new.add_argument("type", metavar="TYPE", help="service, place, helpline, term …, or the name of a vocabulary")
    new.add_argument("id", metavar="ID", help="a-z, 0-9 and single hyphens; stands in the address for ever")
    new.set_defaults(run=_new)
    sheet = commands.add_parser("callsheet", parents=[common], help="what is unconfirmed, by whom to ask: to print")
    sheet.add_argument("--lang", default="", metavar="CODE", help="its language (the source language)")
    sheet.add_argument("--out", type=Path, default=Path("callsheet.html"), metavar="FILE")
    sheet.set_defaults(run=_callsheet)
    due = commands.add_parser("overdue", parents=[common], help="which confirmations have lapsed, or will soon")
    due.add_argument("--within", type=int, default=30, metavar="DAYS", help="how many days ahead (30)")
    due.set_defaults(run=_overdue)
    told = commands.add_parser("confirm", parents=[common], help="record what somebody confirmed by phone or a visit")
    told.add_argument("entry", metavar="ID", help="services/kem")
    told.add_argument("facts", nargs="+", metavar="FIELD", help="phones, phones.1; a new answer: childcare=yes")
    told.add_argument("--how", required=True, choices=("phone", "visit", "mail", "official-page"))
    told.add_argument("--on", type=_day, default=None, metavar="ISO-DATE", help="the day of the call (else today)")
    told.add_argument("--by", default="site team", metavar="ROLE", help="who asked: a role, not a name (site team)")
    told.set_defaults(run=_confirm)
    reference = commands.add_parser(
        "reference", parents=[common], help="write the reference of the content types into docs/content/"
    )
    reference.add_argument("--out", type=Path, default=Path("docs/content"), metavar="DIR")
    reference.set_defaults(run=_reference)
    parser.set_defaults(run=None)
    return _WithDefault(parser, "build")  # type: ignore[return-value]


def _add_translations(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: Parser) -> None:
    tools = commands.add_parser("translations", help="the state of the translations, and the translator's tools")
    actions = tools.add_subparsers(metavar="ACTION", required=True)
    state = actions.add_parser("state", parents=[common], help="how far each language is")
    state.set_defaults(run=_state)
    todo = actions.add_parser("todo", parents=[common], help="what to translate or mend, most urgent first")
    todo.add_argument("language", metavar="LANG")
    todo.add_argument("--from", dest="origin", default="", metavar="LANG", help="the language to translate from")
    todo.set_defaults(run=_todo)
    diff = actions.add_parser("diff", parents=[common], help="what changed since a translation was accepted")
    diff.add_argument("entry", metavar="ID", help="services/kem")
    diff.add_argument("language", metavar="LANG")
    diff.set_defaults(run=_diff)
    accept = actions.add_parser("accept", parents=[common], help="mark as made from the present source")
    accept.add_argument("entry", nargs="?", default="", metavar="ID", help="services/kem, services; all when left out")
    accept.add_argument("language", nargs="?", default="", metavar="LANG", help="fa; all languages when left out")
    accept.set_defaults(run=_accept)


class _WithDefault:
    """Parses with a command that may be left out."""

    def __init__(self, parser: argparse.ArgumentParser, default: str) -> None:
        self.parser = parser
        self.default = default

    def parse_args(self, arguments: list[str] | None) -> argparse.Namespace:
        given = list(sys.argv[1:] if arguments is None else arguments)
        if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
            given.insert(0, self.default)
        return self.parser.parse_args(given)


def _day(text: str) -> date:
    from pydantic import TypeAdapter, ValidationError

    from sitegen.model.values import IsoDate

    try:
        return TypeAdapter(IsoDate).validate_python(text)
    except ValidationError:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2026-11-22") from None


def _request(known: argparse.Namespace) -> Request:
    from sitegen.pipeline import Request

    return Request(known.config, known.now or _source_date(), known.base_url)


def _out(known: argparse.Namespace) -> Path:
    return Path(known.out or known.config.parent / "public")


def _source_date() -> date | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) as a day in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch} is not a number of seconds since 1970") from None


def _build(known: argparse.Namespace) -> int:
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
        print(f"build.py: {reason}", file=sys.stderr)
        return USAGE
    print(f"{count} files in {out}")
    return FINE


def _check(known: argparse.Namespace) -> int:
    from sitegen.pipeline import build

    result = build(_request(known))
    code = _report(result.problems, known)
    if result.site and not result.problems and known.format == "text":
        print(f"No problems in {len(result.site.entries)} entries.")
    return USAGE if result.config is None else code


def _serve(known: argparse.Namespace) -> int:
    from sitegen.serve import CannotServeError, serve

    def report(problems: list[Problem]) -> int:
        return _report(problems, known)

    try:
        serve(lambda: _request(known), _out(known), known.port, report, lambda line: print(line, flush=True))
    except CannotServeError as reason:
        print(f"build.py: {reason}", file=sys.stderr)
        return USAGE
    return FINE


def _state(known: argparse.Namespace) -> int:
    from sitegen.translations.state import state_table

    table, problems = state_table(_request(known))
    print(table, end="")
    return FINE if table else _report(problems, known)


def _accept(known: argparse.Namespace) -> int:
    from sitegen.translations.stamping import accept

    accepted = accept(_request(known), known.entry, known.language)
    code = _report(list(accepted.problems), known)
    print("".join(f"{file}\n" for file in accepted.files) + f"{len(accepted.files)} files stamped")
    return code


def _todo(known: argparse.Namespace) -> int:
    from sitegen.translations.todo import todo

    site, code = _examined(known)
    if site is None:
        return code
    origin = known.origin or next(iter(site.config.chain(known.language)[1:]), "")
    for language in (known.language, origin):
        _of_site(site, language)
    tasks = todo(site, known.language, origin)
    print("".join(f"{task}\n" for task in tasks), end="")
    print(f"{len(tasks)} to do, {sum(task.words for task in tasks):,} words to read in {origin}")
    return FINE


def _diff(known: argparse.Namespace) -> int:
    from sitegen.translations.diff import changes, origin_is_older, worded
    from sitegen.translations.memory import memory_file, recall

    site, code = _examined(known)
    if site is None:
        return code
    _of_site(site, known.language)
    entry = next((e for e in site.entries.values() if str(e.reference) == known.entry), None)
    if entry is None:
        raise UsageError(f"there is no entry {known.entry}: write it as services/kem")
    texts = recall(known.config.parent, memory_file(site, entry))
    found = list(changes(site, entry, known.language, texts))
    print("\n".join(worded(change, sys.stdout.isatty()) for change in found), end="")
    if older := origin_is_older(site, entry, known.language):
        print(f"The text in {older} is itself older than its source: see translations diff {known.entry} {older}")
    if not found:
        print(f"Nothing has changed in what {known.entry} in {known.language} was made from.")
    return FINE


def _examined(known: argparse.Namespace) -> tuple[Site | None, int]:
    """The site without rendering; when there is none, the exit code, and the problems are printed."""
    from sitegen.pipeline import examine

    result = examine(_request(known))
    return (result.site, FINE) if result.site else (None, _report(result.problems, known) or USAGE)


def _of_site(site: Site, language: str) -> None:
    if language not in site.languages:
        raise UsageError(f"{language or 'nothing'} is not a language of this site: {', '.join(site.languages)}")


def _new(known: argparse.Namespace) -> int:
    from sitegen.edits import write
    from sitegen.pipeline import configure
    from sitegen.scaffold import CannotMakeError, new_entry, type_named

    config, problems = configure(_request(known))
    if config is None:
        return _report(problems, known) or USAGE
    root = known.config.parent
    try:
        files = new_entry(root, config, type_named(known.type, root, config), known.id)
    except CannotMakeError as reason:
        raise UsageError(str(reason)) from None
    for name, text in files.items():
        write(root / name, text.encode())
    print("".join(f"{name}\n" for name in files) + "Fill in what is empty; build.py check says what is missing.")
    return FINE


def _callsheet(known: argparse.Namespace) -> int:
    from dataclasses import replace

    from sitegen.outputs import callsheet
    from sitegen.pipeline import build

    result = build(replace(_request(known), outputs=(callsheet.OUTPUT,)))
    code = _report([p for p in result.problems if p.severity is Severity.ERROR], known)
    if code or result.config is None:
        return USAGE if result.config is None else code
    language = known.lang or result.config.source_language
    made = next((a for a in result.artifacts if a.path == callsheet.path(language)), None)
    if made is None:
        raise UsageError(f"--lang {language} is not a language of this site: {', '.join(result.config.codes)}")
    known.out.parent.mkdir(parents=True, exist_ok=True)
    known.out.write_bytes(made.data)
    print(f"{known.out}: open it in a browser and print it")
    return FINE


def _overdue(known: argparse.Namespace) -> int:
    from sitegen.overdue import due, listed

    site, code = _examined(known)
    if site is not None:
        print(listed(due(site, known.within), site.today), end="")
    return code


def _confirm(known: argparse.Namespace) -> int:
    from sitegen.confirm import Answer, confirm

    answer = Answer(known.entry, tuple(known.facts), known.on, known.how, known.by)
    done = confirm(_request(known), answer)
    code = _report(list(done.problems), known)
    if not code:
        print(f"{done.file}: {', '.join(fact.partition('=')[0] for fact in answer.facts)} confirmed on {done.on}")
    return code


def _reference(known: argparse.Namespace) -> int:
    from sitegen.reference import write_reference

    print(f"{write_reference(known.out)} pages in {known.out}")
    return FINE


def _report(problems: list[Problem], known: argparse.Namespace) -> int:
    """Prints the problems and gives the exit code that they mean."""
    from sitegen.printing import printed

    errors = sum(p.severity is Severity.ERROR for p in problems)
    with suppress(BrokenPipeError):
        root = known.config.parent
        sys.stderr.write(printed(problems, known.format, sys.stderr.isatty(), SHOWN, root))
    return CONTENT if errors or (known.strict and problems) else FINE
