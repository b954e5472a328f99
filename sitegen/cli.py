"""The command line: the only place that prints, and that decides how the program ends.

Exit: 0 fine, 1 the content has errors (nothing was published), 2 the command or the configuration is wrong,
3 a defect of ours.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from sitegen.commands import asking, building, translating, writing
from sitegen.commands.shared import FINE, USAGE, UsageError, keep
from sitegen.messages import languages, words_of
from sitegen.wording import os_reason, say

Parser = argparse.ArgumentParser

DEFECT = 3


def run() -> NoReturn:
    """The program: runs the command of the command line, and ends the process as soon as that is done.

    Nearly all that a run makes lives until its end. To search it for cycles, and to take it apart piece by piece, would
    take a good part of a build of which little has changed; the system takes all back at once. Whatever must be
    finished is: files are closed where they are written, workers have ended, and what was printed is flushed.
    """
    gc.disable()
    code = main()
    with suppress(BrokenPipeError):  # whoever read it has gone
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    os._exit(code)


def main(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    parser = _parser()
    known = parser.parse_args(arguments)
    known.words = words_of(known.lang)
    _look_for_no_plugins()
    try:
        code = int(known.run(known))
        keep(known)
        print(end="", flush=True)  # while what goes wrong can still be told
        return code
    except KeyboardInterrupt:
        return 130
    except UsageError as reason:
        print(f"build.py: {known.words(str(reason))}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader of our output went away; what was asked for is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as reason:  # what cannot be read is a problem of the content, and was told as one
        fault = say(
            "{file} cannot be written: {reason}", file=str(reason.filename or "stdout"), reason=os_reason(reason)
        )
        print(f"build.py: {known.words(fault)}", file=sys.stderr)
        return USAGE
    except Exception:  # noqa: BLE001 - whatever it is, the user is told that it is our defect
        import traceback

        traceback.print_exc()
        sorry = say("This is a defect of the program, not of the content. Please report it.")
        print(known.words(sorry), file=sys.stderr)
        return DEFECT


def _look_for_no_plugins() -> None:
    """Tells pydantic that it has no plugins, where it would look for some in all that is installed.

    It looks with a library that loads Python's parsers of e-mail and of zip files: a twentieth of all that is loaded.
    """
    loader = ModuleType("pydantic.plugin._loader")
    vars(loader)["get_plugins"] = tuple
    sys.modules.setdefault(loader.__name__, loader)


def _parser() -> argparse.ArgumentParser:
    site = argparse.ArgumentParser(add_help=False)
    site.add_argument(
        "--config", type=Path, default=Path("site_config.yaml"), help="the configuration; its folder is the site's root"
    )
    site.add_argument(
        "--now",
        type=_day,
        default=None,
        metavar="ISO-DATE",
        help="the day to build for (else SOURCE_DATE_EPOCH, else today)",
    )
    site.add_argument("--base-url", default=None, metavar="URL", help="the address of the published site")
    site.add_argument(
        "--jobs", type=_count, default=None, metavar="N", help="how many processes work (as many as processors)"
    )
    site.add_argument("--strict", action="store_true", help="warnings are errors")
    site.add_argument("--format", choices=("text", "json", "github"), default="text", help="how problems are printed")
    common = argparse.ArgumentParser(add_help=False, parents=[site])
    common.add_argument("--lang", choices=languages(), default="en", help="the language of messages (en)")
    out = argparse.ArgumentParser(add_help=False)
    out.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder to publish to (public or portable, beside the configuration)",
    )
    parser = argparse.ArgumentParser(
        prog="build.py", description="Builds a multilingual information site out of YAML and Markdown."
    )
    added = parser.add_subparsers(metavar="COMMAND")
    build = added.add_parser("build", parents=[common, out], help="build and publish (the default)")
    way = build.add_mutually_exclusive_group()
    way.add_argument(
        "--target", choices=("cloudflare", "github", "netlify"), help="the host: its limits are looked at (none)"
    )
    way.add_argument("--portable", action="store_true", help="a copy for a USB stick instead, and a zip per language")
    build.set_defaults(run=building.build)
    check = added.add_parser("check", parents=[common], help="say everything that is wrong, build nothing")
    check.set_defaults(run=building.check)
    serve = added.add_parser("serve", parents=[common], help="build, serve on this machine, reload on save")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=building.serve)
    _add_translations(added, common)
    _add_editing(added, common)
    _add_asking(added, common, site)
    _add_written(added, common)
    _add_hosting(added, common)
    parser.set_defaults(run=None)
    return _WithDefault(parser, "build")  # type: ignore[return-value]


def _add_editing(added: argparse._SubParsersAction[Parser], common: Parser) -> None:
    new = added.add_parser("new", parents=[common], help="lay out a new entry: facts with comments, and a text")
    new.add_argument("type", metavar="TYPE", help="service, place, helpline, term …, or the name of a vocabulary")
    new.add_argument("id", metavar="ID", help="a-z, 0-9 and single hyphens; stands in the address for ever")
    new.set_defaults(run=writing.new)
    move = added.add_parser("rename", parents=[common], help="rename an entry and all that points to it")
    move.add_argument("old", metavar="OLD", help="services/old-id")
    move.add_argument("new", metavar="NEW", help="services/new-id; the old address leads there")
    move.set_defaults(run=writing.rename)
    drop = added.add_parser("remove", parents=[common], help="take an entry out that nothing points to")
    drop.add_argument("old", metavar="ID", help="services/old-id")
    way = drop.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", default="", metavar="ID", help="where its address leads from now on")
    way.add_argument("--gone", action="store_true", help="its address says that it was taken out")
    drop.set_defaults(run=writing.remove)


def _add_asking(added: argparse._SubParsersAction[Parser], common: Parser, site: Parser) -> None:
    # Their --lang is the language of the sheet or report; messages come in it too, where the program speaks it.
    sheet = added.add_parser("callsheet", parents=[site], help="what is unconfirmed, by whom to ask: to print")
    sheet.add_argument("desks", nargs="*", metavar="ID", help="organisations/praksis …; all when left out")
    sheet.add_argument("--lang", default="", metavar="CODE", help="its language (the source language)")
    sheet.add_argument("--out", type=Path, default=Path("callsheet.html"), metavar="FILE")
    sheet.set_defaults(run=asking.callsheet)
    figures = added.add_parser(
        "report", parents=[site], help="the state of the content in figures and charts: one page"
    )
    figures.add_argument("--lang", default="", metavar="CODE", help="its language (the source language)")
    figures.add_argument("--out", type=Path, default=Path("report.html"), metavar="FILE")
    figures.set_defaults(run=asking.report)
    due = added.add_parser("overdue", parents=[common], help="which confirmations have lapsed, or will soon")
    due.add_argument("--within", type=int, default=30, metavar="DAYS", help="how many days ahead (30)")
    due.set_defaults(run=asking.overdue)
    told = added.add_parser("confirm", parents=[common], help="record what somebody confirmed by phone or a visit")
    told.add_argument("entry", metavar="ID", help="services/kem")
    told.add_argument("facts", nargs="+", metavar="FIELD", help="phones, phones.1; a new answer: childcare=yes")
    told.add_argument("--how", required=True, choices=("phone", "visit", "mail", "official-page"))
    told.add_argument("--on", type=_day, default=None, metavar="ISO-DATE", help="the day of the call (else today)")
    told.add_argument("--by", default="site team", metavar="ROLE", help="who asked: a role, not a name (site team)")
    told.set_defaults(run=asking.confirm)
    other = added.add_parser("links", parents=[common], help="ask the sites that the content links to if they answer")
    other.add_argument("--at-once", type=_count, default=8, metavar="N", help="how many sites at once (8)")
    other.add_argument(
        "--minutes", type=_count, default=30, metavar="N", help="for how long; the next run goes on (30)"
    )
    other.set_defaults(run=asking.links)


def _add_written(added: argparse._SubParsersAction[Parser], common: Parser) -> None:
    reference = added.add_parser(
        "reference",
        parents=[common],
        help="write the reference of the content types and the manual of the checks into docs/",
    )
    reference.add_argument("--out", type=Path, default=Path("docs"), metavar="DIR")
    reference.set_defaults(run=writing.reference)
    schema = added.add_parser(
        "schema", parents=[common], help="write the JSON Schemas of the YAML files into docs/schema/"
    )
    schema.add_argument("--out", type=Path, default=Path("docs/schema"), metavar="DIR")
    schema.set_defaults(run=writing.schema)


def _add_hosting(added: argparse._SubParsersAction[Parser], common: Parser) -> None:
    listed = added.add_parser("addresses", parents=[common], help="write the list of addresses that must stay")
    listed.set_defaults(run=building.addresses)
    said = added.add_parser("headers", parents=[common], help="the headers of this site, as a server reads them")
    said.add_argument("server", choices=("caddy", "cloudflare", "netlify", "nginx"))
    said.set_defaults(run=building.headers)
    led = added.add_parser("redirects", parents=[common], help="where renamed pages lead, as a server reads it")
    led.add_argument("server", choices=("caddy", "cloudflare", "netlify", "nginx"))
    led.set_defaults(run=building.redirects)


def _add_translations(added: argparse._SubParsersAction[Parser], common: Parser) -> None:
    tools = added.add_parser("translations", help="the state of the translations, and the translator's tools")
    actions = tools.add_subparsers(metavar="ACTION", required=True)
    state = actions.add_parser("state", parents=[common], help="how far each language is (the default)")
    state.add_argument("entry", nargs="?", default="", metavar="ID", help="services/kem, services: part by part")
    state.add_argument("language", nargs="?", default="", metavar="LANG", help="fa; all languages when left out")
    state.set_defaults(run=translating.state)
    todo = actions.add_parser("todo", parents=[common], help="what to translate or mend, most urgent first")
    todo.add_argument("language", metavar="LANG")
    todo.add_argument("--from", dest="origin", default="", metavar="LANG", help="the language to translate from")
    todo.set_defaults(run=translating.todo)
    diff = actions.add_parser("diff", parents=[common], help="what changed since a translation was accepted")
    diff.add_argument("entry", metavar="ID", help="services/kem")
    diff.add_argument("language", metavar="LANG")
    diff.set_defaults(run=translating.diff)
    new = actions.add_parser("new", parents=[common], help="lay out a text to be translated, with the same headings")
    new.add_argument("entry", metavar="ID", help="services/kem")
    new.add_argument("language", metavar="LANG")
    new.add_argument("--from", dest="origin", default="", metavar="LANG", help="the language to translate from")
    new.set_defaults(run=translating.new_translation)
    accept = actions.add_parser("accept", parents=[common], help="mark as made from the present source")
    accept.add_argument("entry", nargs="?", default="", metavar="ID", help="services/kem, services; all when left out")
    accept.add_argument("language", nargs="?", default="", metavar="LANG", help="fa; all languages when left out")
    accept.set_defaults(run=translating.accept)
    _add_worksheets(actions, common)


def _add_worksheets(actions: argparse._SubParsersAction[Parser], common: Parser) -> None:
    out = actions.add_parser("export", parents=[common], help="a worksheet for a translator: .xlsx, or XLIFF as .xlf")
    out.add_argument("language", metavar="LANG")
    out.add_argument("ids", nargs="*", metavar="ID", help="services/kem, services; else what is most urgent")
    out.add_argument("--from", dest="origin", default="", metavar="LANG", help="the language to translate from")
    out.add_argument("--to", type=Path, required=True, metavar="FILE", help="fa.xlsx or fa.xlf")
    much = out.add_mutually_exclusive_group()
    much.add_argument("--words", dest="least", type=int, metavar="N", help="about as many words of the source")
    much.add_argument("--all", action="store_true", help="everything, also what is translated")
    out.set_defaults(run=translating.export)
    back = actions.add_parser("import", parents=[common], help="write a worksheet that came back into the content")
    back.add_argument("file", type=Path, metavar="FILE")
    back.set_defaults(run=translating.import_)


class _WithDefault:
    """Parses with a command that may be left out: ``build``, and ``state`` of the translations."""

    def __init__(self, parser: argparse.ArgumentParser, default: str) -> None:
        self.parser = parser
        self.default = default

    def parse_args(self, arguments: list[str] | None) -> argparse.Namespace:
        given = list(sys.argv[1:] if arguments is None else arguments)
        if _left_out(given):
            given.insert(0, self.default)
        if given[0] == "translations" and _left_out(given[1:]):
            given.insert(1, "state")
        return self.parser.parse_args(given)


def _left_out(given: list[str]) -> bool:
    return not given or (given[0].startswith("-") and given[0] not in ("-h", "--help"))


def _count(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) < 1_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 to 999")


def _day(text: str) -> date:
    """A date as content writes it (``model.values``), told without the model: a build without a change knows none."""
    try:
        if re.fullmatch("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:  # the 30th of February
        pass
    raise argparse.ArgumentTypeError(f"{text} is not a date such as 2026-11-22")
