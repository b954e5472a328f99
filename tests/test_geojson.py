"""Places as GeoJSON in the terms of A11yJSON: what is known, and nothing of what is not."""

import json
from pathlib import Path
from typing import Any

from tests.builders import built, codes_of, small_site

LIBRARY = """
content/places/library/facts.yaml
  source: city-page
  address: {street: Οδός 2, city: Πόλη, postcode: 01067, district: Κέντρο, latin: "Odos 2, Poli", language: el}
  coordinates: {latitude: 37.9755, longitude: 23.7348}
  accessibility:
    wheelchair: limited
    step_free_entrance: yes
    ramp: removable
    steps_at_entrance: 1
    door_width_cm: 80
    lift: out_of_order
    toilet_wheelchair: none
    parking_disabled: no
    hearing_loop: no
    tactile_paving: yes
    sign_language: gss
    spoken_languages: [el, en]
    assistance_dog: yes
    quiet_space: unknown
    easy_read_material: yes
    accessible_note: {el: Χτυπήστε το κουδούνι., en: Ring the bell.}
    checked_on: 2026-11-03
content/places/library/text.el.md
  ---
  title: Βιβλιοθήκη <1>
  ---
content/places/library/text.ar.md
  ---
  title: مكتبة
  ---
"""


def places(config: Path, base_url: str | None = None) -> dict[str, Any]:
    files = {artifact.path: artifact.data for artifact in built(config, base_url).artifacts}
    collection = json.loads(files["places.geojson"])
    assert collection["type"] == "FeatureCollection"
    return {feature["id"]: feature for feature in collection["features"]}


def test_what_is_known_of_a_building_is_said_in_the_terms_of_a11yjson(tmp_path: Path) -> None:
    properties = places(small_site(tmp_path, LIBRARY))["library"]["properties"]
    assert properties["accessibility"] == {
        "wheelchairAccessibilityGrade": "partially",
        "partiallyAccessibleWith": {"wheelchair": True},
        "entrances": [
            {
                "properties": {
                    "isLevel": False,
                    "stairs": {"count": 1},
                    "hasRemovableRamp": True,
                    "door": {"width": {"value": 80, "unit": "cm"}},
                }
            }
        ],
        "availableEquipment": [{"category": "elevator", "isWorking": False, "stateLastUpdate": "2026-11-03"}],
        "hasInductionLoop": False,
        "signageSystems": [{"hasTactilePaving": True}],
        "staff": {"spokenLanguages": ["el", "en", "gss"]},
        "animalPolicy": {"allowsAssistanceDogs": True, "allowsGuideDogs": True},
        "media": [{"type": "document", "hasPlainLanguageOption": True}],
        "restrooms": None,
        "parking": {"forWheelchairUsers": None},
    }
    assert properties["description"] == {"el": "Χτυπήστε το κουδούνι.", "en": "Ring the bell."}
    assert properties["tags"] == {"check_date": "2026-11-03"}


def test_names_stand_in_every_language_that_has_one_and_the_address_as_on_the_sign(tmp_path: Path) -> None:
    properties = places(small_site(tmp_path, LIBRARY), "https://a.example/")["library"]["properties"]
    assert properties["name"] == {"el": "Βιβλιοθήκη <1>", "ar": "مكتبة"}
    assert properties["address"] == {
        "text": {"el-Latn": "Odos 2, Poli"},
        "street": {"el": "Οδός 2"},
        "postalCode": {"el": "01067"},
        "district": {"el": "Κέντρο"},
        "city": {"el": "Πόλη"},
    }
    assert properties["infoPageUrl"] == "https://a.example/el/places/library/"


def test_a_confirmed_point_has_its_longitude_first(tmp_path: Path) -> None:
    asked = "longitude: 23.7348, confirmed_on: 2026-11-01, confirmed_how: visit, confirmed_by: editor}"
    tree = LIBRARY.replace("longitude: 23.7348}", asked)
    geometry = places(small_site(tmp_path, tree))["library"]["geometry"]
    assert geometry == {"type": "Point", "coordinates": [23.7348, 37.9755]}


def test_a_point_that_nobody_confirmed_is_not_told(tmp_path: Path) -> None:
    assert places(small_site(tmp_path, LIBRARY))["library"]["geometry"] is None


def test_a_place_that_nobody_looked_at_has_no_point_and_says_nothing_of_the_building(tmp_path: Path) -> None:
    place = places(small_site(tmp_path))["town-hall"]
    assert place["geometry"] is None
    assert set(place["properties"]) == {"originalId", "category", "name", "address"}


def test_features_that_are_all_unknown_say_nothing(tmp_path: Path) -> None:
    unknown = "\ncontent/places/town-hall/facts.yaml\n  accessibility: {lift: unknown, wheelchair: unknown}\n"
    assert "accessibility" not in places(small_site(tmp_path, unknown))["town-hall"]["properties"]


def test_a_service_whose_address_is_withheld_is_not_in_the_file(tmp_path: Path) -> None:
    shelter = """
    content/services/shelter/facts.yaml
      source: city-page
      organisation: city
      topics: health
      address: withheld
      accessibility: {lift: yes, checked_on: 2026-11-03}
    content/services/shelter/text.el.md
      ---
      title: Στέγη
      ---
    """
    config = small_site(tmp_path, shelter)
    assert codes_of(config) == []
    assert set(places(config)) == {"town-hall"}
