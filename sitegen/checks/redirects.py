"""A redirect stands where a page was, not where one is."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.types.redirect import RedirectFacts
from sitegen.problems import Problem, error
from sitegen.resolve.site import Site


def check(site: Site) -> Iterator[Problem]:
    """An error for each redirect from an entry that is there, or from what never had a page."""
    paged = {kind.collection for kind in site.types if kind.has_pages}
    for entry in site.of("redirects"):
        assert isinstance(entry.facts, RedirectFacts)
        old = entry.facts.old
        if old in site.entries:
            hint = "take the redirect out, or rename the entry"
            yield error(entry.mark(("was",)), "redirect-taken", f"{old} is an entry: it has its own page", hint)
        elif old.collection not in paged:
            hint = f"a redirect is from {', '.join(sorted(paged))}"
            yield error(entry.mark(("was",)), "redirect-nowhere", f"{old.collection} have no pages of their own", hint)
