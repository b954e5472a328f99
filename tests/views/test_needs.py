"""Accessible services: help first, then what is known of the buildings, and what nobody looked at, apart."""

import re
import textwrap
from pathlib import Path

import pytest

from sitegen.model.values import Grade
from sitegen.pipeline import Request, examine
from sitegen.resolve.site import Site
from sitegen.views.needs import need_view, needs_view
from tests.builders import TODAY, built, small_site, with_real_look

NEEDS = """
content/needs/wheelchair/facts.yaml
  source: city-page
  topics: health
  icon: wheelchair
  order: 2
  help: [escort, interpreter]
  features: [step-free-entrance, ramp]
  serves: [helplines/112, services/desk]
content/needs/wheelchair/text.el.md
  ---
  title: Με αμαξίδιο
  ---
  Ζητήστε βοήθεια.

  ## Πώς πάτε {#way}

  Με το τραμ.
content/needs/deaf/facts.yaml
  {source: city-page, topics: health, icon: wheelchair, order: 1, help: escort, features: sign-language}
content/needs/deaf/text.el.md
  ---
  title: Με βαρηκοΐα
  ---
"""


def service(name: str, facts: str) -> str:
    lines = "\n".join(f"  {line}" for line in ("source: city-page", "organisation: city", *facts.split("\n")))
    text = f"content/services/{name}/text.el.md\n  ---\n  title: {name}\n  ---\n"
    return f"content/services/{name}/facts.yaml\n{lines}\n{text}"


def config_of(folder: Path, *trees: str) -> Path:
    config = small_site(folder, NEEDS + "".join(trees))
    icons = "icons: {wheelchair: 'pytablericons:pytablericons/icons/outline/wheelchair.svg'}\n"
    config.write_text(config.read_text(encoding="utf-8") + icons, encoding="utf-8")
    return with_real_look(config)


def site_of(folder: Path, *trees: str) -> Site:
    site = examine(Request(config_of(folder, *trees), TODAY)).site
    assert site
    return site


def page_of(folder: Path, path: str, *trees: str) -> str:
    return {a.path: a.data.decode(errors="replace") for a in built(config_of(folder, *trees)).artifacts}[path]


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The desk is at the town hall, which nobody looked at; three other doors, looked at in part; two that are none."""
    checked = "checked_on: 2026-11-03"
    return site_of(
        tmp_path_factory.mktemp("site"),
        service("with-steps", f"topics: health\naccessibility: {{step_free_entrance: no, {checked}}}"),
        service("level", f"topics: health\naccessibility: {{step_free_entrance: yes, {checked}}}"),
        service("with-ramp", f"topics: health\naccessibility: {{ramp: removable, {checked}}}"),
        service("over", f"topics: health\nstatus: ended\nhelp: {{offered: {{escort: yes}}}}\naccessibility: {{ramp: fixed, {checked}}}"),
        service("by-phone", "topics: health\nonline: yes\nhelp: {offered: {escort: yes, interpreter: no}}"),
    )  # fmt: skip


def test_help_comes_from_services_that_give_it_and_still_run(looked_at: Site) -> None:
    escort, interpreter = need_view(looked_at, "el", "wheelchair").offers
    assert [card.title.text for card in escort.services] == ["by-phone"]
    assert interpreter.services == ()


def test_services_about_the_topics_of_the_need_come_first(tmp_path: Path) -> None:
    topics = (
        "content/vocabularies/topics.yaml\n  - {id: food, title: {el: Φαγητό}}\n  - {id: health, title: {el: Υγεία}}\n"
    )
    escorts = "help: {offered: {escort: yes}}"
    site = site_of(
        tmp_path, topics, service("a-meal", f"topics: food\n{escorts}"), service("doctor", f"topics: health\n{escorts}")
    )
    offer = need_view(site, "el", "wheelchair").offers[0]
    assert [card.title.text for card in offer.services] == ["doctor", "a-meal"]


def test_a_feature_is_shown_where_it_is_known_the_best_first_and_the_rest_is_counted_apart(looked_at: Site) -> None:
    entrance, ramp = need_view(looked_at, "el", "wheelchair").wanted
    assert [(one.card.title.text, one.grade) for one in entrance.known] == [
        ("level", Grade.YES),
        ("with-steps", Grade.NO),
    ]
    assert [(one.card.title.text, one.grade) for one in ramp.known] == [("with-ramp", Grade.LIMITED)]
    assert (entrance.not_checked, ramp.not_checked) == (2, 3)


def test_a_place_that_a_service_is_at_is_not_counted_beside_it(tmp_path: Path) -> None:
    lone = "content/places/library/facts.yaml\n  source: city-page\n  address: {street: Οδός 2, city: Πόλη, latin: Odos 2, language: el}\ncontent/places/library/text.el.md\n  ---\n  title: Βιβλιοθήκη\n  ---\n"
    view = needs_view(site_of(tmp_path, lone), "el")
    assert (view.checked, view.not_checked) == (0, 2)


def test_needs_stand_in_the_order_of_their_numbers(looked_at: Site) -> None:
    assert [card.title.text for card in needs_view(looked_at, "el").needs] == ["Με βαρηκοΐα", "Με αμαξίδιο"]


def test_the_list_begins_with_the_help_and_leaves_out_what_nobody_gives(looked_at: Site) -> None:
    view = needs_view(looked_at, "el")
    assert [offer.help.reference.id for offer in view.offers] == ["escort"]
    assert view.data == "../../places.geojson"


def test_the_page_of_a_need_says_that_nobody_looked_and_gives_the_question(tmp_path: Path) -> None:
    page = page_of(tmp_path, "en/needs/wheelchair/index.html")
    assert "Nobody has looked at this in any building yet." in page
    assert "Services and places that were not checked: 1" in page
    assert "Not checked does not mean no." in page
    assert '<div class="show" lang="el" dir="ltr"><p>Ποια από αυτά έχει το κτίριο;</p></div>' in page
    assert page.index("Help you can ask for") < page.index('id="way"') < page.index('id="buildings"')
    assert 'href="tel:112"' in page


TRAM = """
content/glossary.yaml
  - id: tram
    source: city-page
    term: {language: el, name: Τραμ}
    title: {el: Τραμ}
    meaning: {el: Ένα τρένο στον δρόμο.}
    forms: {el: [τραμ]}
