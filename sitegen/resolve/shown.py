"""What pages of others show of an entry, or find it by, beside its words: told of it alone, so that nobody needs to
unpack its facts for that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.hours import Hours
from sitegen.resolve.hours_line import line
from sitegen.resolve.lists import group_of


class Shown(NamedTuple):
    """``icon`` is its own, ``hours`` the line of its own opening hours; each is empty while there is none, ``hours``
    also while nobody confirmed them. ``group`` heads the group that it stands in on the page of its list.
    """

    icon: str
    topics: tuple[Reference, ...]
    places: tuple[Reference, ...]
    hours: str
    group: Reference | None


def shown(entry: Entry, config: SiteConfig) -> Shown:
    """What pages of others show of an entry."""
    fields: dict[str, Any] = vars(entry.facts)  # a model is slower in telling that it has no such field
    hours = fields.get("hours")
    said = line(hours, config.confirm_every) if isinstance(hours, Hours) and hours.confirmed_on else ""
    icon = str(fields.get("icon") or "")
    return Shown(icon, fields.get("topics", ()), fields.get("places", ()), said, group_of(entry))
