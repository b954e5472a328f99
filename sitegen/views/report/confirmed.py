"""What somebody confirmed and what nobody did, what falls due when, and what is not known at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from sitegen.model.base import walk
from sitegen.model.entry import Entry
from sitegen.model.provenance import Sourced
from sitegen.model.values import PartialDate
from sitegen.overdue import SOON, Due, due
from sitegen.records import record
from sitegen.resolve.confirmation import holds_until
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.phrases import Phrase
from sitegen.views.questions import asked_of, is_known, open_questions
from sitegen.views.report.place import Place, most_linked, place

FIRST = 12  #: entries to ask about that are named
MONTHS = 12  #: of the calendar: this one and those that follow

#: Fields that ask for the same kind of fact under another name.
_SAME = {"fee": "cost", "enrol": "appointment", "timetable": "hours", "components": "parts"}


class Standing(StrEnum):
    """How a fact that is stated stands."""

    HOLDS = "holds"
    LAPSED = "lapsed"
    NEVER = "never"


@record
class Tally:
    """How many facts of a kind, or in the care of an owner, hold, have lapsed, were never confirmed."""

    name: str
    holds: int
    lapsed: int
    never: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.holds + self.lapsed + self.never


@record
class Month:
    """A month of the calendar, and how many confirmations lapse in it."""

    month: PartialDate
    due: int


@record
class DueFact:
    """A confirmation that has lapsed (``late``) or will soon. Facts inside others have no command to confirm them."""

    place: Place
    field: str
    has_command: bool
    last: date
    late: bool
    owner: str


@record
class Unknown:
    """A question that nobody can answer yet for some of the entries that it is asked of."""

    title: Phrase
    open: tuple[Place, ...]
    asked: int


@record
class Ask:
    """An entry and what is not known of it."""

    place: Place
    questions: tuple[Phrase, ...]


def by_kind(site: Site) -> tuple[Tally, ...]:
    """Stated facts by their field; most to confirm first."""
    return _tallies((_SAME.get(field, field), standing) for _, field, standing in _stated(site))


def by_owner(site: Site) -> tuple[Tally, ...]:
    """Stated facts by who keeps their entry; empty when nobody is named anywhere."""
    found = [(getattr(entry.facts, "owner", None) or "", standing) for entry, _, standing in _stated(site)]
    return _tallies(found) if any(owner for owner, _ in found) else ()


def calendar(site: Site) -> tuple[Month, ...]:
    """How many confirmations that still hold lapse in each of the months ahead."""
    count = Counter((one.last.year, one.last.month) for one in due(site, 31 * MONTHS) if one.last >= site.today)
    first = site.today.year * 12 + site.today.month - 1
    months = [divmod(number, 12) for number in range(first, first + MONTHS)]
    return tuple(Month(PartialDate(year, month + 1), count[year, month + 1]) for year, month in months)


def due_soon(site: Site, reader: str) -> tuple[DueFact, ...]:
    """What has lapsed or will within a month, soonest first."""
    return tuple(_due_fact(site, one, reader) for one in sorted(due(site, SOON), key=lambda one: (one.last, one)))


def _due_fact(site: Site, one: Due, reader: str) -> DueFact:
    entry = site.entries[one.reference]
    value = getattr(entry.facts, one.field.partition(".")[0])
    groups = value if isinstance(value, tuple) else (value,)
    has_command = all(isinstance(group, Sourced) for group in groups)
    return DueFact(place(site, entry, reader), one.field, has_command, one.last, one.last < site.today, one.owner)


def unknown(site: Site, reader: str) -> tuple[Unknown, ...]:
    """Each question with the entries that it is open for; most open first."""
    asked = Counter[str]()
    places: dict[str, list[Place]] = {}
    for entry in site.entries.values():
        fields = {question.field for question in open_questions(site, entry, reader)}
        for question, field in asked_of(entry).items():
            asked[question] += 1
            if field in fields:
                places.setdefault(question, []).append(place(site, entry, reader))
    found = [
        Unknown(title_of(term, reader, site), tuple(sorted(places[term.id], key=most_linked)), asked[term.id])
        for term in site.of("questions")
        if term.id in places
    ]
    return tuple(sorted(found, key=lambda one: -len(one.open)))


def ask_first(found: Iterable[Unknown]) -> tuple[Ask, ...]:
    """The entries with open questions that most pages lead to."""
    questions: dict[Place, list[Phrase]] = {}
    for one in found:
        for where in one.open:
            questions.setdefault(where, []).append(one.title)
    order = sorted(questions, key=most_linked)[:FIRST]
    return tuple(Ask(where, tuple(questions[where])) for where in order)


def _tallies(found: Iterable[tuple[str, Standing]]) -> tuple[Tally, ...]:
    count = Counter(found)
    names = dict.fromkeys(name for name, _ in count)
    tallies = [Tally(name, *(count[name, standing] for standing in Standing)) for name in names]
    return tuple(sorted(tallies, key=lambda tally: (-tally.lapsed - tally.never, -tally.total, tally.name)))


def _stated(site: Site) -> Iterator[tuple[Entry, str, Standing]]:
    """Every group of facts that says something, with the name of its field and how it stands."""
    for entry in site.entries.values():
        for path, group in walk(entry.facts):
            if isinstance(group, Sourced) and is_known(group):
                last = holds_until(group, site.config.confirm_every)
                held = Standing.NEVER if last is None else Standing.HOLDS if last >= site.today else Standing.LAPSED
                yield entry, str([part for part in path if isinstance(part, str)][-1]), held
