"""What a pull request changes: the content before and after, and the sites that were built of both."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path as File

from sitegen.model.entry import Entry
from sitegen.model.nodes import Plain, plain
from sitegen.pipeline import Request, examine
from sitegen.reading.yaml_edit import flow
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State
from sitegen.translations.memory import stamps_of
from sitegen.translations.todo import words_in
from tools.review.accepting import asked, is_fork, pairs
from tools.review.changes import Changes, Fact, NewProblem, Outdated, cut
from tools.review.pages import changed_pages

MOST = 2_000  #: of each kind
TO_DO = (State.OUTDATED, State.MISSING)


def compare(base: File, head: File, event: Mapping[str, object]) -> Changes:
    """What changes from ``base`` to ``head``: two copies of the repository, each with ``public/`` if it was built
    and with ``problems.json``, what ``build.py build --format json`` said.
    """
    before, after = site_of(base), site_of(head)
    languages = list((after or before).languages) if after or before else []  # type: ignore[union-attr]
    comparable, built = ((root / "public/index.html").is_file() for root in (base, head))
    pages, frame = changed_pages(base / "public", head / "public", languages) if built and comparable else ([], 0)
    both = before is not None and after is not None
    return Changes(
        number=event["pull_request"]["number"],  # type: ignore[index]
        built=built,
        comparable=comparable,
        pages=tuple(pages[:MOST]),
        frame=frame,
        facts=tuple(changed_facts(before, after))[:MOST] if both else (),
        outdated=tuple(outdated(before, after))[:MOST] if both else (),
        problems=tuple(new_problems(base / "problems.json", head / "problems.json"))[:MOST],
        commands=tuple(_commands(before, after, event))[:50] if both and is_fork(event) else (),
    )


def site_of(root: File) -> Site | None:
    """The site of a copy of the repository, as far as it can be read."""
    return examine(Request(root / "site_config.yaml", date.today())).site  # noqa: DTZ011 -- no state hangs on the day


def _commands(before: Site, after: Site, event: Mapping[str, object]) -> Iterator[str]:
    """What the owner of a fork must run, because nothing of ours may write there."""
    yield from dict.fromkeys(f"{reference} {language}" for reference, language in pairs(before, after, asked(event)))


# --- facts -------------------------------------------------------------------------------------------------


def changed_facts(before: Site, after: Site) -> Iterator[Fact]:
    """Every fact with another value. Words in several languages are no facts: they show in the pages."""
    for reference in sorted(before.entries.keys() | after.entries.keys()):
        old, new = before.entries.get(reference), after.entries.get(reference)
        if old is None or new is None:
            gone = str(reference) if new is None else ""
            yield Fact(entry=str(reference), field="", before=gone, after=str(reference) if new else "")
            continue
        for path, was, now in _differences(_facts(old), _facts(new), ()):
            yield Fact(entry=str(reference), field=cut(".".join(path)), before=cut(was), after=cut(now))


def _facts(entry: Entry) -> Plain:
    cells = {tuple(map(str, path)) for path, _ in entry.cells}

    def without(value: Plain, path: tuple[str, ...]) -> Plain:
        if isinstance(value, dict):
            kept = {k: v for k, v in value.items() if (*path, k) not in cells and (*path, k) != ("translated_from",)}
            return {k: without(v, (*path, k)) for k, v in kept.items()}
        if isinstance(value, list):
            return [without(v, (*path, str(n))) for n, v in enumerate(value)]
        return value

    return without(plain(entry.node), ())


def _differences(old: Plain, new: Plain, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(key, ""), new.get(key, ""), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(old, new, path)
    else:
        yield path, flow(old) if old else "", flow(new) if new else ""


def _items(old: list[Plain], new: list[Plain], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The items of a list that differ: one that was put before the others has not changed them."""
    matcher = difflib.SequenceMatcher(a=[flow(i) for i in old], b=[flow(i) for i in new], autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal":
            continue
        if j - i == n - m:
            for number, (was, now) in enumerate(zip(old[i:j], new[m:n], strict=True), start=i):
                yield from _differences(was, now, (*path, str(number)))
        else:
            yield path, ", ".join(map(flow, old[i:j])), ", ".join(map(flow, new[m:n]))


# --- translations and problems -----------------------------------------------------------------------------


def outdated(before: Site, after: Site) -> Iterator[Outdated]:
    """What is to be translated because of the changes, and was not to be before."""
    for (reference, language), state in after.states.items():
        old = before.states.get((reference, language))
        done = set(old.named(State.CURRENT, State.UNSTAMPED)) if old else set()
        parts = tuple(n for n in state.named(*TO_DO) if n in done or old is None or n not in old.parts)
        if parts:
            entry = after.entries[reference]
            origin = _origin(after, entry, language)
            count = words_in(after, entry, parts, origin)
            yield Outdated(
                language=language, entry=str(reference), parts=tuple(map(cut, parts[:500])), words=count, origin=origin
            )


def _origin(site: Site, entry: Entry, language: str) -> str:
    stamps = stamps_of(entry, language)
    made = stamps.text or stamps.cells
    there = entry.texts or dict.fromkeys(site.languages)
    return made.language if made else next(code for code in site.config.chain(language)[1:] if code in there)


def new_problems(base: File, head: File) -> Iterator[NewProblem]:
    """What is wrong now and was not before, wherever it stands by now."""
    known = {(p["file"], p["code"], p["message"]) for p in _problems(base)}
    for problem in _problems(head):
        if (problem["file"], problem["code"], problem["message"]) not in known:
            yield NewProblem(
                file=cut(problem["file"]),
                line=problem["line"],
                severity=problem["severity"],
                code=problem["code"],
                message=cut(problem["message"]),
            )


def _problems(file: File) -> list[dict[str, object]]:
    """The problems that a build printed; none when it printed something else, as one that broke down does."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return []
