"""What pages tell search engines of their facts: in the terms of schema.org, and no more than is sure without a note."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sitegen.pipeline import examine
from sitegen.views.linked_data.block import data_block
from sitegen.views.linked_data.entries import things
from tests.builders import built, real_site, service, small_site, with_real_look
from tests.schema_org import Vocabulary, expanded, schema_org, told

BASE = "https://city.example/help/"
CONFIRMED = "confirmed_on: 2026-11-01, confirmed_how: phone, confirmed_by: editors"

SITE = (
    service(
        "clinic",
        "phones: [{number: 210 323 8000, note: {el: Ραντεβού, en: Appointments}}, '1595'], places: library, "
        "languages: {spoken: [el, ar], interpreter: yes, interpreted: fa}, "
        "websites: [{address: 'https://clinic.example/', languages: [el, en]}], "
        "cost: {kind: free}, papers_asked: no, "
        "name: {language: el, name: Ιατρείο Δήμου, short: [ΙΔ]}, "
        f"hours: {{week: [{{days: mon-fri, opens: 09:00, closes: 15:00}}], holidays: closed, closures: 2026-12-24, {CONFIRMED}}}",
    )
    + service("unconfirmed", "hours: {week: [{days: mon, opens: 09:00, closes: 15:00}]}")
    + service(
        "lapsed",
        "hours: {week: [{days: mon, opens: 09:00, closes: 15:00}], confirmed_on: 2026-01-01, confirmed_how: phone, confirmed_by: editors}",
    )
    + service("monthly", f"hours: {{week: [{{days: mon, nth: 2, opens: 09:00, closes: 15:00}}], {CONFIRMED}}}")
    + service("limited", f"hours: {{always: yes, note: {{el: Μόνο για επείγοντα}}, {CONFIRMED}}}")
    + service("always", f"hours: {{always: yes, {CONFIRMED}}}")
    + service("ended", "status: ended, phones: 210 000 0001")
    + service("shelter", "address: withheld, phones: 210 000 0002")
    + service("secret", "sensitive: yes, phones: 210 000 0003, places: flat")
    + service("open-there", "places: flat")
    + service("hidden", "phones: 210 000 0004").replace("organisation: city", "organisation: quiet")
    + """
    content/places/library/facts.yaml
        source: city-page
        address: {street: Οδός 2, city: Πόλη, postcode: 01067, latin: "Odos 2, Poli", language: el}
        coordinates: {latitude: 37.9755, longitude: 23.7348, confirmed_on: 2026-11-01, confirmed_how: visit, confirmed_by: editors}
        accessibility: {wheelchair: limited, step_free_entrance: yes, lift: no, door_width_cm: 80, checked_on: 2026-11-03}
    content/places/library/text.el.md
        ---
        title: Βιβλιοθήκη
        ---
    content/places/library/text.en.md
        ---
        title: Library
        ---
    content/places/flat/facts.yaml
        source: city-page
        address: {street: Κρυφή 9, city: Πόλη, latin: "Krifi 9, Poli", language: el}
        coordinates: {latitude: 37.1111, longitude: 23.2222, confirmed_on: 2026-11-01, confirmed_how: visit, confirmed_by: editors}
    content/places/flat/text.el.md
        ---
        title: Διαμέρισμα
        ---
    content/organisations/quiet/facts.yaml
        source: city-page
        name: {language: el, name: Ησυχία}
        kind: ngo
        sensitive: yes
    content/organisations/quiet/text.el.md
        ---
        title: Ησυχία
        ---
    content/organisations/helpers/facts.yaml
        source: city-page
        name: {language: el, name: Βοηθοί}
        kind: ngo
        part_of: quiet
        phones: +30 694 277 3030
        emails: help@helpers.example
        websites: [https://helpers.example/]
        places: library
        languages: {spoken: fa}
    content/organisations/helpers/text.el.md
        ---
        title: Βοηθοί
        summary: Βοηθούν με χαρτιά.
        ---
    content/municipalities/town/facts.yaml
        {source: city-page, name: {language: el, name: Δήμος Πόλης}, phones: 210 323 8001}
    content/municipalities/town/text.el.md
        ---
        title: Πόλη
        ---
    content/courses/greek/facts.yaml
        {source: city-page, organisation: helpers, topics: health, teaches: el, level: A1, status: running,
         starts: 2026-10-05, ends: 2027-01-29, places: library,
         timetable: {week: [{days: [mon, wed], opens: 18:00, closes: 20:00}], CONFIRMED}}
    content/courses/greek/text.el.md
        ---
        title: Ελληνικά
        ---
    content/courses/unsure/facts.yaml
        {source: city-page, organisation: city, topics: health, status: unknown, starts: 2026-10-05}
    content/courses/unsure/text.el.md
        ---
        title: Ίσως
        ---
    content/exams/test/facts.yaml
        source: city-page
        name: {language: el, name: Εξέταση}
        organisation: city
        topics: health
        level: B1
        points: 10
        pass_mark: 5
        parts: [{id: all, title: {el: Όλα}, points: 10, pass_mark: 5}]
        sessions:
          - {held: 2026-05-17}
          - {held: 2027-05-16, begins: 09:00, ends: 12:00}
          - {held: 2027-11}
          - {held: 2027-11-28}
    content/exams/test/text.el.md
        ---
        title: Εξέταση
        ---
""".replace("CONFIRMED", CONFIRMED)
)


__all__ = ["schema_org"]

Of = Callable[[str], dict[str, Any]]


def pages_of(folder: Path, tree: str, base_url: str | None = BASE) -> dict[str, str]:
    result = built(with_real_look(small_site(folder, tree)), base_url)
    assert result.ok, result.problems
    return {file.path: file.data.decode() for file in result.artifacts if file.is_page}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages_of(tmp_path_factory.mktemp("told"), SITE)


@pytest.fixture(scope="module")
def of(pages: dict[str, str]) -> Of:
    """What the page of an entry is about; nothing when it tells nothing."""

    def found(path: str) -> dict[str, Any]:
        about = [thing for thing in told(pages[f"{path}/index.html"]) if thing["@type"] != "BreadcrumbList"]
        return about[0] if about else {}

    return found


def test_a_service_of_a_public_body_says_who_gives_it_and_how_it_is_reached(of: Of) -> None:
    told_of = of("en/services/clinic")
    assert told_of["@type"] == "GovernmentService"
    assert told_of["@id"] == f"{BASE}el/services/clinic/#service"
    assert told_of["mainEntityOfPage"] == f"{BASE}en/services/clinic/"
    assert told_of["alternateName"] == ["Ιατρείο Δήμου", "ΙΔ"]
    assert told_of["provider"] == {
        "@type": "GovernmentOrganization",
        "@id": f"{BASE}el/organisations/city/#organisation",
        "name": told_of["provider"]["name"],
    }
    people, web = told_of["availableChannel"]
    assert people["servicePhone"] == [
        {"@type": "ContactPoint", "telephone": "+302103238000", "contactType": "Appointments"},
        {"@type": "ContactPoint", "telephone": "1595"},
    ]
    assert people["availableLanguage"] == ["el", "ar", "fa"]
    assert people["serviceLocation"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Οδός 2",
        "postalCode": "01067",
        "addressLocality": "Πόλη",
    }
    assert web == {
        "@type": "ServiceChannel",
        "serviceUrl": "https://clinic.example/",
        "availableLanguage": ["el", "en"],
    }


def test_what_has_conditions_is_not_told(of: Of) -> None:
    told_of = json.dumps(of("en/services/clinic"))
    for name in ("offers", "price", "isAccessibleForFree", "audience", 'availableLanguage": "papers'):
        assert name not in told_of


def test_confirmed_hours_are_told_for_as_long_as_that_holds(of: Of) -> None:
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    hours = {"@type": "OpeningHoursSpecification"}
    assert of("en/services/clinic")["hoursAvailable"] == [
        {**hours, "dayOfWeek": week, "opens": "09:00", "closes": "15:00", "validThrough": "2027-01-30"},
        {**hours, "dayOfWeek": "PublicHolidays", "opens": "00:00", "closes": "00:00", "validThrough": "2027-01-30"},
        {**hours, "opens": "00:00", "closes": "00:00", "validFrom": "2026-12-24", "validThrough": "2026-12-24"},
    ]
    always = of("en/services/always")["hoursAvailable"]
    assert (always["opens"], always["closes"], len(always["dayOfWeek"])) == ("00:00", "23:59", 7)


@pytest.mark.parametrize("name", ["unconfirmed", "lapsed", "monthly", "limited"])
def test_hours_that_are_not_confirmed_now_or_cannot_be_said_whole_are_not_told(of: Of, name: str) -> None:
    assert "hoursAvailable" not in of(f"en/services/{name}")


def test_a_building_has_the_features_that_somebody_looked_at(of: Of) -> None:
    place = of("en/places/library")
    assert place["@type"] == "Place"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 37.9755, "longitude": 23.7348}
    values = {one["name"]: one["value"] for one in place["amenityFeature"]}
    assert set(values.values()) == {"limited", True, False, 80}
    assert {one["validFrom"] for one in place["amenityFeature"]} == {"2026-11-03"}


def test_an_organisation_is_told_by_its_kind_without_what_is_sensitive_above_it(of: Of) -> None:
    helpers = of("el/organisations/helpers")
    assert helpers["@type"] == "NGO"
    assert helpers["telephone"] == "+306942773030"
    assert helpers["url"] == "https://helpers.example/"
    assert helpers["location"]["name"] == "Βιβλιοθήκη"
    assert helpers["contactPoint"] == {"@type": "ContactPoint", "availableLanguage": "fa"}
    assert "parentOrganization" not in helpers
    assert of("el/municipalities/town")["telephone"] == "+302103238001"


def test_lessons_are_told_while_they_run(of: Of) -> None:
    course = of("el/courses/greek")
    assert course["hasCourseInstance"] == {
        "@type": "CourseInstance",
        "startDate": "2026-10-05",
        "endDate": "2027-01-29",
        "courseMode": "onsite",
        "location": course["hasCourseInstance"]["location"],
        "courseSchedule": {
            "@type": "Schedule",
            "byDay": ["Monday", "Wednesday"],
            "startTime": "18:00",
            "endTime": "20:00",
            "repeatFrequency": "P1W",
            "scheduleTimezone": "Europe/Athens",
        },
    }
    assert "hasCourseInstance" not in of("el/courses/unsure")


def test_sessions_to_come_whose_day_is_known_are_events(pages: dict[str, str]) -> None:
    events = [one for one in told(pages["el/exams/test/index.html"]) if one["@type"] == "EducationEvent"]
    assert [(one["startDate"], one.get("endDate")) for one in events] == [
        ("2027-05-16T09:00+03:00", "2027-05-16T12:00+03:00"),
        ("2027-11-28", None),
    ]
    assert len({one["@id"] for one in events}) == 2


def test_the_way_to_a_page_is_told_with_what_it_is_about(pages: dict[str, str]) -> None:
    way = told(pages["en/services/clinic/index.html"])[0]
    assert [(one["position"], one["name"], one.get("item")) for one in way["itemListElement"]] == [
        (1, "Home", {"@id": f"{BASE}en/"}),
        (2, "Services", {"@id": f"{BASE}en/services/"}),
        (3, "clinic", None),
    ]
    assert not told(pages["en/services/index.html"])


@pytest.mark.parametrize("name", ["secret", "hidden", "ended"])
def test_nothing_is_told_of_what_is_sensitive_or_has_ended(pages: dict[str, str], name: str) -> None:
    assert not told(pages[f"el/services/{name}/index.html"])


def test_no_address_is_told_that_is_withheld_or_where_something_sensitive_is(pages: dict[str, str], of: Of) -> None:
    assert set(of("el/services/shelter")["availableChannel"]) == {"@type", "servicePhone"}
    assert "availableChannel" not in of("el/services/open-there")
    assert not told(pages["el/places/flat/index.html"])
    for page in pages.values():
        assert not any("Κρυφή" in str(thing) or "37.1111" in str(thing) for thing in told(page))


def test_a_page_that_shows_the_text_of_another_language_tells_nothing(pages: dict[str, str]) -> None:
    assert not told(pages["ar/services/clinic/index.html"])


def test_home_and_the_choice_of_language_are_the_site(pages: dict[str, str]) -> None:
    for path in ("", "en/"):
        (site,) = told(pages[f"{path}index.html"])
        assert (site["@type"], site["url"]) == ("WebSite", f"{BASE}{path}")
    assert not told(pages["404.html"])


def test_without_an_address_of_the_site_no_address_of_it_is_told(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, service("clinic", "phones: 1595"), None)
    (clinic,) = told(pages["en/services/clinic/index.html"])
    assert clinic["availableChannel"]["servicePhone"]["telephone"] == "1595"
    assert not {"@id", "mainEntityOfPage"} & set(clinic)
    assert not told(pages["en/index.html"])


def test_every_property_is_one_of_its_type_in_the_vocabulary(pages: dict[str, str], schema_org: Vocabulary) -> None:
    found = [thing for page in pages.values() for thing in told(page)]
    assert [fault for thing in found for fault in schema_org.faults(thing)] == []
    assert {thing["@type"] for thing in found} >= {
        "BreadcrumbList", "Course", "EducationEvent", "GovernmentOrganization", "GovernmentService", "NGO", "Place", "WebSite",
    }  # fmt: skip


def test_the_check_knows_what_is_not_in_the_vocabulary(schema_org: Vocabulary) -> None:
    channel = {"@type": "ServiceChannel", "servicePhone": "210", "availableLanguage": "fa"}
    wrong = {"@type": "Service", "availableLanguage": "fa", "availableChannel": [channel], "hoursAvailable": channel}
    assert list(schema_org.faults(wrong)) == [
        "/Service: has no availableLanguage",
        "/Service.availableChannel/ServiceChannel.servicePhone: is not '210'",
        "/Service.hoursAvailable: is no ServiceChannel",
        "/Service.hoursAvailable/ServiceChannel.servicePhone: is not '210'",
    ]
    assert list(schema_org.faults({"@type": "Service", "name": "x", "isPartOf": {}}))
    assert list(schema_org.faults({"@type": "OpeningHoursSpecification", "opens": "9 h", "dayOfWeek": "Funday"}))


def test_another_reader_of_json_ld_understands_every_word(pages: dict[str, str]) -> None:
    written = [thing for page in pages.values() for thing in told(page)]
    words = set(re.findall(r'"(\w+)": ', json.dumps(written)))
    understood = json.dumps(expanded(written))
    assert {word for word in words if f'"https://schema.org/{word}"' not in understood} == set()


def test_the_real_content_is_told_in_the_vocabulary_and_nothing_sensitive_is(schema_org: Vocabulary) -> None:
    site = examine(real_site()).site
    assert site
    site = replace(site, config=site.config.model_copy(update={"base_url": BASE}))
    for language in site.languages:
        for entry in site.entries.values():
            found = things(site, entry, language)
            assert [fault for thing in found for fault in schema_org.faults(thing)] == []
            assert not (found and getattr(entry.facts, "sensitive", False))


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029", '"\\', "]]>", "{{ 7*7 }}", "&lt;"]
)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    assert "<" not in data_block([{"name": text}])
    assert json.loads(data_block([{"name": text}]))["name"] == text


def test_hostile_content_does_not_leave_its_block(tmp_path: Path) -> None:
    title = "</script><!--<script>alert(1)</script>"
    tree = service("odd").replace("title: odd", f"title: '{title}'")
    page = pages_of(tmp_path, tree)["en/services/odd/index.html"]
    assert [thing["name"] for thing in told(page) if "name" in thing] == [title]
    assert "alert(1)</script>" not in page
