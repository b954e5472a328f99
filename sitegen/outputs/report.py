"""The editors' report in one language. It is no part of the published site: ``build.py report`` makes it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.kept import digest
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.report.heavy import Weighed
from sitegen.views.report.links import Links
from sitegen.views.report.report import Report, report
from sitegen.views.values import name

PATH = "report.html"


def output(language: str, weighed: tuple[Weighed, ...], links: Links) -> Output:
    """The report for whoever reads ``language``, on a site whose pages weigh what ``weighed`` says.

    ``links`` is what is known of those to other sites.

    The name of the value and of the output stands for both: a report of other weights is another one.
    """
    value = name("report", language, digest(map(repr, (*weighed, links))))

    def made(site: Site, language: str, _measured: str) -> Report:
        return report(site, language, weighed, links)

    def plan(site: Site) -> Iterator[PlannedFile]:
        yield PlannedFile(PATH, "tools/report.html", language, {"report": value})

    return Output(value, plan, {"report": made})
