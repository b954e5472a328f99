"""What calendars hold, in the words of a language: sessions of exams, their registration, lessons of courses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sitegen.addresses import entry_path
from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import isolated_text
from sitegen.model.contact import OfficialName, Website
from sitegen.model.entry import Entry
from sitegen.model.types.course import CourseFacts
from sitegen.model.types.exam import ExamFacts, Session
from sitegen.model.types.place import PlaceFacts
from sitegen.records import record
from sitegen.resolve.lessons import Series, holidays, series
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.page import canonical

_DAY = timedelta(days=1)
#: When a day without a time reminds: at nine in the morning.
_MORNING = timedelta(hours=9)
#: So many days before, a person is reminded of a day to be somewhere or to have done something; and of one that begins.
_OF_A_DAY, _OF_A_BEGINNING = (7, 1), (1, 0)


@record
class Weekly:
    """How an event comes again: each week on these days, up to a moment in UTC, but not on ``skipped``."""

    days: tuple[str, ...]
    until: datetime
    skipped: tuple[datetime, ...]


@record
class Event:
    """An event in a calendar. Times are as the clocks of the site show them.

    ``begins`` is a moment, or a day; then ``ends`` is the day after. ``reminders`` come so long before it begins.
    ``key`` is the same for the same event in every build and language.
    """

    key: str
    begins: date
    ends: date | None
    summary: str
    description: str
    url: str
    location: str = ""
    reminders: tuple[timedelta, ...] = ()
    weekly: Weekly | None = None


def event_files(site: Site, entry: Entry) -> tuple[str, ...]:
    """The names of the calendar files of an entry: the day of each session of an exam from the day of the build on;
    ``lessons`` of a course that has any, until it is over.
    """
    facts = entry.facts
    if isinstance(facts, CourseFacts):
        return ("lessons",) if _lessons(site, facts) else ()
    sessions = facts.sessions if isinstance(facts, ExamFacts) else ()
    return tuple(one.held.iso for one in sessions if one.day and one.day >= site.today)


def _lessons(site: Site, course: CourseFacts) -> tuple[Series, ...]:
    """The lessons of a course; none while something of them is not known, nor when it is over."""
    if not (course.starts and course.ends and course.ends >= site.today):
        return ()
    return series(course, holidays(site, course.starts, course.ends))


@record
class Events:
    """Makes the events of a site in one language."""

    site: Site
    code: str

    @property
    def language(self) -> SiteLanguage:
        """The language."""
        return self.site.languages[self.code]

    @property
    def words(self) -> Catalogue:
        """The interface words of the language."""
        return self.site.resources.catalogues[self.code]

    def of(self, entry: Entry, file: str) -> tuple[Event, ...]:
        """What stands in one of the files of an entry (:func:`event_files`)."""
        sessions = entry.facts.sessions if isinstance(entry.facts, ExamFacts) else ()
        session = next((one for one in sessions if one.held.iso == file), None)
        return self.of_session(entry, session) if session else self.of_course(entry)

    def of_session(self, entry: Entry, session: Session) -> tuple[Event, ...]:
        """A session that has a day, and the first and the last moment to register for it while they are to come."""
        facts, day = entry.facts, session.day
        assert isinstance(facts, ExamFacts)
        assert day
        title = self._title(entry)
        about = self._about(entry, facts.websites, f"{self.words.gettext('Exam')}: {self.language.planned_date(day)}")
        exam = self._on(f"{entry.reference} {day} exam", day, session.begins, title, _OF_A_DAY)
        events = [replace(exam, ends=datetime.combine(day, session.ends)) if session.ends else exam]
        if window := session.registration:
            opens = self.words.gettext("Registration opens: %(exam)s") % {"exam": title}
            closes = self.words.gettext("Last day to register: %(exam)s") % {"exam": title}
            key = f"{entry.reference} {day}"
            if window.opens >= self.site.today:
                events.append(self._on(f"{key} opens", window.opens, window.opens_at, opens, _OF_A_BEGINNING))
            if window.closes >= self.site.today:
                events.append(self._on(f"{key} closes", window.closes, window.closes_at, closes, _OF_A_DAY))
        return tuple(replace(event, description=about, url=self._url(entry)) for event in events)

    def of_course(self, entry: Entry) -> tuple[Event, ...]:
        """The lessons of a course, an event for each of its slots; none while something of them is not known."""
        course = entry.facts
        if not isinstance(course, CourseFacts):
            return ()
        found = enumerate(_lessons(self.site, course), start=1)
        return tuple(self._lessons(entry, course, number, one) for number, one in found)

    def _on(self, key: str, day: date, at: time | None, summary: str, reminders: Iterable[int]) -> Event:
        """An event on a day; without a time it lasts the whole day, and ends on the next (RFC 5545, 3.6.1)."""
        early = timedelta() if at else _MORNING
        before = tuple(days * _DAY - early for days in reminders)
        begins = datetime.combine(day, at) if at else day
        return Event(key, begins, None if at else day + _DAY, self._isolated(summary), "", "", reminders=before)

    def _lessons(self, entry: Entry, course: CourseFacts, number: int, lessons: Series) -> Event:
        zone = ZoneInfo(self.site.config.timezone)
        first, last = lessons.days[0], lessons.begins(lessons.days[-1]).replace(tzinfo=zone).astimezone(UTC)
        about = [self.words.gettext("No lessons on public holidays. Ask about other days off.")]
        if not (course.timetable and course.timetable.confirmed_on):
            about.append(self.words.gettext("Published times, not confirmed"))
        return Event(
            key=f"{entry.reference} lessons {number}",
            begins=lessons.begins(first),
            ends=lessons.ends(first),
            summary=self._isolated(self._title(entry)),
            description=self._about(entry, course.websites, *about),
            url=self._url(entry),
            location=self._location(course),
            weekly=Weekly(lessons.weekdays, last, tuple(map(lessons.begins, lessons.skipped))),
        )

    def _title(self, entry: Entry) -> str:
        """The title, and the short name that stands on signs and forms when it is another."""
        title = str(title_of(entry, self.code, self.site))
        name = getattr(entry.facts, "name", None)
        short = name.short[0] if isinstance(name, OfficialName) and name.short else ""
        return title if not short or short in title else f"{title} – {short}"

    def _about(self, entry: Entry, websites: Iterable[Website], *lines: str) -> str:
        """The lines of a description: the name in the source language, what else, and what to check, where."""
        name, source = getattr(entry.facts, "name", None), self.site.source.code
        own = name.name if isinstance(name, OfficialName) else str(title_of(entry, source, self.site))
        own = "" if own == str(title_of(entry, self.code, self.site)) else own
        said = [own, *lines, self.words.gettext("Check the dates with the people in charge before you plan.")]
        if self.site.config.status == "unofficial":
            said.append(self.words.gettext("This is not an official site. No public body has adopted it yet."))
        return "\n".join([*map(self._isolated, filter(None, said)), *(website.address for website in websites)])

    def _isolated(self, line: str) -> str:
        return isolated_text(line, self.language, self.site.source)

    def _location(self, course: CourseFacts) -> str:
        """The address as on the sign, to show to a driver or to a map."""
        for reference in course.places[:1]:
            place = self.site.entries[reference].facts
            assert isinstance(place, PlaceFacts)
            city = " ".join(part for part in (place.address.postcode, place.address.city) if part)
            return f"{place.address.street}, {city}"
        return ""

    def _url(self, entry: Entry) -> str:
        return canonical(self.site, entry_path(self.code, entry.type, entry.id))
