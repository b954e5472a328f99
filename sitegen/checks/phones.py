"""Phone numbers have as many digits as the numbers of the country: one that is missing sends people nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.base import walk
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, error


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """An error for each national number that is neither a short code nor as long as the numbers of the country."""
    rules = config.phones
    for path, value in walk(entry.facts):
        if not path or path[-1] != "number" or not isinstance(value, str) or value.startswith(("+", "00")):
            continue
        digits = sum(character.isdigit() for character in value)
        if rules.national_digits and rules.short_code_digits < digits != rules.national_digits:
            message = f"{value} has {digits} digits; numbers of the country have {rules.national_digits}"
            yield error(
                entry.mark(path),
                "phone-digits",
                message,
                "count again; write numbers abroad with + and the country",
            )
