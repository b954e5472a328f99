"""The card to show: what a page can show large to a driver, a guard or a clerk."""

from __future__ import annotations

from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linker import Card, Linker

#: The sentences on the cards, by their ids in `phrases.yaml`. Without its row a card has no sentence.
TAKE_ME = Reference("phrases", "take-me-here")
LOOKING_FOR = Reference("phrases", "looking-for-this")
CALL_FOR_ME = Reference("phrases", "call-for-me")


@record
class CardToShow:
    """What stands on the card beside addresses and phones: a request, and whether the entry is named.

    What is sensitive is never named on a card: whoever is asked learns an address or a number, and no more.
    """

    request: Card | None
    has_name: bool


def card_to_show(site: Site, entry: Entry, linker: Linker) -> CardToShow | None:
    """The card of an entry; none of what has no place, no phone and no name that could be shown to a stranger."""
    facts = entry.facts
    sensitive = is_sensitive(site, entry)
    has_place = entry.type.collection == "places" or bool(getattr(facts, "places", ()))
    if has_place:
        request = TAKE_ME
    elif not (sensitive or getattr(facts, "address", None) == "withheld"):
        request = LOOKING_FOR
    elif getattr(facts, "phones", ()):
        request = CALL_FOR_ME
    else:
        return None
    return CardToShow(linker.card(request) if request in site.entries else None, not sensitive)
