"""Calendar files: one for each session of an exam and each course, and one of a language to subscribe to.

Only what has days, and is not over on the day of the build: nothing is invented, and nobody is reminded of the past.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sitegen.addresses import calendar_path, event_path
from sitegen.ical.lines import component, moment, text, written
from sitegen.ical.zone import timezone
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.events import Event, Events, Weekly, event_files
from sitegen.views.page import site_title
from sitegen.views.values import name


def plan(site: Site) -> Iterator[PlannedFile]:
    """The calendars of every language; that to subscribe to is there also while it is empty."""
    dated = _dated(site)
    names = {entry.reference: event_files(site, entry) for entry in dated}
    for code in site.languages:
        for entry in dated:
            for file in names[entry.reference]:
                values = {"data": name("events", code, entry.type.collection, entry.id, file)}
                yield PlannedFile(event_path(code, entry.type, entry.id, file), values=values)
        if dated:
            yield PlannedFile(calendar_path(code), values={"data": name("calendar", code)})


def _dated(site: Site) -> tuple[Entry, ...]:
    return *site.of("exams"), *site.of("courses")


def _own(site: Site, code: str, collection: str, identifier: str, file: str) -> bytes:
    entry = site.entries[Reference(collection, identifier)]
    return _calendar(site, code, Events(site, code).of(entry, file))


def _every(site: Site, code: str) -> bytes:
    events = Events(site, code)
    files = ((entry, file) for entry in _dated(site) for file in event_files(site, entry))
    return _calendar(site, code, [event for entry, file in files for event in events.of(entry, file)])


def _calendar(site: Site, code: str, events: Sequence[Event]) -> bytes:
    """A file with these events: of the same content, for the same day, the same bytes."""
    zone = site.config.timezone
    words = site.resources.catalogues[code].gettext("Exam dates and lessons")
    title = " – ".join(part for part in (str(site_title(site, code)), words) if part)
    head = [
        "VERSION:2.0",
        "PRODID:-//sitegen//Calendars//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        text("NAME", title),
        text("X-WR-CALNAME", title),
        f"X-WR-TIMEZONE:{zone}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    days = [site.today, *itertools.chain.from_iterable(map(_reach, events))]
    parts = (_event(event, code, site) for event in events)
    return written(component("VCALENDAR", head, timezone(zone, min(days), max(days)), *parts))


def _reach(event: Event) -> Iterator[date]:
    """Days from the first to the last of which an event has to do with."""
    for at in (event.begins, event.ends, event.weekly and event.weekly.until):
        if at:
            yield at.date() if isinstance(at, datetime) else at


def _event(event: Event, code: str, site: Site) -> Iterator[str]:
    zone = site.config.timezone
    lines = [
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, event.key)}",
        f"DTSTAMP:{site.today:%Y%m%d}T000000Z",
        moment("DTSTART", event.begins, zone),
        *([moment("DTEND", event.ends, zone)] if event.ends else []),
        *(_weekly(event.weekly, zone) if event.weekly else []),
        text("SUMMARY", event.summary, code),
        text("DESCRIPTION", event.description, code),
        *([text("LOCATION", event.location)] if event.location else []),
        *([f"URL:{event.url}"] if event.url else []),
    ]
    return component("VEVENT", lines, *(_alarm(before, event.summary, code) for before in event.reminders))


def _weekly(weekly: Weekly, zone: str) -> Iterator[str]:
    days = ",".join(day[:2].upper() for day in weekly.days)
    yield f"RRULE:FREQ=WEEKLY;UNTIL={weekly.until:%Y%m%dT%H%M%SZ};BYDAY={days}"
    yield from (moment("EXDATE", at, zone) for at in weekly.skipped)


def _alarm(before: timedelta, words: str, code: str) -> Iterator[str]:
    hours = int(before.total_seconds()) // 3600
    trigger = f"TRIGGER:{'-' if hours > 0 else ''}PT{abs(hours)}H"
    return component("VALARM", ["ACTION:DISPLAY", trigger, text("DESCRIPTION", words, code)])


OUTPUT = Output("calendars", plan, {"events": _own, "calendar": _every})
