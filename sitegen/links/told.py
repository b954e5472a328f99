"""What came of the links, as problems of the lines on which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sitegen.links.answer import Answer, Outcome
from sitegen.links.found import Outside
from sitegen.model.config import SiteConfig
from sitegen.problems import Mark, Problem, error, warning
from sitegen.wording import Said, say


def agent(config: SiteConfig) -> str:
    """The name that other sites read in their logs: whose questions these are, and whom to tell if they disturb."""
    whose = [f"+{config.base_url}"] if config.base_url else []
    whose += [f"mailto:{config.contact}"] if config.contact else []
    return f"link-check/1.0 ({'; '.join(whose) or 'of an information site'})"


def problems(found: Iterable[Outside], answers: Mapping[str, Answer], timezone: str) -> Iterator[Problem]:
    """A problem for each place of an address that does not work, has moved, or could not be judged."""
    for link in found:
        answer = answers.get(link.address)
        found_here = (_problem(at, answer, timezone) for at in link.places) if answer else ()
        yield from filter(None, found_here)


def _problem(at: Mark, answer: Answer, timezone: str) -> Problem | None:
    """The problem of one place; none of what is well, and of what is to be asked later."""
    address, detail, new = answer.address, answer.detail, answer.leads_to
    search, look = say("look for where it is now, or name another source"), say("look at it in a browser")
    match answer.outcome:
        case Outcome.FINE | Outcome.BUSY:
            return None
        case Outcome.MOVED:
            message = say("{address} has moved for good", address=address)
            return warning(at, "outside-moved", message, say("write {new}", new=new))
        case Outcome.ASTRAY:
            message = say("{address} now leads to a front page or a page of errors: {new}", address=address, new=new)
            return warning(at, "outside-astray", message, search)
        case Outcome.REFUSED:
            message = say("{address} does not answer programs ({status})", address=address, status=detail)
            return warning(at, "outside-refused", message, look)
        case Outcome.UNPROVEN:
            message = say("{address} does not send its whole certificate ({reason})", address=address, reason=detail)
            return warning(at, "outside-refused", message, look)
    day = datetime.fromtimestamp(answer.since, ZoneInfo(timezone)).date()
    return error(at, "outside-broken", _broken(answer), say("found so since {day}: {hint}", day=day, hint=search))


def _broken(answer: Answer) -> Said:
    address, detail = answer.address, answer.detail
    match answer.outcome:
        case Outcome.MISSING:
            return say("{address} is not there any more ({status})", address=address, status=detail)
        case Outcome.FAULTY:
            return say("{address} answers with an error ({status})", address=address, status=detail)
        case Outcome.NO_HOST:
            return say("{address}: there is no site of that name", address=address)
        case Outcome.SLOW:
            return say("{address} did not answer in time", address=address)
        case Outcome.CERTIFICATE:
            return say("{address}: browsers warn of its certificate ({reason})", address=address, reason=detail)
        case Outcome.LOST:
            return say("{address} redirects in a circle, or to what is no web page", address=address)
        case Outcome.INSIDE:
            return say("{address} lies in a private network: no reader can open it", address=address)
    if detail:
        return say("{address}: the site does not answer ({reason})", address=address, reason=detail)
    return say("{address}: the site does not answer", address=address)
