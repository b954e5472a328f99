"""What the pages of others show of an entry: told of it alone, so that its facts need not be unpacked."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.pipeline import Request, examine
from sitegen.resolve.reads import Reads, watched
from sitegen.resolve.shown import Shown
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker
from tests.builders import TODAY, small_site

DESK = Reference("services", "desk")
FOOD = Reference("topics", "food")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    config = small_site(
        tmp_path,
        """
        content/vocabularies/topics.yaml
          - {id: food, title: {el: Φαγητό}, icon: food}
        content/services/desk/facts.yaml
          organisation: city
          source: city-page
          topics: food
          phones: {number: 210 123 4567}
          hours:
            week: {days: mon, opens: 09:00, closes: 13:00}
            confirmed_on: 2026-11-01
            confirmed_how: phone
            confirmed_by: an editor
        content/services/desk/text.el.md
          ---
          title: Γραφείο
          ---
        """,
    )
    found = examine(Request(config, TODAY)).site
    assert found
    return found


def test_it_tells_icon_topics_places_hours_and_group(site: Site) -> None:
    line = site.shown[DESK].hours
    assert site.shown[DESK] == Shown("", (FOOD,), (), line, FOOD)
    assert line.endswith("|?|/0////540-780")
    assert site.shown[FOOD] == Shown("food", (), (), "", None)


def test_a_card_is_shown_without_its_facts_and_has_read_them_only_for_whoever_asks(site: Site) -> None:
    reads = Reads()
    linker = Linker(watched(site, reads), "el", "el/index.html")
    with reads.noted() as shown:
        card = linker.card(DESK)
        assert (str(card.title), card.href, card.icon) == ("Γραφείο", "services/desk/", "food")
    assert "shown services/desk" in shown
    assert "facts services/desk" not in shown
    with reads.noted() as asked:
        assert card.facts.phones[0].number  # type: ignore[attr-defined]
    assert asked == {"facts services/desk"}
