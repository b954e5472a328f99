"""Opening hours as a line that the script of the page reads (`assets/js/hours.js`).

A line is ``until|holidays|rule;rule``: the last day that the hours count as confirmed (empty when nobody asked), ``?``
when it is not known what is on public holidays, and the rules in their order. A rule is ``+/012//2/0801-0831/540-900``:
``+`` when it adds to those before it; days of the week (0 is Monday); ``h`` for public holidays only; the number in the
month (6 for the last); dates; and from when to when in minutes, with ``a`` for by appointment only. What is not limited
is empty, and so are the times of a day that is closed.
"""

from __future__ import annotations

from sitegen.model.config import ConfirmEvery
from sitegen.model.hours import Hours
from sitegen.model.opening import LAST, Rule
from sitegen.resolve.confirmation import holds_until


def line(hours: Hours, every: ConfirmEvery) -> str:
    """The line of opening hours; empty when there is no pattern."""
    pattern = hours.pattern
    if not pattern.rules:
        return ""
    until = holds_until(hours, every)
    return "|".join((
        until.isoformat() if until else "",
        "" if pattern.names_holidays else "?",
        ";".join(f"{'+' if rule.adds else ''}{selector(rule)}/{_openings(rule)}" for rule in pattern.rules),
    ))  # fmt: skip


def selector(rule: Rule) -> str:
    """On which days a rule holds: ``/012//2/0801-0831``."""
    days, holidays = "".join(map(str, rule.days)), "h" if rule.holidays else ""
    nth = "".join(str(6 if number == LAST else number) for number in rule.nth)
    return "/".join(("", days, holidays, nth, ",".join(f"{span.first:04}-{span.last:04}" for span in rule.spans)))


def _openings(rule: Rule) -> str:
    return ",".join(f"{one.opens}-{one.closes}{'a' if one.by_appointment else ''}" for one in rule.openings)
