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

Where it leads has no page, or is in no list: a document, a notice, a topic that nothing is about. Lead it to what helps
the reader now, or leave `to` out: then the page says that it is gone.

Wrong:

    content/redirects.yaml
        - id: services-old-desk
          was: services/old-desk
          to: documents/passport
              ^ redirect-nowhere

Right:

    content/redirects.yaml
        - id: services-old-desk
          was: services/old-desk

## redirect-twice

Two rows say where one address leads. Take one out.

Wrong:

    content/redirects.yaml
        - id: old-desk
          was: services/old-desk
        - id: old-desk-again
          was: services/old-desk
               ^ redirect-twice
          to: services/desk

Right:

    content/redirects.yaml
        - id: old-desk
          was: services/old-desk
          to: services/desk

## redirect-loop

Redirects lead round in a circle, and no page is at its end. A chain is fine: `a` to `b` and `b` to `c` leads from `a`
to `c` at once.

Wrong:

    content/redirects.yaml
        - id: first
          was: services/first
          to: services/second
              ^ redirect-loop
        - id: second
          was: services/second
          to: services/first
              ^ redirect-loop

Right:

    content/redirects.yaml
        - id: first
          was: services/first
          to: services/second
        - id: second
          was: services/second
          to: services/desk
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.types.redirect import RedirectFacts
from sitegen.problems import Problem, error
from sitegen.resolve.redirects import steps
from sitegen.resolve.site import Site, missing
from sitegen.views.chrome import used_topics
from sitegen.wording import say

CODES = ("redirect-taken", "redirect-nowhere", "redirect-twice", "redirect-loop")

_Steps = Mapping[Reference, Reference | None]


def check(site: Site) -> Iterator[Problem]:
    """An error for each redirect that nobody can come from, or that leads to no page."""
    seen, led = set[Reference](), steps(site)
    for row in site.of("redirects"):
        assert isinstance(row.facts, RedirectFacts)
        old, target = row.facts.old, row.facts.target
        yield from _start(site, row, old)
        if old in seen:
            hint = say("take one of the rows out")
            yield error(row.mark(("was",)), "redirect-twice", say("{entry} stands here twice", entry=str(old)), hint)
        elif target:
            yield from _end(site, row, led, old, target)
        seen.add(old)


def _start(site: Site, row: Entry, old: Reference) -> Iterator[Problem]:
    if old in site.entries and _has_page(site, old):
        message = say("{entry} is an entry: it has its own page", entry=str(old))
        hint = say("take the redirect out, or rename the entry")
        yield error(row.mark(("was",)), "redirect-taken", message, hint)
    elif not site.type_of(old.collection).has_address:
        message = say("{collection} have no pages of their own", collection=old.collection)
        paged = sorted({kind.collection for kind in site.types if kind.has_address} | {"topics"})
        hint = say("a redirect is from {collections}", collections=", ".join(paged))
        yield error(row.mark(("was",)), "redirect-nowhere", message, hint)


def _end(site: Site, row: Entry, led: _Steps, old: Reference, target: Reference) -> Iterator[Problem]:
    """What is wrong with where a row leads; of a chain, each row is looked at for its own step."""
    at = row.mark(("to",))
    if _in_circle(led, old):
        hint = say("lead one of them to an entry, or leave its `to` out: then it is gone")
        yield error(at, "redirect-loop", say("redirects lead round in a circle"), hint)
    elif target in led or target in site.refused:
        return
    elif target not in site.entries:
        yield missing(target, at, site.entries)
    elif not _has_page(site, target):
        hint = say("lead it to an entry with a page, or leave `to` out: then it is gone")
        yield error(at, "redirect-nowhere", say("{entry} has no page to lead to", entry=str(target)), hint)


def _in_circle(led: _Steps, old: Reference) -> bool:
    """Whether an address that was leads back to itself."""
    at = led[old]
    for _ in led:  # no way to an end is longer
        if at is None or at == old:
            break
        at = led.get(at)
    return at == old


def _has_page(site: Site, reference: Reference) -> bool:
    """Whether an entry has a page, or stands in a list; a topic has one only while something is about it."""
    if reference.collection == "topics":
        return reference in {topic.reference for topic in used_topics(site)}
    kind = site.type_of(reference.collection)
    return kind.has_address or kind.has_list
