"""Opening hours in a strict part of the syntax of OpenStreetMap: ``Mo-Fr 09:00-15:00; We[2] 17:00-20:00; PH off``.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. What is not in the part, or is not meant alike by
all who read that syntax, is refused with the way to say it. The tests compare what is accepted with the program that
the map's editors use (npm `opening_hours`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from sitegen.model.opening import LAST, MIDNIGHT, Opening, Pattern, Rule, Span, idle
from sitegen.model.values import YEARS
from sitegen.wording import Said, say

ALWAYS = "24/7"
LONGEST = 500  #: characters; nobody could read more
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAY, _MONTH = f"(?:{'|'.join(_DAYS)})", f"(?:{'|'.join(_MONTHS)})"
_NUMBERS = r"\[(?P<nth>-?\d(?:[,-]\d)*)\]"
_DAY_ITEM = re.compile(rf"PH|(?P<first>{_DAY})(?:-(?P<last>{_DAY})|{_NUMBERS})?")
_LISTED = rf"(?:PH|{_DAY})(?:[^\s,\[]|\[[^\]]*\])*"
_DAY_LIST = re.compile(rf"(?:^|(?<=\s)){_LISTED}(?:,\s?{_LISTED})*$")
_SPAN = re.compile(
    rf"(?:(?P<year>\d{{4}}) )?(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}}))?"
    rf"(?:-(?:(?:(?P<year2>\d{{4}}) )?(?P<month2>{_MONTH})(?: (?P<day2>\d{{1,2}}))?|(?P<only2>\d{{1,2}})))?"
)
_TIME = r"\d{2}:\d{2}"
_RULE = re.compile(
    rf"(?:(?P<when>.+?)\s+)?(?:(?P<off>off|closed)|(?P<times>{_TIME}-{_TIME}(?:,\s?{_TIME}-{_TIME})*)"
    r'(?:\s*"(?P<comment>[^"]*)")?)'
)
#: A comma after times or words, and before anything but a time, begins a rule that adds to the one before.
_ADDED = re.compile(r'(?:(?<=:\d\d)|(?<=")|(?<=off)|(?<=closed))\s*,(?!\s*\d{1,2}:)\s*')

#: What the syntax has and this site does not accept, and the way to say it.
_REFUSED: tuple[tuple[re.Pattern[str], Said], ...] = (
    (re.compile(r"[^ -~]"), say("only the letters A-Z, the digits 0-9 and the hyphen are accepted: Mo-Fr 09:00-15:00")),
    (re.compile(r"24/7"), say("24/7 stands alone. With other rules write 00:00-24:00")),
    (re.compile(r"\|\|"), say("“||” (or else) is not accepted: write what is certain, and the rest as a note")),
    (re.compile(r"\bSH\b"), say("SH: the site knows no dates of school holidays. Write the dates: Jul-Aug off")),
    (re.compile(r"easter"), say("easter is not accepted: the days of Easter that are holidays are in PH; write other days by their date")),
    (re.compile(r"sunrise|sunset|dawn|dusk"), say("hours by the sun are not accepted: write times of the clock")),
    (re.compile(r"\bweek\b"), say("numbers of weeks are not accepted: write dates, or We[2] for the second Wednesday of a month")),
    (re.compile(r":\d\d\s*\+"), say("“+” (open end) is not accepted: write when it closes, or a note")),
    (re.compile(r"\b(?:unknown|open)\b"), say("open and unknown are not accepted: write times, or a note")),
    (re.compile(r'"(?!by appointment"|\s*(?:[,;]|$))'), say("only the comment \"by appointment\" is accepted: write the rest as a note")),
    (re.compile(r"PH\s+[+-]\d|PH\s+(?:Mo|Tu|We|Th|Fr|Sa|Su)|(?:Mo|Tu|We|Th|Fr|Sa|Su)\s+PH"), say("PH stands for all public holidays and for them only: write “PH off”, or “Sa,PH 10:00-13:00”")),
    (re.compile(r"(?<!\d)\d:\d\d|:\d(?!\d)"), say("write times with two digits: 09:00")),
    (re.compile(r"\d{4}\s*-\s*\d{4}(?!:)|\d{4}\+|/"), say("spans of years and steps are not accepted: write each date, as 2026 Dec 24")),
)  # fmt: skip


def parsed(text: str) -> Pattern:
    """The rules of a text; raises ``ValueError`` with what is not accepted and the way to say it."""
    if not text:
        raise ValueError(say("is empty: write hours such as Mo-Fr 09:00-15:00, or take the line out"))
    if text == ALWAYS:
        return Pattern((Rule((Opening(0, MIDNIGHT),)),), names_holidays=True)
    if len(text) > LONGEST:
        raise ValueError(say("has {count:,} characters; a line has at most {most:,}", count=len(text), most=LONGEST))
    if fault := next((fault for pattern, fault in _REFUSED if pattern.search(text)), None):
        raise ValueError(fault)
    parts: list[str] = []
    groups: list[tuple[Rule, ...]] = []
    for chunk in text.split(";"):
        for number, part in enumerate(_ADDED.split(chunk.strip())):
            parts.append(part.strip())
            groups.append(_rules(parts[-1], [rule for group in groups for rule in group], adds=number > 0))
    rules = tuple(rule for group in groups for rule in group)
    _check_together(parts, groups, rules)
    return Pattern(rules, any(rule.holidays for rule in rules))


def _check_together(parts: list[str], groups: list[tuple[Rule, ...]], rules: tuple[Rule, ...]) -> None:
    if not any(rule.openings for rule in rules):
        raise ValueError(say("it never opens by these rules: write when it is open"))
    idle_one = idle(groups) if len(groups) > 1 else None
    if idle_one is not None:
        raise ValueError(
            say("“{rule}” never applies: a rule takes the place of those before it. Write the usual hours first, or take it out", rule=parts[idle_one])
        )  # fmt: skip


def _rules(text: str, before: list[Rule], adds: bool) -> tuple[Rule, ...]:
    """The rules of one part: one for each kind of day that it names."""
    match = _RULE.fullmatch(text)
    if not match or ":" in (match["when"] or ""):
        raise ValueError(_no_rule(text))
    openings = tuple(_openings(match["times"], by_appointment=match["comment"] is not None)) if match["times"] else ()
    spans, days = _when(match["when"] or "", text)
    rules = tuple(
        Rule(openings, weekdays, nth, spans, holidays, adds) for weekdays, nth, holidays in days or [((), (), False)]
    )
    if fault := _out_of_place(text, rules, before, adds):
        raise ValueError(fault)
    return rules


def _out_of_place(text: str, rules: tuple[Rule, ...], before: list[Rule], adds: bool) -> str:
    """Why rules cannot stand where they do: programs do not agree on what they mean there, or readers could not tell."""
    if adds and (not rules[0].openings or any(rule.holidays for rule in rules)):
        return say("“{rule}”: begin a rule that closes, or one with PH, with “;”", rule=text)
    if before and rules == (Rule(rules[0].openings, adds=adds),):
        return say("“{rule}” does not say on which days: Mo-Su for all", rule=text)
    dated = all(span.dated for rule in rules for span in rule.spans) and rules[0].spans
    if any(rule.holidays for rule in before) and not (dated or any(rule.holidays for rule in rules)):
        return say("“{rule}” comes after PH: write the rule with PH behind it", rule=text)
    if not adds and any(opening.closes > MIDNIGHT for rule in before for opening in rule.openings):
        return say(
            "“{rule}” comes after hours past midnight, and it is not clear whose the night is: write `week`, with overnight: yes",
            rule=text,
        )
    return ""


def _no_rule(text: str) -> Said:
    if not text:
        return say("a rule is empty: take out the “;” or the “,”")
    if re.search(r"\d\d:\d\d.*\b(?:off|closed)\b", text):
        return say("“{rule}”: write the times when it is open, not those when it is closed", rule=text)
    if not re.search(r"\d:\d", text):
        return say("“{rule}” has no time: write it as Mo-Fr 09:00-15:00, or Aug off", rule=text)
    return say("“{rule}” is not understood: write it as Mo-Fr 09:00-12:00,13:00-15:00", rule=text)


def _openings(text: str, by_appointment: bool) -> Iterator[Opening]:
    for part in re.split(r",\s?", text):
        opens, closes = (int(time[:2]) * 60 + int(time[3:]) for time in part.split("-"))
        if opens >= MIDNIGHT or closes > MIDNIGHT or any(time[3:] > "59" for time in part.split("-")):
            raise ValueError(say("{times}: times go from 00:00 to 24:00; past midnight write 22:00-02:00", times=part))
        if opens == closes:
            raise ValueError(
                say("{times}: it opens and closes at the same time; a whole day is 00:00-24:00", times=part)
            )
        yield Opening(opens, closes if closes > opens else closes + MIDNIGHT, by_appointment)


_Days = tuple[tuple[int, ...], tuple[int, ...], bool]


def _when(text: str, rule: str) -> tuple[tuple[Span, ...], list[_Days]]:
    """The spans of dates, and the days with their numbers in the month and whether they are public holidays."""
    listed = _DAY_LIST.search(text)
    days = [_days_of(item.strip(), rule) for item in _items(listed[0])] if listed else []
    dates = text[: listed.start()].strip() if listed else text
    spans = tuple(_span(part.strip(), rule) for part in dates.split(",")) if dates else ()
    if spans and any(holidays for _, _, holidays in days):
        raise ValueError(
            say("PH stands for all public holidays and for them only: write “PH off”, or “Sa,PH 10:00-13:00”")
        )
    plain = tuple(sorted({day for weekdays, nth, _ in days for day in weekdays if not nth}))
    others = [one for one in days if one[1] or one[2]]
    return spans, [(plain, (), False), *others] if plain else others


def _items(text: str) -> list[str]:
    """A list of days, parted at the commas that do not stand in brackets."""
    return re.split(r",(?![^\[]*\])", text)


def _days_of(text: str, rule: str) -> _Days:
    match = _DAY_ITEM.fullmatch(text)
    if not match:
        raise ValueError(_no_day(text, rule))
    if not match["first"]:
        return (), (), True
    first = _DAYS.index(match["first"])
    last = _DAYS.index(match["last"]) if match["last"] else first
    days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
    return tuple(sorted(days)), tuple(_numbers(match["nth"], rule)) if match["nth"] else (), False


def _no_day(text: str, rule: str) -> Said:
    return say(
        "“{rule}”: {part} is neither days (Mo-Fr, We[2], PH) nor dates (Aug, Dec 24-Jan 6, 2026 Dec 24)",
        rule=rule,
        part=text,
    )


def _numbers(text: str, rule: str) -> Iterator[int]:
    for part in [text] if text.startswith("-") else text.split(","):
        first, _, last = part.rpartition("-") if not part.startswith("-") else ("", "", part)
        numbers = range(int(first or last), int(last) + 1)
        if not numbers or not all(number == LAST or 1 <= number <= 5 for number in numbers):
            raise ValueError(say("“{rule}”: a weekday of a month is [1] to [5], or [-1] for the last", rule=rule))
        yield from numbers


def _span(text: str, rule: str) -> Span:
    match = _SPAN.fullmatch(text)
    if not match:
        raise ValueError(_no_day(text, rule))
    month2 = match["month2"] or match["month"]
    day2 = match["only2"] or match["day2"] or ("" if match["month2"] else match["day"])
    if bool(match["day"]) != bool(day2) or (match["year2"] and not match["year"]):
        raise ValueError(
            say("“{rule}”: {part} begins and ends in different ways. Write both as Dec 24", rule=rule, part=text)
        )
    year2 = match["year2"] or match["year"]
    first = _date(match["year"], match["month"], match["day"] or "1")
    last = _date(year2, month2, day2) if day2 else _end(year2, month2)
    if match["year"] and last < first:
        raise ValueError(say("“{rule}”: {part} ends before it begins", rule=rule, part=text))
    return Span(first, last)


def _end(year: str | None, month: str) -> int:
    """The last day of a month; that of a February of every year is the 29th."""
    number = _MONTHS.index(month) + 1
    return int(year or 0) * 10000 + number * 100 + calendar.monthrange(int(year or 2028), number)[1]


def _date(year: str | None, month: str, day: str) -> int:
    number = _MONTHS.index(month) + 1
    if year and int(year) not in YEARS:
        fault = say("{value}: the year must lie from {first} to {last}", value=year, first=YEARS.start, last=YEARS[-1])
        raise ValueError(fault)
    if not 1 <= int(day) <= calendar.monthrange(int(year or 2027), number)[1]:  # no leap year, when it is of every year
        raise ValueError(say("{date} is not in the calendar", date=f"{month} {day}"))
    return int(year or 0) * 10000 + number * 100 + int(day)
