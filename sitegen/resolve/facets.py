"""What entries of a list can be chosen by, and what tells of an entry whether it has that.

A facet is read off an entry alone; of what its places say too, it is known once these are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.languages.greek import slug_of
from sitegen.model.base import Reference
from sitegen.model.contact import Address
from sitegen.model.entry import Entry
from sitegen.model.types.place import PlaceFacts
from sitegen.model.types.service import CostKind
from sitegen.model.values import Grade, YesNo
from sitegen.records import record
from sitegen.resolve.held import ITSELF, NO, NOT_KNOWN, YES, Held, Told, Towns, Value

#: ISO 639-3: Greek sign language, International Sign; ISO 639-5: any.
SIGN_LANGUAGES = frozenset({"gss", "ils", "sgn"})
CHILDREN = frozenset({"children", "unaccompanied-children", "families"})  #: Audiences.
ADULT = 18

Read = Callable[[Entry, str], Held]  #: Of an entry and the source language.
Join = Callable[[Held, Sequence[Told], Towns], Held]  #: Of what is read of an entry, and of what is told of its places.
_Answers = Mapping[object, Held]

_AS_IT_IS: _Answers = {YesNo.YES: YES, YesNo.NO: NO}
_REVERSED: _Answers = {YesNo.YES: NO, YesNo.NO: YES}
_COSTS: _Answers = {CostKind.FREE: YES, CostKind.PAID: NO}
#: In part is a yes too: some days or rooms are for women only.
_GRADES: _Answers = {Grade.YES: YES, Grade.LIMITED: YES, Grade.NO: NO}


def _at(entry: Entry, *path: str) -> Any:
    """A field inside a field of its facts; none when it is not filled in, or an entry of its type has none."""
    found: Any = entry.facts
    for name in path:
        found = getattr(found, name, None)
    return found


def _answered(*fields: str, answers: _Answers = _AS_IT_IS) -> Read:
    """A question that fields answer, the first that is filled in; what is not among ``answers`` is not known."""
    paths = [field.split(".") for field in fields]

    def read(entry: Entry, source: str) -> Held:
        for path in paths:
            if said := _at(entry, *path):
                return answers.get(said, NOT_KNOWN)
        return NOT_KNOWN

    return read


def _children(entry: Entry, source: str) -> Held:
    """A limit of age that leaves children out is a no; that they are not named is none."""
    if CHILDREN & {group.id for group in _at(entry, "for_whom", "audience") or ()}:
        return YES
    return NO if (_at(entry, "for_whom", "ages", "least") or 0) >= ADULT else NOT_KNOWN


def _step_free_there(own: Held, places: Sequence[Told], towns: Towns) -> Held:
    """Of several places one is enough for a yes; for a no all of them were looked at."""
    found = {place.held["step-free"].state(ITSELF) for place in places}
    if YesNo.YES in found:
        return YES
    return NO if found == {YesNo.NO} else NOT_KNOWN


def _sign_language(entry: Entry, source: str) -> Held:
    if _at(entry, "accessibility", "sign_language") or SIGN_LANGUAGES & set(_spoken(entry)):
        return YES
    return _AS_IT_IS.get((_at(entry, "help", "offered") or {}).get("sign-language"), NOT_KNOWN)


def _sign_language_there(own: Held, places: Sequence[Told], towns: Towns) -> Held:
    return YES if any(place.held["sign-language"].has for place in places) else own


def _spoken(entry: Entry) -> Iterator[str]:
    yield from _at(entry, "languages", "spoken") or ()
    yield from _at(entry, "languages", "interpreted") or ()
    yield from _at(entry, "accessibility", "spoken_languages") or ()


def _languages(entry: Entry, source: str) -> Held:
    """Never a no: sources name some languages. The language of the country is spoken everywhere, named or not."""
    spoken = dict.fromkeys(_spoken(entry))
    return Held(tuple(Value(code) for code in spoken if code not in {source, *SIGN_LANGUAGES}))


def _languages_there(own: Held, places: Sequence[Told], towns: Towns) -> Held:
    return Held(_all_of((own, *(place.held["language"] for place in places))))


def _topics(entry: Entry, source: str) -> Held:
    return Held(tuple(Value(topic.id) for topic in _at(entry, "topics") or ()), nothing_else=True)


def _areas(entry: Entry, source: str) -> Held:
    """The district and the town of its own address."""
    address = _at(entry, "address")
    if not isinstance(address, Address):
        return NOT_KNOWN
    named = ((name, slug_of(name)) for name in (address.district, address.city) if name)
    areas = dict.fromkeys(Value(slug, name, address.language) for name, slug in named if slug)
    return Held(tuple(areas), nothing_else=bool(address.district))


def _areas_there(own: Held, places: Sequence[Told], towns: Towns) -> Held:
    """The districts and towns of its places. Where only the town is known, it lies in no other town."""
    known = [place for place in places if place.town]
    if not known:
        return NOT_KNOWN
    found = [place.held["area"] for place in known]
    elsewhere = towns.elsewhere(frozenset(place.town for place in known))
    return Held(_all_of(found), elsewhere, all(one.nothing_else for one in found))


def _stops(entry: Entry, source: str) -> Held:
    """The stops that are named as the nearest; others are then farther away."""
    found = tuple(Value(stop.id) for stop in _at(entry, "way_there", "stops") or ())
    return Held(found, nothing_else=bool(found))


def _stops_there(own: Held, places: Sequence[Told], towns: Towns) -> Held:
    found = [place.held["stop"] for place in places]
    return Held(_all_of(found), nothing_else=bool(found) and all(one.nothing_else for one in found))


def _all_of(found: Iterable[Held]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(value for one in found for value in one.has))


@record
class Facet:
    """Something to choose by. ``label`` and ``meaning`` are interface words; ``%(name)s`` is what was chosen.

    A choice is offered when at least ``fewest`` entries have it; one of ``many`` not when all of them do. ``question``
    is what to ask where it is not known (vocabulary ``questions``). ``looked_at``: it is known only of a building that
    somebody looked at. ``read`` tells of an entry alone, ``joined`` with what is known of its places where that counts
    too; ``of_building``: only where the entry itself says nothing of the building.
    """

    key: str
    label: str
    meaning: str
    read: Read
    icon: str = ""
    fewest: int = 1
    question: str = ""
    many: bool = False
    looked_at: bool = False
    sensitive: bool = False
    joined: Join | None = None
    of_building: bool = False

    def held(self, told: Told, others: Mapping[Reference, Told], towns: Towns) -> Held:
        """What is known of an entry, with what its places have to say."""
        own = told.held[self.key]
        if self.joined is None or (self.of_building and told.has_building):
            return own
        return self.joined(own, [others[place] for place in told.places if place in others], towns)


#: The facets, in the order that they are shown in. That nobody looked at an entrance is worth saying.
FACETS: tuple[Facet, ...] = (
    Facet("free", "Free", "It is free.", _answered("cost.kind", answers=_COSTS), "cost", question="cost"),
    Facet("papers", "Without papers", "They do not ask for residence papers.",
        _answered("papers_asked.value", answers=_REVERSED), "papers", question="papers"),
    Facet("appointment", "No appointment", "You can come without an appointment.",
        _answered("appointment.needed", "enrol.needed", answers=_REVERSED), "calendar", question="appointment"),
    Facet("online", "At a distance", "You do not have to go there: it works online, by phone or by message.",
        _answered("online.value"), "online"),
    Facet("step-free", "Step-free entrance", "You go in from the street without a step.",
        _answered("accessibility.step_free_entrance"), "wheelchair", fewest=0, question="step-free", looked_at=True,
        joined=_step_free_there, of_building=True),
    Facet("sign-language", "Sign language", "The staff know sign language, or there is a sign language interpreter.",
        _sign_language, "sign-language", joined=_sign_language_there, of_building=True),
    Facet("women", "For women only", "For women only, or with days or rooms for women only.",
        _answered("women_only.value", answers=_GRADES), "women", sensitive=True),
    Facet("children", "For children", "For children, or for families with children.",
        _children, "children", question="for-whom"),
    Facet("childcare", "Childcare", "Somebody looks after your child while you are there.",
        _answered("childcare.value"), "childcare", question="childcare"),
    Facet("language", "Language", "The staff or an interpreter speak this language: %(name)s.",
        _languages, fewest=2, question="languages", many=True,
        joined=_languages_there, of_building=True),
    Facet("topic", "Topic", "", _topics, fewest=2, many=True),
    Facet("area", "Area", "The address is in this area: %(name)s.", _areas, question="address", many=True,
        joined=_areas_there),
    Facet("stop", "Stop nearby", "This stop is near: %(name)s.", _stops, question="address", many=True,
        joined=_stops_there),
)  # fmt: skip


def alone(entry: Entry, source_language: str) -> Told:
    """What is known of an entry for each facet, without its places; of a place, for what it says of what is there."""
    place = entry.facts if isinstance(entry.facts, PlaceFacts) else None
    facets = FACETS if entry.type.has_choices else [facet for facet in FACETS if place and facet.joined]
    return Told(
        {facet.key: facet.read(entry, source_language) for facet in facets},
        _at(entry, "places") or () if entry.type.has_choices else (),
        bool(_at(entry, "accessibility")),
        place.address.city if place else "",
    )
