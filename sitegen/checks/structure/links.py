"""Where the links of a section lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from sitegen.model.entry import Section
from sitegen.problems import Mark, Problem, warning
from sitegen.wording import say

_LINK = re.compile(r"\]\(\s*([^)\s]+)|<((?:https?|mailto|tel):[^>\s]+)>")


def links_compared(here: Section, there: Section, file: str, origin: str) -> Iterator[Problem]:
    """A warning for each link that leads elsewhere than there, and for each that is missing."""
    targets = _targets(here.markdown), _targets(there.markdown)
    if targets[0] == targets[1]:
        return
    own, its = map(Counter, targets)
    missing = list((its - own).elements())
    for match in _LINK.finditer(here.markdown):
        target = _target(match.groups())
        if target in own - its and missing:
            own[target] -= 1
            message = say("this link leads elsewhere than in {origin}", origin=origin)
            hint = say("there it leads to {target}", target=missing.pop(0))
            at = here.at(file, match.start(1 if match[1] else 2))
            yield warning(at, "structure-links", message, hint)
    for target in missing:
        message = say("the link to {target} stands in {origin} and not here", target=target, origin=origin)
        yield warning(Mark(file, here.line), "structure-links", message, say("link the same words"))


@lru_cache(maxsize=64)
def _targets(markdown: str) -> tuple[str, ...]:
    """Where the links of a text lead; kept for a while, because each translation is compared with the same text."""
    return tuple(map(_target, _LINK.findall(markdown))) if "](" in markdown or "<" in markdown else ()


def _target(found: tuple[str | None, ...]) -> str:
    """Where a link leads: an entry, a number, or another site, whichever page there."""
    address = found[0] or found[1] or ""
    return urlsplit(address).netloc if address.startswith(("http://", "https://")) else address
