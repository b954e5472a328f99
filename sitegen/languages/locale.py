"""A language of the site: code, direction, own name, and how it writes dates, days, times and amounts.

Digits are 0-9 in every language: phone numbers, times and prices must be dialled, read on signs and paid.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.core import get_global

from sitegen.languages.solar_hijri import solar_hijri
from sitegen.model.config import LanguageConfig
from sitegen.model.opening import DAYS
from sitegen.model.values import PartialDate, western_digits
from sitegen.records import record

#: ISO 15924 scripts and the name that the Unicode property has.
_SCRIPTS = {
    "Grek": "Greek",
    "Latn": "Latin",
    "Arab": "Arabic",
    "Cyrl": "Cyrillic",
    "Hebr": "Hebrew",
    "Armn": "Armenian",
    "Geor": "Georgian",
    "Ethi": "Ethiopic",
}
#: The scripts that are written from right to left, by ISO 15924.
_RIGHT_TO_LEFT = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}


@record
class SiteLanguage:
    """One configured language with everything that CLDR knows about it."""

    config: LanguageConfig

    def __hash__(self) -> int:
        return hash(self.config.code)

    def __getstate__(self) -> dict[str, object]:
        """With the two things that every build asks for: else all that CLDR knows of the language would be loaded."""
        return {"config": self.config, "name": self.name, "_point": self._point}

    @property
    def code(self) -> str:
        """The configured code: in addresses, file names and ``lang`` attributes."""
        return self.config.code

    @cached_property
    def cldr(self) -> Locale:
        """The CLDR locale; English where CLDR does not know the language."""
        wanted = self.config.locale or self.code
        try:
            return Locale.parse(wanted, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale("en")

    @cached_property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, as its letters are written; CLDR says the same of the language, and is dear to load."""
        return self.config.direction or ("rtl" if self._letters in _RIGHT_TO_LEFT else "ltr")

    @cached_property
    def name(self) -> str:
        """The language's own name, such as Ελληνικά or فارسی."""
        own = self.config.name or self.cldr.get_language_name(self.cldr) or self.code
        return own[:1].upper() + own[1:]

    @cached_property
    def script(self) -> str:
        """The Unicode script name of its letters, such as Greek or Arabic; empty when not known."""
        return _SCRIPTS.get(self._letters, "")

    @cached_property
    def _letters(self) -> str:
        """Its script by ISO 15924: CLDR's likeliest, where none is configured."""
        likely: Mapping[str, str] = get_global("likely_subtags")
        parts = likely.get(str(self.cldr.language), "").split("_")
        return self.cldr.script or (parts[1] if len(parts) > 1 else "")

    @cached_property
    def with_territory(self) -> str:
        """The language with a country, as Open Graph wants it: el_GR. CLDR's likeliest, where none is configured."""
        likely: Mapping[str, str] = get_global("likely_subtags")
        language = str(self.cldr.language)
        territory = self.cldr.territory or likely.get(language, "").rpartition("_")[2]
        return f"{language}_{territory}" if territory else language

    def language_name(self, code: str) -> str:
        """The name of another language, in this one; its code when CLDR has none."""
        return self.cldr.languages.get(code.replace("-", "_")) or code

    def date(self, day: dt.date) -> str:
        """A day in words: 19 January 2024."""
        return western_digits(dates.format_date(day, format="long", locale=self.cldr))

    def planned_date(self, day: dt.date) -> str:
        """A day that readers plan by: with the second calendar in brackets, where one is configured."""
        return f"{self.date(day)} ({solar_hijri(day)})" if self.config.second_calendar else self.date(day)

    def partial_date(self, day: PartialDate) -> str:
        """A date of which only the month or the year may be known."""
        if day.day:
            return self.date(dt.date(day.year, day.month, day.day))
        if day.month:
            return western_digits(dates.format_skeleton("yMMMM", dt.date(day.year, day.month, 1), locale=self.cldr))
        return str(day.year)

    def day_of_year(self, day: dt.date) -> str:
        """A day that is the same every year: 1 August."""
        return western_digits(dates.format_skeleton("MMMMd", day, locale=self.cldr))

    def month(self, day: dt.date) -> str:
        """The name of the month that a day lies in, as it stands alone."""
        return str(dates.get_month_names("wide", "stand-alone", self.cldr)[day.month])

    def weekday(self, day: str) -> str:
        """The name of a day given as ``mon`` … ``sun``."""
        return str(dates.get_day_names("wide", "stand-alone", self.cldr)[DAYS.index(day)])

    def time(self, moment: dt.time) -> str:
        """A time on the 24-hour clock, as on signs in Greece: 09:00."""
        return f"{moment:%H:%M}"

    def amount(self, value: Decimal, currency: str) -> str:
        """A sum of money with its symbol: 150 €, 84.40 €."""
        places = 0 if value == value.to_integral_value() else 2
        number = numbers.format_decimal(
            value, format="#,##0" + (".00" if places else ""), locale=self.cldr, numbering_system="latn"
        )
        return f"{western_digits(number)}\N{NO-BREAK SPACE}{numbers.get_currency_symbol(currency, 'en')}"

    def figure(self, value: float, places: int = 0) -> str:
        """A count or measure: 81 234, 19.7 (19,7 in Greek). Thousands are set apart by a thin space in every language:
        point and comma are read differently.
        """
        whole, _, part = f"{value:,.{places}f}".partition(".")
        grouped = whole.replace(",", "\N{NARROW NO-BREAK SPACE}")
        return grouped + (self._point + part if part else "")

    @cached_property
    def _point(self) -> str:
        """What stands before the decimals."""
        return numbers.get_decimal_symbol(self.cldr, numbering_system="latn")


def site_languages(configs: tuple[LanguageConfig, ...]) -> dict[str, SiteLanguage]:
    """The languages by code, in the order of the configuration."""
    return {config.code: SiteLanguage(config) for config in configs}
