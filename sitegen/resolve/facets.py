"""What entries of a list can be chosen by.

Of each facet an entry has some values, is known not to have others, and of the rest nobody said anything: that is not
known, and never a no. So an answer has three values, and several choices are joined as Kleene joins them: of one
facet the best answer counts, of several facets the worst.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from sitegen.languages.greek import slug_of
from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Facts, Reference
from sitegen.model.contact import Address
from sitegen.model.entry import ContentType, Entry
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


@dataclass(frozen=True)
class Around:
    """What a facet may look at beside the entry itself."""

    entries: Mapping[Reference, Entry]
    source_language: str

    def places(self, entry: Entry) -> list[Facts]:
        """The facts of the places where something is; none when its address is withheld."""
        named = getattr(entry.facts, "places", ())
        return [self.entries[reference].facts for reference in named if reference in self.entries]

    def accessibility(self, entry: Entry) -> list[Accessibility | None]:
        """What is known of the building: the entry's own, else that of each of its places."""
        own = getattr(entry.facts, "accessibility", None)
        return [own] if own else [getattr(place, "accessibility", None) for place in self.places(entry)]

    @cached_property
    def areas(self) -> Mapping[str, frozenset[str]]:
        """The districts of each town, and the town itself, as far as places lie in them."""
        found: dict[str, set[str]] = defaultdict(set)
        with_address = (e for e in self.entries.values() if "address" in e.type.facts.model_fields)
        for entry in with_address:
            if isinstance(address := getattr(entry.facts, "address", None), Address):
                found[address.city].update(area.id for area in _areas_of(address))
        return {town: frozenset(areas) for town, areas in found.items()}


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


def _free(entry: Entry, around: Around) -> Held:
    return _answered(_at(entry, "cost", "kind"), _COSTS)


def _no_papers(entry: Entry, around: Around) -> Held:
    return _answered(_at(entry, "papers_asked", "value"), _REVERSED)


def _no_appointment(entry: Entry, around: Around) -> Held:
    return _answered(_at(entry, "appointment", "needed") or _at(entry, "enrol", "needed"), _REVERSED)


def _online(entry: Entry, around: Around) -> Held:
    return _answered(_at(entry, "online", "value"), _AS_IT_IS)


def _childcare(entry: Entry, around: Around) -> Held:
    return _answered(_at(entry, "childcare", "value"), _AS_IT_IS)


def _women(entry: Entry, around: Around) -> Held:
    return _answered(_at(entry, "women_only", "value"), _GRADES)


def _children(entry: Entry, around: Around) -> Held:
    """A limit of age that leaves children out is a no; that they are not named is none."""
    if CHILDREN & {group.id for group in _at(entry, "for_whom", "audience") or ()}:
        return _ANSWERS[YesNo.YES]
    return _ANSWERS[YesNo.NO] if (_at(entry, "for_whom", "ages", "least") or 0) >= ADULT else NOT_KNOWN


def _step_free(entry: Entry, around: Around) -> Held:
    """Of several places one is enough for a yes; for a no all of them were looked at."""
    found = {access.step_free_entrance if access else YesNo.UNKNOWN for access in around.accessibility(entry)}
    if YesNo.YES in found:
        return _ANSWERS[YesNo.YES]
    return _ANSWERS[YesNo.NO] if found == {YesNo.NO} else NOT_KNOWN


def _sign_language(entry: Entry, around: Around) -> Held:
    signed = any(access and access.sign_language for access in around.accessibility(entry))
    if signed or SIGN_LANGUAGES & set(_spoken(entry, around)):
        return _ANSWERS[YesNo.YES]
    return _answered((_at(entry, "help", "offered") or {}).get("sign-language"), _AS_IT_IS)


def _spoken(entry: Entry, around: Around) -> Iterator[str]:
    yield from _at(entry, "languages", "spoken") or ()
    yield from _at(entry, "languages", "interpreted") or ()
    for access in around.accessibility(entry):
        yield from access.spoken_languages if access else ()


def _topics(entry: Entry, around: Around) -> Held:
    return Held(tuple(Value(topic.id) for topic in _at(entry, "topics") or ()), nothing_else=True)


def _languages(entry: Entry, around: Around) -> Held:
    """Never a no: sources name some languages. The language of the country is spoken everywhere, named or not."""
    spoken = dict.fromkeys(_spoken(entry, around))
    return Held(tuple(Value(code) for code in spoken if code not in {around.source_language, *SIGN_LANGUAGES}))


