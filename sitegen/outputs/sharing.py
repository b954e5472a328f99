"""What is passed on: short addresses and plain text of services, and the QR codes of pages, for paper."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import code_path, entry_path, short_path, twin_path
from sitegen.model.types.redirect import RedirectFacts
from sitegen.model.types.service import SERVICES
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.sharing import has_short, is_shared
from sitegen.views.values import MadeBy, name


def plan(site: Site) -> Iterator[PlannedFile]:
    """The files of every entry that may be seen by others, and the short addresses of services that were."""
    for service in site.of(SERVICES.collection):
        if has_short(site, service):
            yield _short(site, service.id)
            for language in site.languages:
                view = name("entry", language, SERVICES.collection, service.id)
                values = {"view": view, "chrome": name("chrome", language)}
                path = twin_path(language, SERVICES, service.id)
                yield PlannedFile(path, "pages/service.txt", language, values)
    for row in site.of("redirects"):
        assert isinstance(row.facts, RedirectFacts)
        if row.facts.old.collection == SERVICES.collection:
            yield _short(site, row.facts.old.id)
    if site.config.base_url:
        yield from (_code(site, path) for path in _coded(site))


def _short(site: Site, identifier: str) -> PlannedFile:
    values = {"view": name("short", identifier)}
    return PlannedFile(short_path(identifier), "pages/short.html", site.source.code, values)


def _coded(site: Site) -> Iterator[str]:
    """The pages whose addresses are printed: of a service the short one, of others that in each language."""
    for entry in site.entries.values():
        if has_short(site, entry):
            yield short_path(entry.id)
        elif is_shared(site, entry):
            yield from (entry_path(language, entry.type, entry.id) for language in site.languages)


def _code(site: Site, path: str) -> PlannedFile:
    return PlannedFile(code_path(path), "pages/code.svg", site.source.code, {"view": name("code", path)})


OUTPUT = Output("sharing", plan, {"short": MadeBy("short", "short_view"), "code": MadeBy("code", "code_view")})
