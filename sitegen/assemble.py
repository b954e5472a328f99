"""What depends on rendered bytes: so far, what a page weighs before anything is tapped."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from sitegen.kept import Kept
from sitegen.model.config import Budgets
from sitegen.planned import Artifact, Weight
from sitegen.problems import Mark, Problem, error
from sitegen.wording import Said, say

NEAR = 0.95  #: of the budget


class Scales:
    """Weighs pages with the styles and scripts that they load, which are among ``files``."""

    def __init__(self, files: Iterable[Artifact], kept: Kept) -> None:
        self._kept = kept
        self._loaded = {file.path: self._weight(file) for file in files if file.path.endswith((".css", ".js"))}

    def weigh(self, page: Artifact) -> Weight:
        """What a page weighs."""
        return Weight(page.path, self._weight(page) + self._of(page, ".css"), self._of(page, ".js"))

    def overweight(self, page: Artifact, budgets: Budgets) -> Iterator[Problem]:
        """A problem when the first view of a page (HTML and styles) or its scripts are over the budget of the site.

        What is known of a page is its weight at the quickest level, which is never much less: only what is near the
        limit so is packed well.
        """
        styles, scripts = self._of(page, ".css"), self._of(page, ".js")
        near = page.finished.packed + styles > budgets.first_view * NEAR
        if near and (first := styles + self._weight(page)) > budgets.first_view:
            yield _too_heavy(page.path, say("first view"), first, budgets.first_view)
        if scripts > budgets.script:
            yield _too_heavy(page.path, say("scripts"), scripts, budgets.script)

    def _of(self, page: Artifact, ending: str) -> int:
        return sum(self._loaded.get(name, 0) for name in page.finished.loads if name.endswith(ending))

    def _weight(self, file: Artifact) -> int:
        return self._kept.get("weight", file.path, file.finished.digest, partial(_weight, file))


def weights(artifacts: Collection[Artifact], kept: Kept) -> Iterator[Weight]:
    """What each page weighs."""
    scales = Scales(artifacts, kept)
    return (scales.weigh(file) for file in artifacts if file.is_page)


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
