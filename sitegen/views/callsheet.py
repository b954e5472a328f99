"""What nobody has confirmed yet, by whom to ask: the page for a volunteer who phones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sitegen.languages.alphabet import sort_key
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Facts, Reference
from sitegen.model.contact import Phone
from sitegen.model.entry import Entry
from sitegen.model.provenance import Source, Sourced
from sitegen.records import record
from sitegen.resolve.confirmation import holds_until
from sitegen.resolve.site import Site
from sitegen.views.linker import Card, Linker, title_of
from sitegen.views.page import site_title
from sitegen.views.phrases import Phrase
from sitegen.views.questions import Question, is_known, open_questions


@record
class Check:
    """One thing to ask about: the name of the field for ``build.py confirm``, what stands there, its sources."""

    name: str
    field: str
    group: Sourced
    sources: tuple[Source, ...]


@record
class Subject:
    """An entry that is asked about: what stands there unconfirmed, and what is not known."""

    reference: Reference
    title: Phrase
    facts: Facts
    checks: tuple[Check, ...]
    questions: tuple[Question, ...]
    card: Callable[[Reference], Card]


@record
class Desk:
    """Somebody to phone: an organisation, or a line without one, with all that it can be asked about."""

    id: str
    title: Phrase
    phones: tuple[Phone, ...]
    websites: tuple[str, ...]
    subjects: tuple[Subject, ...]

    @property
    def things(self) -> int:
        """How many boxes there are to tick."""
        return sum(len(subject.checks) + len(subject.questions) for subject in self.subjects)


@record
class CallSheet:
    """The sheet in a language: desks with a number first, each with its boxes."""

    language: SiteLanguage
    title: Phrase
    source_title: str
    source_language: SiteLanguage
    day: str
    desks: tuple[Desk, ...]

    @property
    def things(self) -> int:
        """How many boxes there are in all."""
        return sum(desk.things for desk in self.desks)


def callsheet(site: Site, language: str, *only: str) -> CallSheet:
    """The sheet for a volunteer who reads ``language``; ``only`` names organisations, or lines without one."""
    desks = [desk for desk in _desks(site, language) if desk.subjects and (not only or desk.id in only)]
    desks.sort(key=lambda desk: (not desk.phones, sort_key(desk.title.text, language)))
    reader, source = site.languages[language], site.source
    names = site_title(site, language), site_title(site, source.code).text
    return CallSheet(reader, *names, source, reader.date(site.today), tuple(desks))


def _desks(site: Site, language: str) -> Iterator[Desk]:
    for organisation in site.of("organisations"):
        run = [e for e in site.entries.values() if getattr(e.facts, "organisation", None) == organisation.reference]
        yield _desk(site, language, organisation, [organisation, *run])
    for entry in (*site.of("helplines"), *site.of("municipalities")):
        if getattr(entry.facts, "organisation", None) is None:
            yield _desk(site, language, entry, [entry])


def _desk(site: Site, language: str, head: Entry, entries: list[Entry]) -> Desk:
    places = dict.fromkeys(r for e in entries for r in getattr(e.facts, "places", ()))
    asked = [*entries, *(site.entries[reference] for reference in places)]
    facts = [e.facts for e in entries]
    return Desk(
        str(head.reference),
        title_of(head, language, site),
        tuple({phone.number: phone for f in facts for phone in getattr(f, "phones", ())}.values()),
        tuple(dict.fromkeys(web.address for f in facts for web in getattr(f, "websites", ()))),
        tuple(subject for e in asked if (subject := _subject(site, language, e))),
    )


def _subject(site: Site, language: str, entry: Entry) -> Subject | None:
    checks = tuple(_checks(site, entry))
    questions = tuple(open_questions(site, entry, language))
    linker = Linker(site, language, "")
    title = title_of(entry, language, site)
    found = Subject(entry.reference, title, entry.facts, checks, questions, linker.card)
    return found if checks or questions else None


def _checks(site: Site, entry: Entry) -> Iterator[Check]:
    for field in type(entry.facts).model_fields:
        value = getattr(entry.facts, field)
        many = isinstance(value, tuple)
        for number, group in enumerate(value if many else (value,)):
            if isinstance(group, Sourced) and is_known(group) and not _holds(site, group):
                name = f"{field}.{number}" if many and len(value) > 1 else field
                yield Check(name, field, group, tuple(_sources(site, entry, group)))


def _holds(site: Site, group: Sourced) -> bool:
    last = holds_until(group, site.config.confirm_every)
    return last is not None and last >= site.today


def _sources(site: Site, entry: Entry, group: Sourced) -> Iterator[Source]:
    for reference in group.source or getattr(entry.facts, "source", ()):
        facts = site.entries[reference].facts
        assert isinstance(facts, Source)
        yield facts
