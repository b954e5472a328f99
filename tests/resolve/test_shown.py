"""What the pages of others show of an entry: told of it alone, so that its facts need not be unpacked."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.pipeline import Request, examine
from sitegen.resolve.reads import Reads, watched
from sitegen.resolve.shown import Shown
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker
from tests.builders import TODAY, problems_of, service, small_site

KITCHEN = Reference("services", "kitchen")
HEALTH = Reference("topics", "health")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    hours = "{week: [{days: mon, opens: '09:00', closes: '13:00'}], source: city-page, confirmed_on: 2026-11-01,"
    facts = f"hours: {hours} confirmed_how: phone, confirmed_by: an editor}}, phones: {{number: 210 123 4567}}"
    topic = "    content/vocabularies/topics.yaml\n        - {id: health, icon: health}\n"
    config = small_site(tmp_path, topic + service("kitchen", facts))
    icon = "icons: {health: pytablericons:pytablericons/icons/outline/stethoscope.svg}\n"
    config.write_text(config.read_text("utf-8") + icon, "utf-8")
    assert problems_of(config) == []
    found = examine(Request(config, TODAY)).site
    assert found
    return found


def test_it_tells_icon_topics_places_hours_and_group(site: Site) -> None:
    line = site.shown[KITCHEN].hours
    assert site.shown[KITCHEN] == Shown("", (HEALTH,), (), line, HEALTH)
    assert line.endswith("|?|+/0////540-780")
    assert site.shown[HEALTH] == Shown("health", (), (), "", None)


def test_a_card_is_shown_without_its_facts_and_has_read_them_only_for_whoever_asks(site: Site) -> None:
    reads = Reads()
    linker = Linker(watched(site, reads), "el", "el/index.html")
    with reads.noted() as shown:
        card = linker.card(KITCHEN)
        assert (str(card.title), card.href, card.icon) == ("kitchen", "services/kitchen/", "health")
    assert "shown services/kitchen" in shown
    assert "facts services/kitchen" not in shown
    with reads.noted() as asked:
        assert card.facts.phones[0].number  # type: ignore[attr-defined]
    assert asked == {"facts services/kitchen"}
