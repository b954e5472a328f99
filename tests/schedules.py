"""Opening hours made up at random, and moments to ask about: the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from sitegen.model.hours import Hours

ATHENS = ZoneInfo("Europe/Athens")
FIRST = date(2026, 1, 1)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CHANGES = [date(2026, 10, 25), date(2027, 3, 28)]


def schedules(number: int, seed: int = 6) -> dict[str, Hours]:
    """So many different ones that are accepted, as they are written."""
    dice = random.Random(seed)
    found: dict[str, Hours] = {}
    while len(found) < number:
        text = _schedule(dice)
        with suppress(ValidationError):
            found[text] = Hours.model_validate({"osm": text})
    return found


def _schedule(dice: random.Random) -> str:
    rules = [_usual(dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    rules += [_season(dice) for _ in range(dice.choice((0, 0, 1, 2)))]
    if dice.random() < 0.5:
        rules.append(dice.choice(("PH off", "Sa,Su,PH off", f"PH {_times(dice)}", f"Sa,PH {_times(dice)}")))
    rules += [_once(dice) for _ in range(dice.choice((0, 0, 1)))]
    return "; ".join(rules)


def _usual(dice: random.Random) -> str:
    days = dice.choice(
        ("Mo-Fr", "Mo-Th", "Sa-Mo", "Sa", "Tu,Th", "Mo-Su", "We[2]", "We[1,3]", "Fr[-1]", "Mo-We,Fr", "Tu[2-4]")
    )
    text = f"{days} {_times(dice)}"
    if dice.random() < 0.25:
        text += ' "by appointment"'
    if dice.random() < 0.3:
        text += f", {dice.choice(DAYS)}{dice.choice(('', '[2]', '[-1]', '[5]'))} {_evening(dice)}"
    return text


def _season(dice: random.Random) -> str:
    first, last = dice.choice(MONTHS), dice.choice(MONTHS)
    days = sorted(dice.sample(range(1, 29), 2))
    when = dice.choice((
        first, f"{first}-{last}", f"{first} {days[0]}-{days[1]}", f"{first} {days[0]}-{last} {days[1]}",
        f"{first} {days[0]}", "Dec 24-Jan 6", f"{first},{last}",
    ))  # fmt: skip
    return f"{when} {dice.choice(('off', _times(dice), f'Mo-Fr {_times(dice)}', f'Tu {_times(dice)}', 'Sa,Su off'))}"


def _once(dice: random.Random) -> str:
    month, days = dice.choice(MONTHS), sorted(dice.sample(range(1, 29), 2))
    when = dice.choice((f"{days[0]}", f"{days[0]}-{days[1]}"))
    return f"{dice.choice((2026, 2027))} {month} {when} {dice.choice(('off', _times(dice)))}"


def _times(dice: random.Random) -> str:
    return dice.choice(("09:00-15:00", "08:30-13:00,14:00-16:30", "10:00-18:00", "00:00-24:00", "17:00-24:00", "22:00-02:00", "20:00-05:30", "02:30-03:30,07:00-08:00"))  # fmt: skip


def _evening(dice: random.Random) -> str:
    return dice.choice(("17:00-20:00", "18:30-21:00", "19:00-24:00", "22:00-04:00"))


def instants(number: int, seed: int) -> Iterator[datetime]:
    """So many in the two years: at any minute, at the full and half hours at which things change, and where the clocks do."""
    dice = random.Random(seed)
    for n in range(number):
        day = FIRST + timedelta(days=dice.randrange(730)) if n % 5 else dice.choice(CHANGES)
        minute = dice.randrange(1440) if n % 2 else dice.randrange(48) * 30 - dice.choice((0, 1))
        local = datetime.combine(day, time()) + timedelta(minutes=minute)
        yield local.replace(tzinfo=ATHENS, fold=n % 3 == 0).astimezone(UTC)
