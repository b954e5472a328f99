"""The steps of the workflows for pull requests (.github/workflows/pull-request*.yml).

python tools/pull_request.py accept BASE HEAD --event EVENT.json
    accepts the translations that the label or the description names, in HEAD
python tools/pull_request.py compare BASE HEAD --event EVENT.json --to CHANGES.json
    what changes for readers and translators, as data
python tools/pull_request.py screenshots CHANGES.json SITE --to FOLDER
    pictures of the changed pages of a built site
python tools/pull_request.py comment CHANGES.json --to COMMENT.md [--run ADDRESS]
    the same as a comment
python tools/pull_request.py post COMMENT.md CHANGES.json --event EVENT.json
    puts it below the pull request (GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN)

BASE and HEAD are two copies of the repository, each with public/ and problems.json if it was built. Exit: 0 done,
1 the content has errors or what was asked for cannot be done, 2 the command is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sitegen.pipeline import Request
from sitegen.printing import printed
from sitegen.translations.stamping import accept
from tools.review import changes as data
from tools.review.accepting import asked, is_fork, pairs, touched, unknown
from tools.review.comment import comment
from tools.review.compare import compare, site_of
from tools.review.github import GitHub, RefusedError, post

FINE, FAILED = 0, 1


def run_accept(known: argparse.Namespace) -> int:
    """Accepts what is asked for. What is printed holds nothing of the description but names that exist."""
    event = _event(known.event)
    wanted = asked(event)
    for line in wanted.unclear:
        print(f"not understood: {line[:100]!a}; write accept: services/kem fa")
    if not wanted:
        print("nothing is to be accepted")
        return FINE
    if is_fork(event):
        print("the branch is in a fork: nothing is written there")
        return FINE
    before, after = site_of(known.base), site_of(known.head)
    if before is None or after is None:
        print("the site cannot be read: see build.py check", file=sys.stderr)
        return FAILED
    if missing := [*unknown(after, wanted)]:
        print(f"not there, so nothing was accepted: {', '.join(map(ascii, missing))}", file=sys.stderr)
        return FAILED
    chosen = frozenset(pairs(before, after, wanted))
    accepted = accept(Request(known.head / "site_config.yaml"), only=chosen)
    sys.stderr.write(printed(accepted.problems, "text", root=known.head))
    if accepted.problems:
        return FAILED
    for reference, language in sorted(chosen):
        print(f"accepted: {reference} {language}")
    for reference, language in touched(before, after).older if wanted.touched else ():
        if (reference, language) not in chosen:
            print(f"left: {reference} {language} was outdated before in other parts; accept it by name")
    print(f"{len(accepted.files)} files changed")
    return FINE


def run_compare(known: argparse.Namespace) -> int:
    """Writes what changes as data."""
    found = compare(known.base, known.head, _event(known.event))
    _write(known.to, found.model_dump_json(indent=1))
    print(f"{len(found.pages)} pages, {len(found.facts)} facts, {len(found.outdated)} translations in {known.to}")
    return FINE


def run_screenshots(known: argparse.Namespace) -> int:
    """Takes pictures. (The browser's library is only there where it is needed.)"""
    from tools.review.screenshots import browser, screenshots  # noqa: PLC0415

    files = screenshots(_changes(known.changes).pages, known.site, known.to, browser())
    print(f"{len(files)} pictures in {known.to}")
    return FINE


def run_comment(known: argparse.Namespace) -> int:
    """Writes the comment."""
    _write(known.to, comment(_changes(known.changes), known.run))
    return FINE


def run_post(known: argparse.Namespace) -> int:
    """Puts the comment below the pull request."""
    number = _changes(known.changes).number
    github = GitHub(*(os.environ[name] for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")))
    done = post(github, number, known.comment.read_text(encoding="utf-8"), _event(known.event))
    print(f"{done} comment below pull request {number}")
    return FINE


def _event(file: Path) -> Mapping[str, object]:
    return json.loads(file.read_bytes())


def _changes(file: Path) -> data.Changes:
    try:
        return data.read(file.read_bytes())
    except ValueError as reason:
        raise RefusedError(str(reason)) from None


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(metavar="STEP", required=True)
    for name, run, files, options in (
        ("accept", run_accept, ("base", "head"), ("--event",)),
        ("compare", run_compare, ("base", "head"), ("--event", "--to")),
        ("screenshots", run_screenshots, ("changes", "site"), ("--to",)),
        ("comment", run_comment, ("changes",), ("--to",)),
        ("post", run_post, ("comment", "changes"), ("--event",)),
    ):
        step = steps.add_parser(name)
        for file in files:
            step.add_argument(file, type=Path)
        for option in options:
            step.add_argument(option, type=Path, required=True)
        step.set_defaults(run_step=run)
        if name == "comment":
            step.add_argument("--run", default="", metavar="ADDRESS")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs a step."""
    known = _parser().parse_args(arguments)
    try:
        return int(known.run_step(known))
    except RefusedError as reason:
        print(f"refused: {str(reason)[:500]!a}", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
