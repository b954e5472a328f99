"""What entries of a list can be chosen by.

Of each facet an entry has some values, is known not to have others, and of the rest nobody said anything: that is not
known, and never a no. So an answer has three values, and several choices are joined as Kleene joins them: of one
facet the best answer counts, of several facets the worst.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from sitegen.languages.greek import slug_of
from sitegen.model.base import Reference
from sitegen.model.contact import Address
from sitegen.model.entry import ContentType, Entry
from sitegen.model.types.place import PlaceFacts
from sitegen.model.types.service import CostKind
from sitegen.model.values import Grade, YesNo

FEWEST_ENTRIES = 8  #: A shorter list is read sooner than chosen from.
#: ISO 639-3: Greek sign language, International Sign; ISO 639-5: any.
SIGN_LANGUAGES = frozenset({"gss", "ils", "sgn"})
CHILDREN = frozenset({"children", "unaccompanied-children", "families"})  #: Audiences.
ADULT = 18


class Value(NamedTuple):
    """Something that entries have in common.

    ``name`` is how it stands on signs in ``language``, where neither a vocabulary nor CLDR has a word for it.
    """

    id: str
    name: str = ""
    language: str = ""


#: The only value of a facet that is a question.
ITSELF = Value("")


class Held(NamedTuple):
    """What is known of an entry for a facet; ``nothing_else``: what is not named here it does not have."""

    has: tuple[Value, ...] = ()
    lacks: frozenset[str] = frozenset()
    nothing_else: bool = False

    def state(self, value: Value) -> YesNo:
        """Whether it has a value."""
        if value.id in (one.id for one in self.has):
            return YesNo.YES
        return YesNo.NO if self.nothing_else or value.id in self.lacks else YesNo.UNKNOWN


NOT_KNOWN = Held()
_ANSWERS = {YesNo.YES: Held((ITSELF,), nothing_else=True), YesNo.NO: Held(nothing_else=True)}


class Told(NamedTuple):
    """What is known of an entry alone: for each facet; the places where it is; whether it says itself how one gets in
    there, so that its places need not be asked; and the town of its own address.
    """

    held: Mapping[str, Held]
    places: tuple[Reference, ...]
    has_building: bool
    town: str


@dataclass(frozen=True)
class Around:
    """What is known of the entries that others stand at."""

    told: Mapping[Reference, Told]

    def held(self, facet: Facet, told: Mapping[Reference, Told]) -> dict[Reference, Held]:
        """What is known of entries for a facet, with what their places have to say."""
        join = facet.joined
        if join is None:
            return {reference: one.held[facet.key] for reference, one in told.items()}

        def joined(one: Told) -> Held:
            if facet.of_building and one.has_building:
                return one.held[facet.key]
            return join(one.held[facet.key], [self.told[place] for place in one.places if place in self.told], self)

        return {reference: joined(one) for reference, one in told.items()}

    def elsewhere(self, towns: frozenset[str]) -> frozenset[str]:
        """The districts of all other towns, and these towns, as far as places lie in them."""
        if towns not in self._elsewhere:
            others = (areas for town, areas in self._areas.items() if town not in towns)
            self._elsewhere[towns] = frozenset().union(*others)
        return self._elsewhere[towns]

    @cached_property
    def _areas(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for told in self.told.values():
            if told.town:
                found[told.town].update(area.id for area in told.held["area"].has)
        return found

    @cached_property
    def _elsewhere(self) -> dict[frozenset[str], frozenset[str]]:
        return {}


def _at(entry: Entry, *path: str) -> Any:
    """A field inside a field of its facts; none when it is not filled in, or an entry of its type has none."""
    found: Any = entry.facts
    for name in path:
        found = getattr(found, name, None)
    return found


def _answered(answer: object, answers: Mapping[object, YesNo]) -> Held:
    """A question as one of its fields answers it; what is not among ``answers`` is not known."""
    said = answers.get(answer)
    return _ANSWERS[said] if said else NOT_KNOWN


_AS_IT_IS: Mapping[object, YesNo] = {YesNo.YES: YesNo.YES, YesNo.NO: YesNo.NO}
_REVERSED: Mapping[object, YesNo] = {YesNo.YES: YesNo.NO, YesNo.NO: YesNo.YES}
_COSTS: Mapping[object, YesNo] = {CostKind.FREE: YesNo.YES, CostKind.PAID: YesNo.NO}
#: In part is a yes too: some days or rooms are for women only.
_GRADES: Mapping[object, YesNo] = {Grade.YES: YesNo.YES, Grade.LIMITED: YesNo.YES, Grade.NO: YesNo.NO}


def _free(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "cost", "kind"), _COSTS)


def _no_papers(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "papers_asked", "value"), _REVERSED)


def _no_appointment(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "appointment", "needed") or _at(entry, "enrol", "needed"), _REVERSED)


def _online(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "online", "value"), _AS_IT_IS)


def _childcare(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "childcare", "value"), _AS_IT_IS)


def _women(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "women_only", "value"), _GRADES)


def _children(entry: Entry, source: str) -> Held:
    """A limit of age that leaves children out is a no; that they are not named is none."""
    if CHILDREN & {group.id for group in _at(entry, "for_whom", "audience") or ()}:
        return _ANSWERS[YesNo.YES]
    return _ANSWERS[YesNo.NO] if (_at(entry, "for_whom", "ages", "least") or 0) >= ADULT else NOT_KNOWN


def _step_free(entry: Entry, source: str) -> Held:
    return _answered(_at(entry, "accessibility", "step_free_entrance"), _AS_IT_IS)


def _step_free_there(own: Held, places: Sequence[Told], around: Around) -> Held:
    """Of several places one is enough for a yes; for a no all of them were looked at."""
    found = {place.held["step-free"].state(ITSELF) for place in places}
    if YesNo.YES in found:
        return _ANSWERS[YesNo.YES]
    return _ANSWERS[YesNo.NO] if found == {YesNo.NO} else NOT_KNOWN


def _sign_language(entry: Entry, source: str) -> Held:
    if _at(entry, "accessibility", "sign_language") or SIGN_LANGUAGES & set(_spoken(entry)):
        return _ANSWERS[YesNo.YES]
    return _answered((_at(entry, "help", "offered") or {}).get("sign-language"), _AS_IT_IS)


def _sign_language_there(own: Held, places: Sequence[Told], around: Around) -> Held:
    signed = any(place.held["sign-language"].has for place in places)
    return _ANSWERS[YesNo.YES] if signed else own


def _spoken(entry: Entry) -> Iterator[str]:
    yield from _at(entry, "languages", "spoken") or ()
    yield from _at(entry, "languages", "interpreted") or ()
    yield from _at(entry, "accessibility", "spoken_languages") or ()


def _topics(entry: Entry, source: str) -> Held:
    return Held(tuple(Value(topic.id) for topic in _at(entry, "topics") or ()), nothing_else=True)


def _languages(entry: Entry, source: str) -> Held:
    """Never a no: sources name some languages. The language of the country is spoken everywhere, named or not."""
    spoken = dict.fromkeys(_spoken(entry))
    return Held(tuple(Value(code) for code in spoken if code not in {source, *SIGN_LANGUAGES}))


def _languages_there(own: Held, places: Sequence[Told], around: Around) -> Held:
    return Held(_all_of((own, *(place.held["language"] for place in places))))


def _areas(entry: Entry, source: str) -> Held:
    """The district and the town of its own address."""
    address = _at(entry, "address")
    if not isinstance(address, Address):
        return NOT_KNOWN
    named = ((name, slug_of(name)) for name in (address.district, address.city) if name)
    areas = dict.fromkeys(Value(slug, name, address.language) for name, slug in named if slug)
    return Held(tuple(areas), nothing_else=bool(address.district))


def _areas_there(own: Held, places: Sequence[Told], around: Around) -> Held:
    """The districts and towns of its places. Where only the town is known, it lies in no other town."""
    known = [place for place in places if place.town]
    if not known:
        return NOT_KNOWN
    found = [place.held["area"] for place in known]
    elsewhere = around.elsewhere(frozenset(place.town for place in known))
    return Held(_all_of(found), elsewhere, all(one.nothing_else for one in found))


def _stops(entry: Entry, source: str) -> Held:
    """The stops that are named as the nearest; others are then farther away."""
    found = tuple(Value(stop.id) for stop in _at(entry, "way_there", "stops") or ())
    return Held(found, nothing_else=bool(found))


def _stops_there(own: Held, places: Sequence[Told], around: Around) -> Held:
    found = [place.held["stop"] for place in places]
    return Held(_all_of(found), nothing_else=bool(found) and all(one.nothing_else for one in found))


def _all_of(found: Iterable[Held]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(value for one in found for value in one.has))


@dataclass(frozen=True)
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
    read: Callable[[Entry, str], Held]
    icon: str = ""
    fewest: int = 1
    question: str = ""
    many: bool = False
    looked_at: bool = False
    sensitive: bool = False
    joined: Callable[[Held, Sequence[Told], Around], Held] | None = None
    of_building: bool = False


#: The facets, in the order that they are shown in. That nobody looked at an entrance is worth saying.
FACETS: tuple[Facet, ...] = (
    Facet("free", "Free", "It is free.", _free, "cost", question="cost"),
    Facet("papers", "Without papers", "They do not ask for residence papers.",
        _no_papers, "papers", question="papers"),
    Facet("appointment", "No appointment", "You can come without an appointment.",
        _no_appointment, "calendar", question="appointment"),
    Facet("online", "At a distance", "You do not have to go there: it works online, by phone or by message.",
        _online, "online"),
    Facet("step-free", "Step-free entrance", "You go in from the street without a step.",
        _step_free, "wheelchair", fewest=0, question="step-free", looked_at=True,
        joined=_step_free_there, of_building=True),
    Facet("sign-language", "Sign language", "The staff know sign language, or there is a sign language interpreter.",
        _sign_language, "sign-language", joined=_sign_language_there, of_building=True),
    Facet("women", "For women only", "For women only, or with days or rooms for women only.",
        _women, "women", sensitive=True),
    Facet("children", "For children", "For children, or for families with children.",
        _children, "children", question="for-whom"),
    Facet("childcare", "Childcare", "Somebody looks after your child while you are there.",
        _childcare, "childcare", question="childcare"),
    Facet("language", "Language", "The staff or an interpreter speak this language: %(name)s.",
        _languages, fewest=2, question="languages", many=True,
        joined=_languages_there, of_building=True),
    Facet("topic", "Topic", "", _topics, fewest=2, many=True),
    Facet("area", "Area", "The address is in this area: %(name)s.", _areas, question="address", many=True,
        joined=_areas_there),
    Facet("stop", "Stop nearby", "This stop is near: %(name)s.", _stops, question="address", many=True,
        joined=_stops_there),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A value of a facet, with the entries that have it and those of which it is not known."""

    facet: str
    value: Value
    has: tuple[Reference, ...]
    unknown: tuple[Reference, ...]

    @property
    def id(self) -> str:
        """``free``, ``language/ar``: unique in a list, and the end of the address of its page."""
        return _id(self.facet, self.value)


