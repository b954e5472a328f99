"""What all commands have in common: what they ask for, how they tell it, how they end."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TextIO

from sitegen.problems import Problem, Severity
from sitegen.wording import Said, say

if TYPE_CHECKING:
    from sitegen.disk import Files
    from sitegen.kept import Kept
    from sitegen.model.config import SiteConfig
    from sitegen.model.entry import Entry
    from sitegen.pipeline import Request
    from sitegen.resolve.site import Site

FINE, CONTENT, USAGE = 0, 1, 2
SHOWN = 100


class UsageError(Exception):
    """What was asked for cannot be done as it was asked."""


def request(known: argparse.Namespace) -> Request:
    """What is asked of the engine: the configuration, the day, the address of the site."""
    from sitegen.pipeline import Request

    day = known.now or source_date()
    return Request(known.config, day, known.base_url, kept=kept(known), disk=disk(known), jobs=jobs(known))


def jobs(known: argparse.Namespace) -> int:
    """How many processes work."""
    from sitegen.workers import processors

    return known.jobs or processors()


def kept(known: argparse.Namespace) -> Kept:
    """What earlier runs worked out, in a folder that git passes over; once a run."""
    from sitegen.kept import Kept

    known.kept = getattr(known, "kept", None) or Kept(known.config.parent / ".cache" / "sitegen" / "kept.sqlite")
    return known.kept  # type: ignore[no-any-return]


def keep_words(known: argparse.Namespace) -> None:
    """Lets this run say its sentences out of a catalogue that is kept, in the language that was asked for."""
    from sitegen.kept import digest
    from sitegen.messages import compile_catalogue, words_of

    def compiled(language: str, source: bytes) -> bytes:
        return kept(known).get("words", language, digest((source,)), lambda: compile_catalogue(language, source))

    known.words = words_of(known.lang, compiled)


def disk(known: argparse.Namespace) -> Files:
    """What reads files, none of them twice while it is the same; one for the whole run."""
    from sitegen.disk import Files

    known.disk = getattr(known, "disk", None) or Files()
    return known.disk  # type: ignore[no-any-return]


def keep(known: argparse.Namespace) -> None:
    """Keeps for the next run what this one worked out."""
    if results := getattr(known, "kept", None):
        results.save()


def source_date() -> date | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) as a day in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError):
        fault = say("SOURCE_DATE_EPOCH={value} is not a number of seconds since 1970", value=epoch)
        raise UsageError(fault) from None


def examined(known: argparse.Namespace) -> tuple[Site | None, int]:
    """The site without rendering; when there is none, the exit code, and the problems are printed."""
    from sitegen.pipeline import examine

    result = examine(request(known))
    return (result.site, FINE) if result.site else (None, tell_problems(result.problems, known) or USAGE)


def entry_named(site: Site, name: str) -> Entry:
    """The entry that is written ``services/kem``; else a UsageError."""
    found = next((e for e in site.entries.values() if str(e.reference) == name), None)
    if found is None:
        raise UsageError(say("there is no entry {entry}: write it as services/kem", entry=name))
    return found


def of_site(site: Site, language: str) -> None:
    """Refuses a language that the site does not have."""
    if language not in site.languages:
        fault = say(
            "{language} is not a language of this site: {languages}",
            language=language or say("nothing"),
            languages=", ".join(site.languages),
        )
        raise UsageError(fault)


def no_language(language: str, config: SiteConfig) -> Said:
    """That --lang names no language of the site."""
    codes = ", ".join(config.codes)
    return say("--lang {language} is not a language of this site: {languages}", language=language, languages=codes)


def tell_problems(problems: list[Problem], known: argparse.Namespace) -> int:
    """Prints the problems and gives the exit code that they mean."""
    from sitegen.printing import printed

    errors = sum(p.severity is Severity.ERROR for p in problems)
    with suppress(BrokenPipeError):
        root = known.config.parent
        sys.stderr.write(printed(problems, known.format, coloured(sys.stderr), SHOWN, root, known.words))
    return CONTENT if errors or (known.strict and problems) else FINE


def tell(known: argparse.Namespace, *lines: str) -> None:
    """Prints lines in the language that was asked for."""
    for line in lines:
        print(known.words(line), flush=True)


def coloured(stream: TextIO) -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")
