"""The card to show, and where things lie on the map."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.resolve.site import Site
from sitegen.views.entry import EntryView, entry_view
from sitegen.views.lists import collection_view
from sitegen.views.showing import CALL_FOR_ME, LOOKING_FOR, TAKE_ME
from tests.builders import ROOT_TEMPLATES, built, problems_of, small_site

#: A service at a place, one without, a shelter, a line that must stay unknown; and two places with a point.
SERVICES = """
    content/phrases.yaml
        - {id: take-me-here, text: {el: Πηγαίνετέ με.}}
        - {id: looking-for-this, text: {el: Αυτό ψάχνω.}}
        - {id: call-for-me, text: {el: Τηλεφωνήστε για μένα.}}
    content/services/no-place/facts.yaml
        {source: city-page, organisation: city, topics: health}
    content/services/no-place/text.el.md
        ---
        title: Χωρίς διεύθυνση
        ---
    content/services/shelter/facts.yaml
        {source: city-page, organisation: city, topics: health, address: withheld, phones: 210 000 0000}
    content/services/shelter/text.el.md
        ---
        title: Ξενώνας
        ---
    content/services/quiet/facts.yaml
        {source: city-page, organisation: city, topics: health, sensitive: yes, phones: 210 000 0001}
    content/services/quiet/text.el.md
        ---
        title: Κρυφό
        ---
    content/organisations/quiet-body/facts.yaml
        {source: city-page, name: {language: el, name: Κρυφοί}, kind: ngo, sensitive: yes}
    content/organisations/quiet-body/text.el.md
        ---
        title: Κρυφοί
        ---
    content/services/of-a-quiet-body/facts.yaml
        {source: city-page, organisation: quiet-body, topics: health, phones: 210 000 0002}
    content/services/of-a-quiet-body/text.el.md
        ---
        title: Μαθήματα
        ---
    content/services/silent/facts.yaml
        {source: city-page, organisation: city, topics: health, sensitive: yes}
    content/services/silent/text.el.md
        ---
        title: Σιωπή
        ---
    """

ADDRESS = "{street: Οδός 2, postcode: 104 31, city: Αθήνα, latin: Odos 2, language: el}"
CONFIRMED = "confirmed_on: 2026-11-01, confirmed_how: visit, confirmed_by: editor"


def place(name: str, coordinates: str) -> str:
    return f"""
    content/places/{name}/facts.yaml
        source: city-page
        address: {ADDRESS}
        coordinates: {coordinates}
    content/places/{name}/text.el.md
        ---
        title: Τόπος
        ---
    """


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    tree = SERVICES + place("known", f"{{latitude: 37.98, longitude: 23.72, {CONFIRMED}}}")
    tree += place("unconfirmed", "{latitude: 37.98, longitude: 23.72}")
    tree += place("hidden", f"{{latitude: 37.9, longitude: 23.7, {CONFIRMED}}}")
    tree += """
    content/services/hidden/facts.yaml
        {source: city-page, organisation: city, topics: health, sensitive: yes, places: hidden}
    content/services/hidden/text.el.md
        ---
        title: Κρυφό κάπου
        ---
    content/services/two/facts.yaml
        {source: city-page, organisation: city, topics: health, places: [unconfirmed, known]}
    content/services/two/text.el.md
        ---
        title: Σε δύο μέρη
        ---
    """
    result = built(small_site(tmp_path_factory.mktemp("site"), tree))
    assert result.ok
    assert result.site
    return result.site


def said(view: EntryView) -> tuple[str, bool] | None:
    """The sentence on the card, and whether the entry is named."""
    card = view.to_show
    return (card.request.facts.text.root["el"], card.has_name) if card and card.request else None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ("desk", ("Πηγαίνετέ με.", True)),
        ("no-place", ("Αυτό ψάχνω.", True)),
        ("shelter", ("Τηλεφωνήστε για μένα.", True)),
        ("quiet", ("Τηλεφωνήστε για μένα.", False)),
        ("hidden", ("Πηγαίνετέ με.", False)),
        ("silent", None),
        ("of-a-quiet-body", ("Τηλεφωνήστε για μένα.", False)),
    ],
)
def test_a_card_asks_for_what_is_known_and_does_not_name_what_is_sensitive(
    site: Site, service: str, expected: tuple[str, bool] | None
) -> None:
    assert said(entry_view(site, "el", "services", service)) == expected


def test_the_sentences_of_the_cards_are_in_the_real_content() -> None:
    rows = (ROOT_TEMPLATES.parent / "content/phrases.yaml").read_text(encoding="utf-8").splitlines()
    assert {f"- id: {sentence.id}" for sentence in (TAKE_ME, LOOKING_FOR, CALL_FOR_ME)} <= set(rows)


def test_a_card_needs_no_sentence(tmp_path: Path) -> None:
    site = built(small_site(tmp_path)).site
    assert site
    card = entry_view(site, "el", "services", "desk").to_show
    assert card
    assert card.request is None


def test_only_confirmed_points_are_used_and_none_of_what_is_sensitive(site: Site) -> None:
    known = {name: collection_view(site, "el", name, "1").points for name in ("places", "services")}
    assert known == {
        "places": {Reference("places", "known"): "37.98,23.72"},
        "services": {Reference("services", "two"): "37.98,23.72"},
    }


def test_a_place_with_a_point_leads_to_it_on_four_maps(site: Site) -> None:
    assert [link.href for link in entry_view(site, "el", "places", "known").maps] == [
        "geo:37.98,23.72?q=37.98,23.72",
        "https://www.openstreetmap.org/?mlat=37.98&mlon=23.72#map=18/37.98/23.72",
        "https://www.google.com/maps/search/?api=1&query=37.98,23.72",
        "https://maps.apple.com/?ll=37.98,23.72&q=37.98,23.72",
    ]


def test_a_place_without_one_leads_to_a_search_for_its_address_as_on_the_sign(site: Site) -> None:
    links = entry_view(site, "el", "places", "unconfirmed").maps
    assert [link.name for link in links] == ["OpenStreetMap", "Google Maps", "Apple Maps"]
    assert links[0].href == (
        "https://www.openstreetmap.org/search?query=%CE%9F%CE%B4%CF%8C%CF%82%202%2C%20104%2031%20"
        "%CE%91%CE%B8%CE%AE%CE%BD%CE%B1"
    )


def test_a_place_where_something_sensitive_is_leads_to_no_map(site: Site) -> None:
    assert entry_view(site, "el", "places", "hidden").maps == ()


def test_a_place_names_a_stop_and_rests_on_the_source_of_it_too(tmp_path: Path) -> None:
    tree = """
    content/stops.yaml
        - id: central
          name: {language: el, name: Κεντρικός}
          title: {el: Κεντρικός, en: Central}
          kind: metro
          lines: "2"
          source: rumour
    content/places/town-hall/facts.yaml
        source: city-page
        address: {street: Λεωφόρος 1, city: Πόλη, latin: Leoforos 1, language: el}
        way_there: {stops: central}
    """
    site = built(small_site(tmp_path, tree)).site
    assert site
    view = entry_view(site, "en", "places", "town-hall")
    assert str(view.card(Reference("stops", "central")).title) == "Central"
    assert [source.reference.id for source in view.sources] == ["city-page", "rumour"]


def test_a_stop_that_is_not_there_is_named(tmp_path: Path) -> None:
    tree = """
    content/places/town-hall/facts.yaml
        source: city-page
        address: {street: Λεωφόρος 1, city: Πόλη, latin: Leoforos 1, language: el}
        way_there: {stops: central}
    """
    (problem,) = problems_of(small_site(tmp_path, tree))
    assert "reference-dangling" in problem
    assert "stops/central" in problem
