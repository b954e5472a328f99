"""What each language does with names, days, dates and amounts. Digits are 0-9 in all of them."""

import pickle
from datetime import date, time
from decimal import Decimal

import pytest
from babel import localedata

from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import LanguageConfig
from sitegen.model.values import PartialDate

EL = SiteLanguage(LanguageConfig(code="el"))
EN = SiteLanguage(LanguageConfig(code="en", locale="en-GB"))
AR = SiteLanguage(LanguageConfig(code="ar"))
FA = SiteLanguage(LanguageConfig(code="fa", second_calendar="persian"))
DAY = date(2024, 1, 19)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (EL, ("Ελληνικά", "ltr", "Greek")),
        (AR, ("العربية", "rtl", "Arabic")),
        (FA, ("فارسی", "rtl", "Arabic")),
        (SiteLanguage(LanguageConfig(code="uk")), ("Українська", "ltr", "Cyrillic")),
        (SiteLanguage(LanguageConfig(code="prs", name="دری", direction="rtl")), ("دری", "rtl", "")),
    ],
)
def test_names_directions_and_scripts(language: SiteLanguage, expected: tuple[str, str, str]) -> None:
    assert (language.name, language.direction) == expected[:2]
    assert language.script in (expected[2], "Arabic", "Latin")


def test_what_every_build_asks_of_a_language_is_kept_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pickle.dumps(FA)
    monkeypatch.setattr(localedata, "load", lambda *_, **__: pytest.fail("all of CLDR is loaded"))
    again = pickle.loads(kept)
    assert (again, again.name, again.figure(19.7, 1)) == (FA, "فارسی", "19.7")


def test_a_date_has_the_name_of_its_month() -> None:
    assert EL.date(DAY) == "19 Ιανουαρίου 2024"
    assert EN.date(DAY) == "19 January 2024"
    assert AR.date(DAY) == "19 يناير 2024"


def test_farsi_adds_the_solar_hijri_date_where_a_reader_plans_by_it() -> None:
    assert FA.date(DAY) == "19 ژانویهٔ 2024"
    assert FA.planned_date(DAY) == "19 ژانویهٔ 2024 (29 دی/جدی 1402)"
    assert EL.planned_date(DAY) == EL.date(DAY)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (PartialDate(2024), "2024"),
        (PartialDate(2024, 1), "January 2024"),
        (PartialDate(2024, 1, 19), "19 January 2024"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(day: PartialDate, expected: str) -> None:
    assert EN.partial_date(day) == expected


@pytest.mark.parametrize("language", [EL, EN, AR, FA], ids=lambda language: language.code)
def test_digits_are_those_that_are_dialled_and_paid(language: SiteLanguage) -> None:
    shown = language.date(DAY) + language.time(time(9)) + language.amount(Decimal("1234.5"), "EUR")
    assert all(c in "0123456789" for c in shown if c.isdecimal())


def test_an_amount_has_cents_only_when_there_are_some() -> None:
    assert EN.amount(Decimal("150"), "EUR") == "150\N{NO-BREAK SPACE}€"
    assert EN.amount(Decimal("150.00"), "EUR") == "150\N{NO-BREAK SPACE}€"
    assert EN.amount(Decimal("84.4"), "EUR") == "84.40\N{NO-BREAK SPACE}€"


def test_days_have_names() -> None:
    assert [language.weekday("mon") for language in (EL, EN, AR, FA)] == ["Δευτέρα", "Monday", "الاثنين", "دوشنبه"]


def test_times_are_on_the_clock_of_24_hours() -> None:
    assert (AR.time(time(9)), AR.time(time(18, 30))) == ("09:00", "18:30")


def test_a_language_that_cldr_does_not_know_is_no_error() -> None:
    unknown = SiteLanguage(LanguageConfig(code="qqq"))
    assert unknown.date(DAY)
    assert unknown.direction == "ltr"


def test_a_language_is_written_as_cldr_says_it_is() -> None:
    """For every language that CLDR knows; Mongolian can be written from top to bottom, which no page is."""
    for identifier in localedata.locale_identifiers():
        language = SiteLanguage(LanguageConfig.model_construct(code="mul", locale=identifier.replace("_", "-")))
        assert language.direction == language.cldr.text_direction.replace("ttb", "ltr"), identifier
