"""Whether the author of a pull request says that translations are right, and which: by a label or a line.

The description comes from anybody. It is read as lines of one strict form, and only names that exist are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.base import Reference
from sitegen.model.entry import Entry, Layout
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, cells, units
from sitegen.translations.state import targets

LABEL = "translations-accepted"
MOST_LINES = 50
_LINE = re.compile(
    r"accept:[ \t]*(all|[a-z0-9-]{1,64}/[a-z0-9-]{1,64})(?:[ \t]+([a-z]{2,8}(?:-[a-z0-9]{1,8})*))?", re.IGNORECASE
)
_BEGINS = re.compile(r"accept\s*:", re.IGNORECASE)
#: What is not said by the author: examples in comments of a template, quotations of code.
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """What is to be accepted: all that the request touches (in one language or all), entries by name.

    ``unclear`` are lines that begin like one of ours and are not.
    """

    touched: bool = False
    language: str = ""
    named: tuple[tuple[str, str], ...] = ()
    unclear: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.touched or bool(self.named)


@dataclass(frozen=True)
class Touched:
    """Entries and languages that a request makes outdated or translates; and those that also wait for something
    older, which nobody has looked at now.
    """

    accepted: tuple[tuple[Reference, str], ...]
    older: tuple[tuple[Reference, str], ...]


def asked(event: Mapping[str, object]) -> Asked:
    """What the label and the description of the event ``pull_request`` ask for."""
    request = event["pull_request"]
    labels = {label["name"] for label in request.get("labels", ())}  # type: ignore[attr-defined]
    body = _ASIDE.sub("", str(request.get("body") or "").replace("\r\n", "\n"))  # type: ignore[attr-defined]
    lines = [line.strip() for line in body.split("\n") if _BEGINS.match(line.strip())][:MOST_LINES]
    found = [(line, _LINE.fullmatch(line)) for line in lines]
    wanted = [(m[1].lower(), (m[2] or "").lower()) for _, m in found if m]
    everything = [language for name, language in wanted if name == "all"]
    whole = LABEL in labels or "" in everything or len(set(everything)) > 1
    return Asked(
        touched=whole or bool(everything),
        language="" if whole else next(iter(everything), ""),
        named=tuple((name, language) for name, language in wanted if name != "all"),
        unclear=tuple(line for line, match in found if not match),
    )


def is_fork(event: Mapping[str, object]) -> bool:
    """Whether the branch is in another repository, where nothing of ours may write."""
    request = event["pull_request"]
    head, base = (request[side]["repo"] for side in ("head", "base"))  # type: ignore[index]
    return head is None or head["full_name"] != base["full_name"]


def pairs(before: Site, after: Site, wanted: Asked) -> Iterator[tuple[Reference, str]]:
    """The entries and languages to accept. Names that are not there are left out: see :func:`unknown`."""
    for name, language in wanted.named:
        for reference in after.entries:
            if str(reference) == name:
                yield from ((reference, code) for code in targets(after) if language in ("", code.lower()))
    if wanted.touched:
        found = touched(before, after).accepted
        yield from (pair for pair in found if wanted.language in ("", pair[1].lower()))


def unknown(after: Site, wanted: Asked) -> Iterator[str]:
    """The names that were asked for and are no entry, or no language that is translated into."""
    entries, codes = {str(r) for r in after.entries}, {"", *(code.lower() for code in targets(after))}
    for name, language in (*wanted.named, ("", wanted.language)):
        if (name and name not in entries) or language not in codes:
            yield f"{name} {language}".strip()


def touched(before: Site, after: Site) -> Touched:
    """What a request touches: parts that it makes outdated, and parts whose translation it writes."""
    accepted, older = [], []
    for (reference, language), state in after.states.items():
        waiting = state.named(State.OUTDATED, State.UNSTAMPED)
        own = _of_request(before, after, reference, language, waiting)
        if own:
            (accepted if len(own) == len(waiting) else older).append((reference, language))
    return Touched(tuple(accepted), tuple(older))


def _of_request(before: Site, after: Site, reference: Reference, language: str, waiting: tuple[str, ...]) -> list[str]:
    """Those of the waiting parts that waited for nothing before, or whose translation is another now."""
    if reference not in before.entries:
        return list(waiting)
    old = before.states[reference, language].parts if (reference, language) in before.states else {}
    was, now = (_parts(site.entries[reference], language) for site in (before, after))
    return [n for n in waiting if old.get(n, State.CURRENT) is State.CURRENT or was.get(n) != now.get(n)]


def _parts(entry: Entry, language: str) -> dict[str, str]:
    start = "" if entry.type.layout is Layout.ROWS else "facts:"
    return units(entry, language) | {f"{start}{name}": text for name, text in cells(entry, language).items()}
