"""How long a confirmation holds: what somebody asked long ago is no longer called confirmed."""

from __future__ import annotations

from datetime import date, timedelta

from sitegen.model.config import ConfirmEvery
from sitegen.model.provenance import Sourced


def holds_until(group: Sourced, every: ConfirmEvery) -> date | None:
    """The last day that a confirmation holds, by the interval of its kind of fact; ``None`` when nobody asked."""
    days = {"hours": every.hours, "contact": every.contact, "other": every.other}[group.interval]
    return group.confirmed_on + timedelta(days=days) if group.confirmed_on else None
