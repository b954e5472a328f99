"""Makes the editors' report: builds the site to weigh its pages, then the page that tells all figures."""

from __future__ import annotations

from dataclasses import replace

from sitegen.assemble import weights
from sitegen.outputs import report
from sitegen.pipeline import Request, Result, build
from sitegen.plan import plan


def report_on(request: Request, language: str = "") -> Result:
    """The report in a language of the site (else its source language), as the only file.

    A page over its budget is no error here: the report shows it. With any other error there is no report.
    """
    site = build(replace(request, public=False))
    return report_of(site, request, language) if site.ok else site


def report_of(built: Result, request: Request, language: str = "") -> Result:
    """The same of a site that is built already."""
    assert built.site
    planned = {file.path: file for file in plan(built.site, request.outputs)[0]}
    weighed = tuple((planned[weight.path], weight) for weight in weights(built.artifacts, request.kept))
    output = report.output(language or built.site.source.code, weighed)
    return build(replace(request, outputs=(output,), public=False))
