"""What depends on rendered bytes: so far, what a page weighs before anything is tapped."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from sitegen.kept import Kept, digest
from sitegen.model.config import Budgets
from sitegen.planned import Artifact, Weight
from sitegen.problems import Mark, Problem, error
from sitegen.wording import Said, say

NEAR = 0.95  #: of the budget
_LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="(?:\.\./)*([^"?]+)')


def overweight(artifacts: Iterable[Artifact], budgets: Budgets, kept: Kept) -> Iterator[Problem]:
    """A problem for each page whose first view (HTML and styles) or scripts are over the budget of the site.

    Weights are bytes of ``gzip -9``. Pages are held packed at the quickest level, which is never much smaller: only
    what is near the limit so is packed well.
    """
    for page in _pages(artifacts, kept):
        near = len(page.file.held) + page.styles > budgets.first_view * NEAR
        if near and (first := _first_view(page, kept)) > budgets.first_view:
            yield _too_heavy(page.file.path, say("first view"), first, budgets.first_view)
        if page.scripts > budgets.script:
            yield _too_heavy(page.file.path, say("scripts"), page.scripts, budgets.script)


def weights(artifacts: Iterable[Artifact], kept: Kept) -> Iterator[Weight]:
    """What each page weighs."""
    for page in _pages(artifacts, kept):
        yield Weight(page.file.path, _first_view(page, kept), page.scripts)


class _Page(NamedTuple):
    """A page, the digest of its bytes, and the weights of the styles and scripts that it loads."""

    file: Artifact
    digest: str
    styles: int
    scripts: int


def _pages(artifacts: Iterable[Artifact], kept: Kept) -> Iterator[_Page]:
    pages: list[Artifact] = []
    packed: dict[str, int] = {}
    for artifact in artifacts:
        if artifact.is_page:
            pages.append(artifact)
        elif artifact.path.endswith((".css", ".js")):
            packed[artifact.path] = _weight(artifact)
    for page in pages:
        digest_of = digest((page.held,))
        loaded = [name for name in kept.get("loaded", page.path, digest_of, partial(_loaded, page)) if name in packed]
        styles = sum(packed[name] for name in loaded if name.endswith(".css"))
        yield _Page(page, digest_of, styles, sum(packed[name] for name in loaded if name.endswith(".js")))


def _first_view(page: _Page, kept: Kept) -> int:
    return page.styles + kept.get("weight", page.file.path, page.digest, partial(_weight, page.file))


def _loaded(page: Artifact) -> tuple[str, ...]:
    """The files that a page loads at once."""
    return tuple(_LOADED.findall(page.data.decode()))


def _weight(file: Artifact) -> int:
    return len(gzip.compress(file.data, 9, mtime=0))


def _too_heavy(path: str, part: Said, weight: int, budget: int) -> Problem:
    message = say(
        "the {part} of {path} weigh {weight:,} bytes compressed, the budget is {budget:,}",
        part=part,
        path=path,
        weight=weight,
        budget=budget,
    )
    return error(Mark(path), "page-weight", message, say("split the entry, or raise budgets in site_config.yaml"))
