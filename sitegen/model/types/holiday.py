"""Public holidays, on which offices are closed and no lesson is held. By the calendar, or counted from Orthodox Easter."""

from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from sitegen.model.base import Facts, Localised, SourceRef
from sitegen.model.entry import ContentType, Layout
from sitegen.model.values import IsoDate, OneOrMore, Slug, Whole
from sitegen.wording import say


def _day_of_year(text: str) -> str:
    try:
        date.fromisoformat(f"2026-{text}")  # no leap year: what is not in every year is refused
    except ValueError:
        raise ValueError(say("“{value}” must be a month and a day of every year, such as 10-28", value=text)) from None
    return text


Year = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
DayOfYear = Annotated[str, Field(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_day_of_year)]


class HolidayFacts(Facts):
    """One row of `holidays.yaml`: `day`, `before_easter`, `after_easter`, or `once`."""

    id: Slug = Field(description="The id.")
    title: Localised = Field(description="Its name.")
    day: DayOfYear | None = Field(default=None, description="Month and day, the same every year: 10-28.")
    before_easter: Whole | None = Field(default=None, description="So many days before Orthodox Easter Sunday.")
    after_easter: Whole | None = Field(default=None, description="So many days after Orthodox Easter Sunday.")
    once: IsoDate | None = Field(
        default=None, description="A single day, such as a closure that was decided: 2027-02-08."
    )
    moved: dict[Year, IsoDate] = Field(
        default={}, description="Years in which it was moved by a decision, and the day: {2021: 2021-05-04}."
    )
    source: Annotated[tuple[SourceRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="The ids of the sources that name it a holiday."
    )

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if sum(rule is not None for rule in (self.day, self.before_easter, self.after_easter, self.once)) != 1:
            raise ValueError(say("write one of day, before_easter, after_easter and once"))
        if other := next((day for year, day in self.moved.items() if day.year != int(year)), None):
            raise ValueError(say("{day} does not lie in the year that it stands for", day=other))
        return self

    def on(self, year: int) -> date | None:
        """The day that it falls on in a year; none in the other years of one that comes once."""
        if moved := self.moved.get(str(year)):
            return moved
        if self.once:
            return self.once if self.once.year == year else None
        if self.day:
            return date.fromisoformat(f"{year}-{self.day}")
        return orthodox_easter(year) + timedelta(days=(self.after_easter or 0) - (self.before_easter or 0))


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday, in the Gregorian calendar.

    The rule of the Julian calendar as in J. Meeus, *Astronomical Algorithms*, chapter 8, and the days by which that
    calendar is behind.
    """
    full_moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - full_moon + 34) % 7
    month, day = divmod(full_moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


HOLIDAYS = ContentType(
    "holidays",
    "holiday",
    HolidayFacts,
    "Public holidays",
    layout=Layout.ROWS,
    has_pages=False,
    has_list=False,
    in_index=False,
    icon="calendar",
)
