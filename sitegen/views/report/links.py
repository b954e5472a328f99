"""Which links to other sites do not work, from when they were last asked. Nothing is asked for the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sitegen.links.answer import Answer, Outcome
from sitegen.links.found import Outside
from sitegen.records import record
from sitegen.resolve.site import Site


@record
class LinkPlace:
    """A line with a link. ``href`` shows it, and is empty while no repository is configured."""

    file: str
    line: int
    href: str


@record
class LinkToMend:
    """A link that leads nowhere, or elsewhere. ``detail`` is a status or the system's words, ``since`` the day on
    which it was first found so; ``leads_to`` where it leads now, if anywhere.
    """

    address: str
    outcome: Outcome
    broken: bool
    detail: str
    leads_to: str
    since: date
    places: tuple[LinkPlace, ...]


@record
class Links:
    """Of all addresses outside the site: how many there are, were ``asked``, and when last (none: never).

    ``mend`` are those to look at: the broken first, and of these the ones that stand most often.
    """

    count: int
    asked: int
    last: date | None
    mend: tuple[LinkToMend, ...]


def links(site: Site, found: Sequence[Outside], answers: Mapping[str, Answer]) -> Links:
    """What is known of the addresses of a site. ``answers`` are those of `build.py links`, by address."""
    known = [(link, answers[link.address]) for link in found if link.address in answers]
    well = (Outcome.FINE, Outcome.BUSY)
    mend = [_to_mend(site, link, answer) for link, answer in known if answer.outcome not in well]
    last = max((answer.asked for _, answer in known), default=0)
    return Links(
        count=len(found),
        asked=len(known),
        last=_day(site, last) if known else None,
        mend=tuple(sorted(mend, key=lambda link: (not link.broken, -len(link.places), link.address))),
    )


def _to_mend(site: Site, link: Outside, answer: Answer) -> LinkToMend:
    pattern = site.config.repository.line
    places = tuple(
        LinkPlace(
            at.file, at.line, pattern.replace("{file}", at.file).replace("{line}", str(at.line)) if pattern else ""
        )
        for at in link.places
    )
    return LinkToMend(
        link.address, answer.outcome, answer.broken, answer.detail, answer.leads_to, _day(site, answer.since), places
    )


def _day(site: Site, moment: float) -> date:
    return datetime.fromtimestamp(moment, ZoneInfo(site.config.timezone)).date()