"""


def test_a_word_of_the_glossary_leads_to_its_meaning_on_the_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, "el/needs/wheelchair/index.html", TRAM)
    assert 'href="#term--tram"' in page
    assert 'id="term--tram"' in page


def test_states_are_told_by_icon_and_word_with_the_day(tmp_path: Path) -> None:
    tree = service("level", "topics: health\naccessibility: {step_free_entrance: yes, checked_on: 2026-11-03}")
    page = page_of(tmp_path, "en/needs/wheelchair/index.html", tree)
    item = re.search(r'<li class="feature yes">(.*?)</li>', page, re.DOTALL)
    assert item
    assert "<b>Yes</b>" in item[1]
    assert "Looked at on 3 November 2026" in item[1]
    assert "Nobody has looked" not in page


def test_the_page_of_a_service_leads_to_accessible_services(tmp_path: Path) -> None:
    assert '<a class="button" href="../../../en/needs/">' in page_of(tmp_path, "en/services/desk/index.html")


def test_without_needs_there_is_neither_a_page_nor_a_way_to_it(tmp_path: Path) -> None:
    files = {a.path: a.data.decode(errors="replace") for a in built(with_real_look(small_site(tmp_path))).artifacts}
    assert not [path for path in files if "/needs/" in path]
    assert "/needs/" not in files["en/services/desk/index.html"]


def test_features_of_a_place_name_the_sources_and_the_day_of_the_place(tmp_path: Path) -> None:
    looked = textwrap.dedent("""
    content/sources.yaml
      - {id: survey, title: Survey of doors, language: en, read_on: 2026-11-20, confidence: A}
      - {id: city-page, title: Σελίδα, language: el, read_on: 2026-11-20, confidence: A}
    content/places/town-hall/facts.yaml
      source: city-page
      address: {street: Λεωφόρος 1, city: Πόλη, postcode: 01067, latin: Leoforos 1, language: el}
      accessibility:
        ramp: removable
        steps_at_entrance: 2
        checked_on: 2026-11-03
        source: survey
        confirmed_on: 2026-11-04
        confirmed_how: visit
        confirmed_by: εθελοντής
    """)
    page = page_of(tmp_path, "en/services/desk/index.html", looked)
    assert '<li class="feature limited">' in page
    assert "ramp</bdi></b>: put out on request" in page
    assert '<li class="feature measured">' in page
    assert "Looked at on 3 November 2026" in page
    assert "confirmed by a visit on 4 November 2026" in page
    assert "εθελοντής" in page
    assert 'id="source-survey"' in page
    assert "14 features were not checked" in page


def test_greek_sign_language_has_a_name_and_not_only_a_code(tmp_path: Path) -> None:
    tree = service("signing", "topics: health\naccessibility: {sign_language: gss, checked_on: 2026-11-03}")
    assert "<b>Greek Sign Language</b>" in page_of(tmp_path, "en/needs/deaf/index.html", tree)
