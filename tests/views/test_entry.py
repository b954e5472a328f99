"""What the page of an entry knows, does not know, and says in which language."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference, walk
from sitegen.pipeline import examine
from sitegen.resolve.site import Site
from sitegen.views.entry import entry_view
from tests.builders import real_site

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site() -> Site:
    result = examine(real_site())
    assert result.site
    return result.site


def test_a_service_without_a_phone_asks_for_it_and_one_with_a_phone_does_not(site: Site) -> None:
    for service in site.of("services"):
        asked = [question.title.text for question in entry_view(site, "en", "services", service.id).questions]
        title = site.entries[Reference("questions", "phone")].facts.title.root["en"]  # type: ignore[attr-defined]
        assert (title in asked) is not bool(service.facts.phones), service.id  # type: ignore[attr-defined]


def test_questions_stand_in_the_order_of_the_vocabulary_so_that_an_editor_decides_what_comes_first(site: Site) -> None:
    order = [entry.facts.title.root["en"] for entry in site.of("questions")]  # type: ignore[attr-defined]
    for course in site.of("courses"):
        asked = [question.title.text for question in entry_view(site, "en", "courses", course.id).questions]
        assert asked == [title for title in order if title in asked]


def test_every_question_has_its_sentence_in_greek(site: Site) -> None:
    for service in site.of("services"):
        for question in entry_view(site, "fa", "services", service.id).questions:
            assert question.ask_source.endswith(";")


def test_an_organisation_is_not_said_to_be_unreachable_when_its_service_can_be_reached(site: Site) -> None:
    title = site.entries[Reference("questions", "phone")].facts.title.root["en"]  # type: ignore[attr-defined]
    reachable = {service.facts.organisation for service in site.of("services") if service.facts.phones}  # type: ignore[attr-defined]
    assert reachable
    for organisation in reachable:
        asked = [question.title.text for question in entry_view(site, "en", *organisation).questions]
        assert title not in asked, organisation


def test_nothing_in_the_real_content_is_called_confirmed(site: Site) -> None:
    for entry in site.entries.values():
        for path, value in walk(entry.facts):
            assert not (path and path[-1] == "confirmed_on" and value), f"{entry.reference} {path}"


def test_withheld_addresses_have_no_place(site: Site) -> None:
    for entry in site.of("services"):
        if getattr(entry.facts, "address", None) == "withheld":
            assert not entry.facts.places  # type: ignore[attr-defined]
