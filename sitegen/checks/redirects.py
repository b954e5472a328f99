"""A redirect stands where a page was.

`build.py rename` and `build.py remove` write redirects, so that an address that somebody saved leads on. One that
stands before a page, or where none ever was, leads nobody anywhere.

## redirect-taken

The old address is that of an entry that is there: its own page would be hidden. Take the redirect out, or rename the
entry.

Wrong:

    content/redirects.yaml
        - id: services-desk
          was: services/desk
               ^ redirect-taken
          to: organisations/city

Right:

    content/redirects.yaml
        - id: services-old-desk
          was: services/old-desk
          to: services/desk

## redirect-nowhere

The collection of the old address has no pages of its own, so that nobody can have saved one. Take the redirect out.

Wrong:

    content/redirects.yaml
        - id: helplines-113
          was: helplines/113
               ^ redirect-nowhere
          to: services/desk

Right:

    content/redirects.yaml
        - id: services-old-desk
          was: services/old-desk
          to: services/desk
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.types.redirect import RedirectFacts
from sitegen.problems import Problem, error
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("redirect-taken", "redirect-nowhere")


def check(site: Site) -> Iterator[Problem]:
    """An error for each redirect from an entry that is there, or from what never had a page."""
    for entry in site.of("redirects"):
        assert isinstance(entry.facts, RedirectFacts)
        old = entry.facts.old
        if old in site.entries:
            message = say("{entry} is an entry: it has its own page", entry=str(old))
            hint = say("take the redirect out, or rename the entry")
            yield error(entry.mark(("was",)), "redirect-taken", message, hint)
        elif not site.type_of(old.collection).has_address:
            message = say("{collection} have no pages of their own", collection=old.collection)
            paged = sorted({kind.collection for kind in site.types if kind.has_address} | {"topics"})
            hint = say("a redirect is from {collections}", collections=", ".join(paged))
            yield error(entry.mark(("was",)), "redirect-nowhere", message, hint)
