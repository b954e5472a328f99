"""What the pages weigh, by kind and language, beside the budget."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.planned import PlannedFile, Weight
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.report.place import Place, place

HEAVIEST = 10

#: A page as it was planned, and what it weighs.
Weighed = tuple[PlannedFile, Weight]


@record
class Lane:
    """The first views of the pages of a kind in a language, in bytes, lightest first."""

    language: SiteLanguage
    weights: tuple[int, ...]

    @property
    def median(self) -> int:
        """Half of the pages are no heavier."""
        return round(statistics.median(self.weights))


@record
class PageKind:
    """The pages that one template makes, such as ``service``: a lane for each language."""

    name: str
    lanes: tuple[Lane, ...]

    @property
    def most(self) -> int:
        """The weight of the heaviest."""
        return max(lane.weights[-1] for lane in self.lanes)


@record
class HeavyPage:
    """A heavy page of a kind. ``place`` is the entry that it shows, if it shows one."""

    path: str
    kind: str
    language: SiteLanguage
    first_view: int
    scripts: int
    place: Place | None


def by_page_kind(site: Site, weighed: Iterable[Weighed]) -> tuple[PageKind, ...]:
    """The pages of each language by the template that makes them; the kind with the heaviest page first."""
    lanes: dict[str, dict[str, list[int]]] = {}
    for file, weight in weighed:
        if not file.path.startswith(f"{file.language}/"):  # a page in all languages, such as that of a short address
            continue
        lanes.setdefault(_kind(file), {}).setdefault(file.language, []).append(weight.first_view)
    found = [
        PageKind(kind, tuple(Lane(site.languages[c], tuple(sorted(by[c]))) for c in site.languages if c in by))
        for kind, by in lanes.items()
    ]
    return tuple(sorted(found, key=lambda kind: (-kind.most, kind.name)))


def heaviest(site: Site, weighed: Sequence[Weighed], reader: str) -> tuple[HeavyPage, ...]:
    """The heaviest pages, heaviest first; and every other one that is over a budget of the site."""
    budgets = site.config.budgets
    order = sorted(weighed, key=lambda pair: (-pair[1].first_view, pair[1].path))
    over = [p for p in order[HEAVIEST:] if p[1].first_view > budgets.first_view or p[1].scripts > budgets.script]
    return tuple(
        HeavyPage(
            w.path, _kind(file), site.languages[file.language], w.first_view, w.scripts, _shown(site, file, reader)
        )
        for file, w in (*order[:HEAVIEST], *over)
    )


def _kind(file: PlannedFile) -> str:
    return PurePosixPath(file.template).stem


def _shown(site: Site, file: PlannedFile, reader: str) -> Place | None:
    """The entry that a page is made of, told by the name of its value: ``entry:fa:services:kem``."""
    kind, *rest = file.values.get("view", "").split(":")
    entry = site.entries.get(Reference(*rest[1:])) if kind == "entry" else None
    if entry is None:
        return None
    text = entry.texts.get(file.language)
    return place(site, entry, reader, text.file if text else "")
