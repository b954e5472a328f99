"""Where addresses that were lead now."""

from __future__ import annotations

from sitegen.model.base import Reference
from sitegen.model.types.redirect import RedirectFacts
from sitegen.resolve.site import Site


def steps(site: Site) -> dict[Reference, Reference | None]:
    """Each address that was, and where the first of its rows says that it leads; ``None`` when it is gone."""
    led: dict[Reference, Reference | None] = {}
    for row in site.of("redirects"):
        assert isinstance(row.facts, RedirectFacts)
        led.setdefault(row.facts.old, row.facts.target)
    return led


def destination(site: Site, old: Reference) -> Reference | None:
    """The entry that an address that was leads to in the end, past all that was renamed again; ``None`` when that is
    gone, or when redirects lead round in a circle, which is an error of the content (`checks.redirects`).
    """
    led, seen = steps(site), set[Reference]()
    at: Reference | None = old
    while at in led:
        if at in seen:
            return None
        seen.add(at)
        at = led[at]
    return at
