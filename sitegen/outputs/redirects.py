"""A page at each address that was, in every language: it leads on by itself and by a link; and `_redirects`, for hosts
that read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import entry_path
from sitegen.hosting.redirects import cloudflare
from sitegen.model.types.redirect import RedirectFacts
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.moved import moved_view, moves
from sitegen.views.values import name


def plan(site: Site) -> Iterator[PlannedFile]:
    """A page for each redirect and language, and the file."""
    for row in site.of("redirects"):
        assert isinstance(row.facts, RedirectFacts)
        old = row.facts.old
        for language in site.languages:
            path = entry_path(language, site.type_of(old.collection), old.id)
            values = {"view": name("moved", language, row.id), "chrome": name("chrome", language)}
            yield PlannedFile(path, "pages/moved.html", language, values)
    if site.of("redirects"):
        yield PlannedFile("_redirects", data=cloudflare(moves(site)).encode())


OUTPUT = Output("redirects", plan, {"moved": moved_view})
