"""A phone number has as many digits as the numbers of the country.

One digit that is missing, or typed twice, sends people to nobody, or to a stranger.

## phone-digits

A number of the country that is neither a short code, such as 112, nor as long as `national_digits` in
`site_config.yaml` says. Count again, or call it. A number abroad begins with + and the code of its country.

Wrong:

    content/services/desk/facts.yaml
        phones: 210 323 800
                ^ phone-digits

Right:

    content/services/desk/facts.yaml
        phones: [210 323 8000, 112, +44 20 7946 0000]
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem, error
from sitegen.wording import say

CODES = ("phone-digits",)


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """An error for each national number that is neither a short code nor as long as the numbers of the country."""
    rules = config.phones
    for path, number in entry.numbers:
        digits = sum(character.isdigit() for character in number)
        national = rules.national_digits and not number.startswith(("+", "00"))
        if national and rules.short_code_digits < digits != rules.national_digits:
            yield error(
                entry.mark(path),
                "phone-digits",
                say(
                    "{number} has {digits} digits; numbers of the country have {wanted}",
                    number=number,
                    digits=digits,
                    wanted=rules.national_digits,
                ),
                say("count again; write numbers abroad with + and the country"),
            )