def _areas(entry: Entry, around: Around) -> Held:
    """The districts and towns of its places. Where only the town is known, it lies in no other town."""
    found = (getattr(place, "address", None) for place in around.places(entry))
    addresses = [address for address in found if isinstance(address, Address)]
    if not addresses:
        return NOT_KNOWN
    towns = {address.city for address in addresses}
    return Held(
        tuple(dict.fromkeys(area for address in addresses for area in _areas_of(address))),
        frozenset().union(*(areas for town, areas in around.areas.items() if town not in towns)),
        all(address.district for address in addresses),
    )


def _areas_of(address: Address) -> Iterator[Value]:
    for name in (address.district, address.city):
        if name and slug_of(name):
            yield Value(slug_of(name), name, address.language)


def _stops(entry: Entry, around: Around) -> Held:
    """The stops that are named as the nearest; others are then farther away."""
    ways = [getattr(place, "way_there", None) for place in around.places(entry)]
    named = [way.stops if way else () for way in ways]
    found = dict.fromkeys(stop.id for stops in named for stop in stops)
    return Held(tuple(map(Value, found)), nothing_else=bool(named) and all(named))


@dataclass(frozen=True)
class Facet:
    """Something to choose by. ``label`` and ``meaning`` are interface words; ``%(name)s`` is what was chosen.

    A choice is offered when at least ``fewest`` entries have it; one of ``many`` not when all of them do. ``question``
    is what to ask where it is not known (vocabulary ``questions``). ``looked_at``: it is known only of a building that
    somebody looked at. ``of_places``: what is known of its places counts too.
    """

    key: str
    label: str
    meaning: str
    read: Callable[[Entry, Around], Held]
    icon: str = ""
    fewest: int = 1
    question: str = ""
    many: bool = False
    looked_at: bool = False
    sensitive: bool = False
    of_places: bool = False


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
        of_places=True),
    Facet("sign-language", "Sign language", "The staff know sign language, or there is a sign language interpreter.",
        _sign_language, "sign-language", of_places=True),
    Facet("women", "For women only", "For women only, or with days or rooms for women only.",
        _women, "women", sensitive=True),
    Facet("children", "For children", "For children, or for families with children.",
        _children, "children", question="for-whom"),
    Facet("childcare", "Childcare", "Somebody looks after your child while you are there.",
        _childcare, "childcare", question="childcare"),
    Facet("language", "Language", "The staff or an interpreter speak this language: %(name)s.",
        _languages, fewest=2, question="languages", many=True,
        of_places=True),
    Facet("topic", "Topic", "", _topics, fewest=2, many=True),
    Facet("area", "Area", "The address is in this area: %(name)s.", _areas, question="address", many=True,
        of_places=True),
    Facet("stop", "Stop nearby", "This stop is near: %(name)s.", _stops, question="address", many=True,
        of_places=True),
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


def alone(entry: Entry, source_language: str) -> dict[str, Held]:
    """What is known of an entry for each facet, as far as no place of its has a say in it."""
    around = Around({}, source_language)
    has_places = bool(getattr(entry.facts, "places", ()))
    facets = [facet for facet in FACETS if not (facet.of_places and has_places)]
    return {facet.key: facet.read(entry, around) for facet in facets} if entry.type.has_choices else {}


def choices(
    kinds: Iterable[ContentType],
    collections: Mapping[str, tuple[Entry, ...]],
    around: Around,
    known: Mapping[Reference, Mapping[str, Held]],
) -> dict[str, Choices]:
    """What each collection can be chosen from by, with what is ``known`` of each entry alone; nothing where its list is
    short.
    """
    wanted = {kind.collection: collections.get(kind.collection, ()) for kind in kinds if kind.has_choices}
    return {name: _choices(found, around, known) for name, found in wanted.items() if len(found) >= FEWEST_ENTRIES}


def _choices(entries: Iterable[Entry], around: Around, known: Mapping[Reference, Mapping[str, Held]]) -> Choices:
    held = {
        facet.key: {e.reference: known[e.reference].get(facet.key) or facet.read(e, around) for e in entries}
        for facet in FACETS
    }
    offered = tuple(choice for facet in FACETS for choice in _offered(facet, held[facet.key]))
    by_facet: dict[str, set[str]] = defaultdict(set)
    for choice in offered:
        by_facet[choice.facet].add(choice.id)
    return Choices(offered, {entry.reference: _marks(entry.reference, held, by_facet) for entry in entries})


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