def _id(facet: str, value: Value) -> str:
    return f"{facet}/{value.id}" if value.id else facet


class Marks(NamedTuple):
    """The choices that an entry has, and those that it has not: a facet stands for all others of its own."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Choices:
    """What a list can be chosen from by, and how each of its entries stands to it."""

    offered: tuple[Choice, ...] = ()
    marks: Mapping[Reference, Marks] = field(default_factory=dict)

    def choice(self, identifier: str) -> Choice:
        """The choice with that id."""
        return next(choice for choice in self.offered if choice.id == identifier)


def alone(entry: Entry, source_language: str) -> Told:
    """What is known of an entry for each facet, without its places; of a place, for what it says of what is there."""
    is_place = isinstance(entry.facts, PlaceFacts)
    facets = FACETS if entry.type.has_choices else [facet for facet in FACETS if facet.joined and is_place]
    return Told(
        {facet.key: facet.read(entry, source_language) for facet in facets},
        _at(entry, "places") or () if entry.type.has_choices else (),
        bool(_at(entry, "accessibility")),
        entry.facts.address.city if isinstance(entry.facts, PlaceFacts) else "",
    )


def choices(
    kinds: Iterable[ContentType], collections: Mapping[str, tuple[Entry, ...]], told: Mapping[Reference, Told]
) -> dict[str, Choices]:
    """What each collection can be chosen from by, with what is ``told`` of each entry alone; nothing where its list is
    short.
    """
    around = Around(told)
    wanted = {kind.collection: collections.get(kind.collection, ()) for kind in kinds if kind.has_choices}
    return {name: _choices(found, around) for name, found in wanted.items() if len(found) >= FEWEST_ENTRIES}


def _choices(entries: Iterable[Entry], around: Around) -> Choices:
    told = {entry.reference: around.told[entry.reference] for entry in entries}
    held = {facet.key: around.held(facet, told) for facet in FACETS}
    offered = tuple(choice for facet in FACETS for choice in _offered(facet, held[facet.key]))
    by_facet: dict[str, set[str]] = defaultdict(set)
    for choice in offered:
        by_facet[choice.facet].add(choice.id)
    return Choices(offered, {reference: _marks(reference, held, by_facet) for reference in told})


def _offered(facet: Facet, held: Mapping[Reference, Held]) -> Iterator[Choice]:
    values = {value.id: value for one in held.values() for value in one.has} if facet.many else {"": ITSELF}
    having: dict[str, list[Reference]] = defaultdict(list)
    for reference, one in held.items():
        for identifier in {value.id for value in one.has}:
            having[identifier].append(reference)
    told = {r: {value.id for value in one.has} | one.lacks for r, one in held.items() if not one.nothing_else}
    for identifier, value in sorted(values.items()):
        has = tuple(having[identifier])
        if len(has) >= facet.fewest and not (facet.many and len(has) == len(held)):
            unknown = tuple(reference for reference, ids in told.items() if identifier not in ids)
            yield Choice(facet.key, value, has, unknown)


def _marks(
    reference: Reference, held: Mapping[str, Mapping[Reference, Held]], offered: Mapping[str, set[str]]
) -> Marks:
    """How an entry stands to the choices that are offered: their ids by facet."""
    has, lacks = list[str](), list[str]()
    for facet, ids in offered.items():
        one = held[facet][reference]
        own = ids & {_id(facet, value) for value in one.has}
        has += sorted(own)
        if one.nothing_else:
            lacks += [facet] if own != ids else []
        else:
            lacks += sorted((ids - own) & {_id(facet, Value(identifier)) for identifier in one.lacks})
    return Marks(tuple(has), tuple(lacks))
