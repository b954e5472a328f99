"""Dates on a page: which session is next, when one can register, when the lessons are. Right on the day it is read.

What depends on the day is rendered for that of the build, and carries the moments at which it changes: the script of
the page (`assets/js/site.js`) goes by the same rules.
"""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, time

from markupsafe import Markup

from sitegen.addresses import absolute, calendar_path, event_path
from sitegen.model.entry import Entry
from sitegen.model.types.course import CourseFacts
from sitegen.model.types.exam import ExamFacts, Registration, Session
from sitegen.records import record
from sitegen.resolve.lessons import holidays, series
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker, title_of
from sitegen.views.phrases import Phrase


@record
class Shown:
    """The time in which words are true; printed, the attributes of the element that holds them.

    A moment is a year, a month, a day or a minute: ``2026-11``, ``2026-11-03``, ``2026-11-03 17:00``. Words hold from
    the beginning of ``starts``, to the end of ``ends``, once ``after`` is over, until ``before`` begins; an empty one
    is no limit. ``today`` is the day of the build, which is taken at its beginning.
    """

    today: date
    starts: str = ""
    ends: str = ""
    after: str = ""
    before: str = ""

    @property
    def now(self) -> bool:
        """Whether they are true on the day of the build."""
        now = f"{self.today} 00:00"
        return not (
            now < self.starts
            or (self.ends and _is_over(self.ends, now))
            or (self.after and not _is_over(self.after, now))
            or (self.before and now >= self.before)
        )

    def __html__(self) -> str:
        limits = {"starts": self.starts, "ends": self.ends, "after": self.after, "before": self.before}
        said = Markup("").join(Markup(' data-{}="{}"').format(name, at) for name, at in limits.items() if at)
        return said if self.now else said + Markup(" hidden")


def _is_over(moment: str, now: str) -> bool:
    return now[: len(moment)] > moment


def moment(day: date, at: time | None) -> str:
    """A day, or a minute of it."""
    return f"{day} {at:%H:%M}" if at else f"{day}"


@record
class Window:
    """When one can register, and when each way to say so is true."""

    facts: Registration
    not_yet: Shown
    open: Shown
    closed: Shown


@record
class SessionView:
    """A session: whether it was over on the day of the build, and from when it is called past, or next.

    ``calendar`` is the address of its calendar file; empty when its day is not known, or over.
    """

    facts: Session
    is_past: bool
    past: Shown
    next: Shown
    coming: Shown
    window: Window | None
    calendar: str


@record
class Month:
    """A month of the year in which sessions were held, before that of the build: a day in it, and how many."""

    day: date
    sessions: int


@record
class Sessions:
    """The sessions of an exam, the latest first; ``none_announced`` is when none is left to come."""

    all: tuple[SessionView, ...]
    none_announced: Shown
    months: tuple[Month, ...]
    subscribe: str
    subscribe_address: str


@record
class DayOff:
    """A public holiday on which there would be a lesson."""

    day: date
    title: Phrase


@record
class Lessons:
    """The lessons of a course of which days, hours, start and end are known; ``calendar`` is their calendar file."""

    coming: Shown
    over: Shown
    days_off: tuple[DayOff, ...]
    calendar: str
    subscribe: str
    subscribe_address: str


def sessions(site: Site, entry: Entry, linker: Linker) -> Sessions | None:
    """The sessions of an exam; nothing of another entry."""
    if not isinstance(entry.facts, ExamFacts):
        return None
    in_order = sorted(entry.facts.sessions, key=lambda session: session.held)
    views = [
        _session(site, entry, one, before.held.iso if before else "", linker)
        for before, one in itertools.pairwise([None, *in_order])
        if one
    ]
    last = in_order[-1].held.iso if in_order else ""
    count = Counter(one.facts.held.month for one in views if one.is_past and one.facts.held.month)
    return Sessions(
        all=tuple(reversed(views)),
        none_announced=Shown(site.today, after=last),
        months=tuple(Month(date(2000, number, 1), count[number]) for number in sorted(count)),
        subscribe=linker.href(calendar_path(linker.language)),
        subscribe_address=_subscribe_address(site, linker.language),
    )


def _session(site: Site, entry: Entry, session: Session, previous: str, linker: Linker) -> SessionView:
    held, today = session.held.iso, site.today
    is_past = Shown(today, after=held).now
    path = event_path(linker.language, entry.type, entry.id, held)
    return SessionView(
        facts=session,
        is_past=is_past,
        past=Shown(today, after=held),
        next=Shown(today, ends=held, after=previous),
        coming=Shown(today, ends=held),
        window=_window(session.registration, today) if session.registration else None,
        calendar=linker.href(path) if session.day and not is_past else "",
    )


def _window(registration: Registration, today: date) -> Window:
    opens, closes = (
        moment(registration.opens, registration.opens_at),
        moment(registration.closes, registration.closes_at),
    )
    return Window(
        registration,
        not_yet=Shown(today, before=opens),
        open=Shown(today, starts=opens, ends=closes),
        closed=Shown(today, after=closes),
    )


def lessons(site: Site, entry: Entry, linker: Linker) -> Lessons | None:
    """The lessons of a course; nothing of another entry, nor while something of them is not known."""
    course = entry.facts
    if not (isinstance(course, CourseFacts) and course.starts and course.ends and series(course, ())):
        return None
    off = holidays(site, course.starts, course.ends)
    held = {day for one in series(course, off) for day in one.days}
    planned = {day for one in series(course, ()) for day in one.days}
    path = event_path(linker.language, entry.type, entry.id, "lessons")
    return Lessons(
        coming=Shown(site.today, ends=course.ends.isoformat()),
        over=Shown(site.today, after=course.ends.isoformat()),
        days_off=tuple(
            DayOff(day, title_of(row, linker.language, site)) for day, row in off.items() if day in planned - held
        ),
        calendar=linker.href(path) if course.ends >= site.today and held else "",
        subscribe=linker.href(calendar_path(linker.language)),
        subscribe_address=_subscribe_address(site, linker.language),
    )


def _subscribe_address(site: Site, language: str) -> str:
    return absolute(calendar_path(language), site.config.base_url) if site.config.base_url else ""
