"""Lists every file of the site before any is made. Two files on one path is a problem here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.kept import digest
from sitegen.outputs import (
    assets,
    calendars,
    feeds,
    geojson,
    hosting,
    needs,
    offline,
    pages,
    redirects,
    search,
    sharing,
    sitemap,
    study,
)
from sitegen.planned import Output, Plan, PlannedFile
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.site import Site
from sitegen.wording import say

#: The outputs, in the order that they are made in. A new one is a module and a line here.
OUTPUTS: tuple[Output, ...] = (
    pages.OUTPUT, needs.OUTPUT, study.OUTPUT, search.OUTPUT, redirects.OUTPUT, calendars.OUTPUT, feeds.OUTPUT,
    geojson.OUTPUT, sharing.OUTPUT, assets.OUTPUT, offline.OUTPUT, sitemap.OUTPUT, hosting.OUTPUT,
)  # fmt: skip


def plan(site: Site, outputs: Iterable[Output] = OUTPUTS) -> Plan:
    """Every file, and a problem for each path that two files want."""
    files: dict[str, tuple[str, PlannedFile]] = {}
    problems: list[Problem] = []
    for output in outputs:
        for file in output.plan(site):
            key = file.path.lower()
            if key in files:
                message = say(
                    "two files want to stand at {path}: one of {first}, one of {second}",
                    path=file.path,
                    first=files[key][0],
                    second=output.name,
                )
                problems.append(error(Mark(file.path), "plan-collision", message, say("rename one of the entries")))
            else:
                files[key] = (output.name, file)
    ordered = sorted((file for _, file in files.values()), key=_beside)
    return Plan(ordered, problems, digest(part for file in ordered for part in _parts(file)))


def _parts(file: PlannedFile) -> Iterator[str | bytes]:
    yield from (file.path, file.template, file.language, repr(sorted(file.values.items())))
    yield b"" if file.data is None else b"+" + file.data


def _beside(file: PlannedFile) -> tuple[str, str, str]:
    """The place of a file: beside others of the same folder in all languages, since they are made of the same entry;
    there beside those of its language, since these are often made of one value.
    """
    folder, _, name = file.path.rpartition("/")
    if file.language:
        folder = folder.removeprefix(file.language)
    return folder, file.language, name
