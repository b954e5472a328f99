"""What an entry is, in the terms of schema.org."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.addresses import absolute, entry_path
from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Reference
from sitegen.model.contact import Address, OfficialName
from sitegen.model.entry import Entry
from sitegen.model.types.course import CourseFacts
from sitegen.model.types.exam import ExamFacts, Session
from sitegen.model.types.municipality import MunicipalityFacts
from sitegen.model.types.organisation import OrganisationFacts
from sitegen.model.types.place import PlaceFacts
from sitegen.model.types.service import Languages, Running, ServiceFacts
from sitegen.model.values import Grade, YesNo
from sitegen.resolve.reads import once
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linked_data.block import Json, told
from sitegen.views.linked_data.hours import hours_told, schedules
from sitegen.views.linker import summary_of, title_of
from sitegen.views.phrases import chosen
from sitegen.views.points import is_sensitive_there, point_of
from sitegen.views.questions import has_ended

BODIES = {"state": "GovernmentOrganization", "municipality": "GovernmentOrganization", "ngo": "NGO"}


def things(site: Site, entry: Entry, language: str) -> tuple[Json, ...]:
    """What the page of an entry is about.

    Nothing of what is sensitive or has ended; nothing on a page that shows the text of another language, since a
    search engine is sent to that.
    """
    tell = _TELLERS.get(entry.type.collection)
    if tell is None or language not in entry.languages or is_sensitive(site, entry) or has_ended(entry):
        return ()
    return tuple(tell(site, entry, language))


def _service(site: Site, entry: Entry, language: str) -> Iterator[Json]:
    facts = entry.facts
    assert isinstance(facts, ServiceFacts)
    provider = _body(site, facts.organisation, language)
    public = provider["@type"] == "GovernmentOrganization"
    people = {
        "@type": "ServiceChannel",
        "servicePhone": [_phone(site, phone, language) for phone in facts.phones],
        "serviceLocation": _places(site, facts.places, language),
        "availableLanguage": _spoken(facts.languages),
    }
    pages = [
        {"@type": "ServiceChannel", "serviceUrl": one.address, "availableLanguage": list(one.languages)}
        for one in facts.websites
    ]
    reached = facts.phones or people["serviceLocation"]
    yield _thing(site, entry, language, "GovernmentService" if public else "Service") | told(
        {
            "provider": provider,
            "availableChannel": [told(channel) for channel in ([people] if reached else []) + pages],
            "hoursAvailable": hours_told(site, facts.hours),
        }
    )


def _organisation(site: Site, entry: Entry, language: str) -> Iterator[Json]:
    facts = entry.facts
    assert isinstance(facts, OrganisationFacts)
    part_of = facts.part_of
    open_to_all = part_of and not is_sensitive(site, site.entries[part_of])
    hours = hours_told(site, facts.hours)
    answers = {"@type": "ContactPoint", "hoursAvailable": hours, "availableLanguage": _spoken(facts.languages)}
    known = hours or answers["availableLanguage"]
    yield _thing(site, entry, language, BODIES.get(facts.kind, "Organization")) | told(
        {
            **_contact(site, facts),
            "email": [email.address for email in facts.emails],
            "location": _places(site, facts.places, language),
            "contactPoint": told(answers) if known else None,
            "parentOrganization": _body(site, part_of, language) if part_of and open_to_all else None,
        }
    )


def _municipality(site: Site, entry: Entry, language: str) -> Iterator[Json]:
    facts = entry.facts
    assert isinstance(facts, MunicipalityFacts)
    yield _thing(site, entry, language, "GovernmentOrganization") | told(_contact(site, facts))


def _place(site: Site, entry: Entry, language: str) -> Iterator[Json]:
    facts = entry.facts
    assert isinstance(facts, PlaceFacts)
    if not is_sensitive_there(site, entry):
        yield _thing(site, entry, language, "Place") | told(
            {**_located(site, entry), "amenityFeature": list(_features(site, facts.accessibility, language))}
        )


def _course(site: Site, entry: Entry, language: str) -> Iterator[Json]:
    facts = entry.facts
    assert isinstance(facts, CourseFacts)
    yield _thing(site, entry, language, "Course") | told(
        {
            "provider": _body(site, facts.organisation, language),
            "teaches": [site.languages[language].language_name(tag) for tag in facts.teaches],
            "educationalLevel": facts.level,
            "hasCourseInstance": _lessons(site, facts, language),
        }
    )


def _lessons(site: Site, facts: CourseFacts, language: str) -> Json:
    """The lessons as they are held now: only of a course that is known to run, with a first day that a source gives."""
    running = facts.status and facts.status.value is Running.RUNNING
    if not running or not facts.starts or (facts.ends and facts.ends < site.today):
        return {}
    distant = facts.online and facts.online.value is YesNo.YES
    return told(
        {
            "@type": "CourseInstance",
            "startDate": facts.starts.isoformat(),
            "endDate": facts.ends and facts.ends.isoformat(),
            "courseMode": "onsite" if facts.places and not distant else "online" if distant else None,
            "location": _places(site, facts.places, language),
            "courseSchedule": list(schedules(site, facts.timetable)),
        }
    )


def _exam(site: Site, entry: Entry, language: str) -> Iterator[Json]:
    """The sessions to come whose day is known: one that is over needs nobody to find it."""
    facts = entry.facts
    assert isinstance(facts, ExamFacts)
    coming = [(day, one) for one in facts.sessions if (day := one.day) and day >= site.today]
    organiser = _body(site, facts.organisation, language) if facts.organisation and coming else None
    for day, session in coming:
        event = _thing(site, entry, language, "EducationEvent", one=session.held.iso)
        yield event | told({**_times(site, day, session), "educationalLevel": facts.level, "organizer": organiser})


def _times(site: Site, day: date, session: Session) -> Json:
    def at(clock_time: time | None) -> str | None:
        zone = ZoneInfo(site.config.timezone)
        return datetime.combine(day, clock_time, zone).isoformat(timespec="minutes") if clock_time else None

    return {"startDate": at(session.begins) or day.isoformat(), "endDate": at(session.ends)}


_TELLERS: dict[str, Callable[[Site, Entry, str], Iterator[Json]]] = {
    "services": _service,
    "organisations": _organisation,
    "municipalities": _municipality,
    "places": _place,
    "courses": _course,
    "exams": _exam,
}


# --- what they are made of ---------------------------------------------------------------------------------


def _thing(site: Site, entry: Entry, language: str, kind: str, one: str = "") -> Json:
    """An entry by its type; ``one`` tells apart what a single page has several of."""
    name = getattr(entry.facts, "name", None)
    title = title_of(entry, language, site).text
    signs = [name.name, *name.short] if isinstance(name, OfficialName) else []
    return told(
        {
            "@type": kind,
            **_identity(site, entry, one),
            "name": title,
            "alternateName": [sign for sign in signs if sign != title],
            "description": summary_of(entry, language, site).text,
            "mainEntityOfPage": _address(site, entry, language),
        }
    )


def _identity(site: Site, entry: Entry, one: str = "") -> Json:
    """The same for an entry on the pages of every language, so that a machine knows it again."""
    page = _address(site, entry, site.source.code)
    return {"@id": f"{page}#{one or entry.type.singular}"} if page else {}


def _address(site: Site, entry: Entry, language: str) -> str:
    base = site.config.base_url
    return absolute(entry_path(language, entry.type, entry.id), base) if base else ""


@once
def _body(site: Site, reference: Reference, language: str) -> Json:
    """An organisation, as it is named on the page of another entry."""
    entry = site.entries[reference]
    kind = BODIES.get(getattr(entry.facts, "kind", ""), "Organization")
    return {"@type": kind, **_identity(site, entry), "name": title_of(entry, language, site).text}


def _contact(site: Site, facts: OrganisationFacts | MunicipalityFacts) -> Json:
    return {
        "telephone": [site.config.phones.dialled(phone.number, phone.extension) for phone in facts.phones],
        "url": [website.address for website in facts.websites],
    }


def _phone(site: Site, phone: Any, language: str) -> Json:
    """A number, and what it is for."""
    number = site.config.phones.dialled(phone.number, phone.extension)
    note = chosen(dict(phone.note.root) if phone.note else {}, language, site)
    return told({"@type": "ContactPoint", "telephone": number, "contactType": note.text})


def _spoken(languages: Languages | None) -> list[str]:
    """The languages that a person can speak there, with or without an interpreter, as BCP 47 codes."""
    if languages is None or languages.note:
        return []
    heard = languages.interpreted if languages.interpreter is YesNo.YES else ()
    return list(dict.fromkeys((*languages.spoken, *heard)))


def _places(site: Site, references: Iterable[Reference], language: str) -> list[Json]:
    """Places, but for those where something sensitive is."""
    return [place for reference in references if (place := _place_named(site, reference, language))]


@once
def _place_named(site: Site, reference: Reference, language: str) -> Json:
    """A place, as it is named on the page of another entry; nothing where something sensitive is."""
    place = site.entries[reference]
    if is_sensitive_there(site, place):
        return {}
    name = title_of(place, language, site).text
    return {"@type": "Place", **_identity(site, place), "name": name, **told(_located(site, place))}


def _located(site: Site, place: Entry) -> Json:
    facts, point = place.facts, point_of(site, place)
    assert isinstance(facts, PlaceFacts)
    at = point and {"@type": "GeoCoordinates", "latitude": float(point.latitude), "longitude": float(point.longitude)}
    return {"address": _postal(facts.address), "geo": at}


def _postal(address: Address) -> Json:
    """As on the sign: so it finds its way on a map, too."""
    parts = {"streetAddress": address.street, "postalCode": address.postcode, "addressLocality": address.city}
    return {"@type": "PostalAddress", **told(parts)}


def _features(site: Site, access: Accessibility | None, language: str) -> Iterator[Json]:
    """The features that somebody looked at, since that day; for a machine, too, what is not known is not “no”."""
    for key in access.known() if access else ():
        label = site.entries.get(Reference("access-features", key.replace("_", "-")))
        if access and label:
            yield told(
                {
                    "@type": "LocationFeatureSpecification",
                    "name": title_of(label, language, site).text,
                    **_feature_value(access, key),
                    "validFrom": access.checked_on and access.checked_on.isoformat(),
                }
            )


def _feature_value(access: Accessibility, key: str) -> Json:
    grade = access.grade(key)
    if grade is None:
        return {"value": access.known()[key], "unitCode": "CMT" if key.endswith("_cm") else None}
    return {"value": "limited" if grade is Grade.LIMITED else grade is Grade.YES}
