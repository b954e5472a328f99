"""What came of asking an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from sitegen.records import record

DAY = 86_400


class Outcome(StrEnum):
    """What came of it, as a reader would find it."""

    FINE = "fine"
    MOVED = "moved"  #: for good; ``leads_to`` is the new address
    ASTRAY = "astray"  #: to a front page or a page of errors, which is not what it led to
    REFUSED = "refused"  #: by a program; a browser may well be let in
    UNPROVEN = "unproven"  #: a certificate that only browsers can check, because the site does not send all of it
    BUSY = "busy"  #: the site asked to come back later
    MISSING = "missing"  #: 404 or 410
    FAULTY = "faulty"  #: any other error that the site answers with
    NO_HOST = "no-host"
    SILENT = "silent"  #: no connection, or no answer that could be read
    SLOW = "slow"
    CERTIFICATE = "certificate"  #: browsers warn of it
    LOST = "lost"  #: redirects without end, or to what is no web page
    INSIDE = "inside"  #: a private network, or this machine: it is not asked


#: A reader who follows the link finds nothing.
BROKEN = frozenset(
    {
        Outcome.MISSING,
        Outcome.FAULTY,
        Outcome.NO_HOST,
        Outcome.SILENT,
        Outcome.SLOW,
        Outcome.CERTIFICATE,
        Outcome.LOST,
        Outcome.INSIDE,
    }
)
#: Nobody outside was heard.
_UNHEARD = frozenset({Outcome.NO_HOST, Outcome.SILENT, Outcome.SLOW, Outcome.INSIDE})
_GOOD = frozenset({Outcome.FINE, Outcome.MOVED, Outcome.ASTRAY})


@record
class Answer:
    """What an address answered. ``detail`` is a status or a reason in the words of the system; may be empty.

    Moments are seconds since 1970: ``asked``; ``again``, before which it is not asked again; ``since``, when it was
    first found as it is now, working or broken.
    """

    address: str
    outcome: Outcome
    detail: str = ""
    leads_to: str = ""
    asked: float = 0
    again: float = 0
    since: float = 0

    @property
    def broken(self) -> bool:
        """Whether a reader finds nothing there."""
        return self.outcome in BROKEN


def days_kept(outcome: Outcome) -> int:
    """After how many days an address is asked again: what works seldom breaks, what is broken may be mended."""
    return 7 if outcome in _GOOD else 1


def certain(answers: Iterable[Answer]) -> Iterator[Answer]:
    """The answers; those that may only mean that this machine has no network, not before any site has answered."""
    held: list[Answer] = []
    connected = False
    for answer in answers:
        connected = connected or answer.outcome not in _UNHEARD
        held.append(answer)
        if connected:
            yield from held
            held.clear()
