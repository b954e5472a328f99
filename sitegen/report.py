"""Makes the editors' report: builds the site to weigh its pages, then the page that tells all figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from sitegen.assemble import weights
from sitegen.links.answer import Answer
from sitegen.links.found import outside
from sitegen.outputs import report
from sitegen.pipeline import Request, Result, build
from sitegen.plan import plan
from sitegen.views.report.links import links

_NONE: Mapping[str, Answer] = MappingProxyType({})


def report_on(request: Request, language: str = "", answers: Mapping[str, Answer] = _NONE) -> Result:
    """The report in a language of the site (else its source language), as the only file. ``answers`` are what is known
    of addresses of other sites: none is asked here.

    A page over its budget is no error here: the report shows it. With any other error there is no report.
    """
    site = build(replace(request, public=False))
    return report_of(site, request, language, answers) if site.ok else site


def report_of(built: Result, request: Request, language: str = "", answers: Mapping[str, Answer] = _NONE) -> Result:
    """The same of a site that is built already."""
    assert built.site
    path = request.config_path
    found = outside(built.site, path.name, path.read_text(encoding="utf-8-sig"))
    planned = {file.path: file for file in plan(built.site, request.outputs)[0]}
    weighed = tuple((planned[weight.path], weight) for weight in weights(built.artifacts, request.kept))
    output = report.output(language or built.site.source.code, weighed, links(built.site, found, answers))
    return build(replace(request, outputs=(output,), public=False))
