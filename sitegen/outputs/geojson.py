"""The places as open data: one GeoJSON file (RFC 7946) in the terms of A11yJSON.

A place without confirmed coordinates has no geometry (`null`). A feature that was not checked is left out: for a
machine, too, unknown is not false. Which terms are used, and why: docs/decisions/0024-accessibility-to-choose-by.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.addresses import absolute, entry_path, places_data_path
from sitegen.model.accessibility import Accessibility, Lift, Ramp, Toilet
from sitegen.model.contact import Address, Coordinates
from sitegen.model.entry import Entry
from sitegen.model.types.place import PlaceFacts
from sitegen.model.values import Grade, YesNo
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.points import point_of

Json = dict[str, Any]


def plan(site: Site) -> Iterator[PlannedFile]:
    """The file, when there are places. Only places have an address: one that is withheld is in no place."""
    if site.of("places"):
        yield PlannedFile(places_data_path(), values={"data": "places"})


def _places(site: Site) -> bytes:
    collection = {"type": "FeatureCollection", "features": [_place(site, place) for place in site.of("places")]}
    return f"{json.dumps(collection, ensure_ascii=False, indent=1)}\n".encode()


def _place(site: Site, entry: Entry) -> Json:
    """A `Feature` that is a `PlaceInfo` of A11yJSON."""
    facts = entry.facts
    assert isinstance(facts, PlaceFacts)
    base = site.config.base_url
    page = entry_path(site.source.code, entry.type, entry.id)
    access = facts.accessibility
    properties = {
        "originalId": entry.id,
        "category": entry.type.singular,
        "name": _words(entry.words("title"), site),
        "description": _words(access.accessible_note.root, site) if access and access.accessible_note else None,
        "address": _address(facts.address),
        "infoPageUrl": absolute(page, base) if base else None,
        "accessibility": _accessibility(access) if access else None,
        "tags": {"check_date": access.checked_on.isoformat()} if access and access.checked_on else None,
    }
    point = point_of(site, entry)
    geometry = _point(point) if point else None
    return {"type": "Feature", "id": entry.id, "geometry": geometry, "properties": _told(properties)}


def _told(fields: Mapping[str, Any]) -> Json:
    """Those of the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, {}, [])}


def _words(texts: Mapping[str, str], site: Site) -> dict[str, str]:
    """A `LocalizedString`, in the order of the site's languages."""
    return {code: texts[code] for code in site.languages if texts.get(code)}


def _point(point: Coordinates) -> Json:
    return {"type": "Point", "coordinates": [float(point.longitude), float(point.latitude)]}


def _address(address: Address) -> Json:
    """A `StructuredAddress`, as on the sign; the reading in Latin letters is its `text`."""
    sign = {
        "street": address.street,
        "postalCode": address.postcode,
        "district": address.district,
        "city": address.city,
    }
    parts = {name: {address.language: text} for name, text in sign.items() if text}
    return {"text": {f"{address.language}-Latn": address.latin}, **parts}


def _accessibility(access: Accessibility) -> Json:
    languages = [*access.spoken_languages, *access.sign_language]
    signs = _told({"hasTactilePaving": _said(access.tactile_paving), "hasBraille": _said(access.braille_signs)})
    staff = {"spokenLanguages": languages, "hasFreeAssistantForVisitors": _said(access.helper)}
    dogs = _said(access.assistance_dog)
    plain = _said(access.easy_read_material)
    return _told(
        {
            **_WHEELCHAIR.get(access.wheelchair, {}),
            "entrances": [{"properties": entrance}] if (entrance := _entrance(access)) else None,
            "availableEquipment": _equipment(access),
            "hasInductionLoop": _said(access.hearing_loop),
            "hasLowStimulusEnvironment": _said(access.quiet_space),
            "signageSystems": [signs] if signs else None,
            "staff": _told(staff),
            "animalPolicy": {} if dogs is None else {"allowsAssistanceDogs": dogs, "allowsGuideDogs": dogs},
            "media": [] if plain is None else [{"type": "document", "hasPlainLanguageOption": plain}],
        }
    ) | _there_or_not(access)


#: The grade, and the older terms that say the same: most programs still read those.
_WHEELCHAIR: dict[Grade, Json] = {
    Grade.YES: {"wheelchairAccessibilityGrade": "fully", "accessibleWith": {"wheelchair": True}},
    Grade.LIMITED: {"wheelchairAccessibilityGrade": "partially", "partiallyAccessibleWith": {"wheelchair": True}},
    Grade.NO: {"wheelchairAccessibilityGrade": "not", "accessibleWith": {"wheelchair": False}},
}


def _said(answer: YesNo) -> bool | None:
    """Yes or no as a machine says it; nothing when it is not known."""
    return None if answer is YesNo.UNKNOWN else answer is YesNo.YES


def _entrance(access: Accessibility) -> Json:
    """`EntranceProperties`. Level is an entrance only without a step and without a ramp."""
    ramp = access.ramp
    level = _said(access.step_free_entrance)
    width = access.door_width_cm
    return _told(
        {
            "isLevel": level and ramp not in (Ramp.FIXED, Ramp.REMOVABLE),
            "stairs": None if access.steps_at_entrance is None else {"count": access.steps_at_entrance},
            "hasFixedRamp": {Ramp.FIXED: True, Ramp.NO: False}.get(ramp),
            "hasRemovableRamp": {Ramp.REMOVABLE: True, Ramp.NO: False}.get(ramp),
            "door": None if width is None else {"width": {"value": width, "unit": "cm"}},
        }
    )


def _equipment(access: Accessibility) -> list[Json]:
    """A lift that is there; whether it works is a thing of the moment, so it is said only with its day."""
    if access.lift not in (Lift.YES, Lift.OUT_OF_ORDER) or access.checked_on is None:
        return []
    works = {"isWorking": access.lift is Lift.YES, "stateLastUpdate": access.checked_on.isoformat()}
    return [{"category": "elevator", **works}]


def _there_or_not(access: Accessibility) -> Json:
    """What is `null` in A11yJSON where there is none."""
    said: Json = {}
    if access.toilet_wheelchair in (Toilet.YES, Toilet.NO):
        said["restrooms"] = [{"isAccessibleWithWheelchair": access.toilet_wheelchair is Toilet.YES}]
    elif access.toilet_wheelchair is Toilet.NONE:
        said["restrooms"] = None
    if isinstance(access.parking_disabled, int):
        said["parking"] = {"forWheelchairUsers": {"count": access.parking_disabled}}
    elif access.parking_disabled == "no":
        said["parking"] = {"forWheelchairUsers": None}
    return said


OUTPUT = Output("geojson", plan, {"places": _places})
