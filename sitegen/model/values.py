"""Small value types: what a single field may hold. All input is text (see ``model.nodes``)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from sitegen.wording import Said, say

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LENGTH = 64
LINE_LENGTH = 2_000
#: No date of this site lies outside: a typing error otherwise, and the calendars of some readers end there.
YEARS = range(1900, 2200)
#: Names that Windows reserves: a checkout or a published folder with such a name breaks there.
RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)})


def slug_fault(text: str) -> str:
    """Why ``text`` cannot be an id; empty when it can."""
    if not SLUG.fullmatch(text):
        odd = next((c for c in text if not re.match("[a-z0-9-]", c)), "")
        if not odd:
            return say("an id is made of a-z, 0-9 and single hyphens, for example kem-legal-aid")
        return say(
            "“{odd}” ({name}) cannot stand in it; an id is made of a-z, 0-9 and single hyphens, for example kem-legal-aid",
            odd=odd,
            name=_name(odd),
        )
    if len(text) > SLUG_LENGTH:
        return say("an id has at most {most} characters", most=SLUG_LENGTH)
    if text in RESERVED:
        return say("{name} is a reserved file name on Windows", name=text)
    return ""


def _name(character: str) -> str:
    """The name of a character; those that people type by mistake can be said in other languages too."""
    name = unicodedata.name(character, "").lower()
    kind, _, letter = name.partition(" letter ")
    match kind:
        case "greek capital":
            return say("greek capital letter {letter}", letter=letter)
        case "greek small":
            return say("greek small letter {letter}", letter=letter)
        case "latin capital":
            return say("latin capital letter {letter}", letter=letter)
    return _SIGNS.get(name, name) or say("a control character")


_SIGNS: dict[str, Said] = {
    str(said): said for said in (say("space"), say("low line"), say("full stop"), say("solidus"), say("comma"))
}


def _slug(text: str) -> str:
    if fault := slug_fault(text):
        raise ValueError(fault)
    return text


def _line(text: str) -> str:
    if "\n" in text:
        raise ValueError(say("must be a single line"))
    if len(text) > LINE_LENGTH:
        raise ValueError(
            say("has {count:,} characters; a line has at most {most:,}", count=len(text), most=LINE_LENGTH)
        )
    if not text:
        raise ValueError(say("is empty: fill it in, or take the line out"))
    return text


def _shown(value: object) -> Said:
    return say("“{value}”", value=value) if isinstance(value, str) else say("a list or fields: this")


def _flag(value: object) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(say("{value} must be yes or no", value=_shown(value)))
    return value == "yes"


def _whole(value: object) -> int:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value)):
        raise ValueError(say("{value} must be a whole number in the digits 0-9", value=_shown(value)))
    return int(value)


def _number(value: object) -> Decimal:
    try:
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
            return Decimal(value)
    except InvalidOperation:
        pass
    raise ValueError(say("{value} must be a number such as 150 or 84.40", value=_shown(value)))


def _iso_date(value: object) -> date:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        raise ValueError(say("{value} must be a date such as 2026-11-03", value=_shown(value)))
    if int(value[:4]) not in YEARS:
        fault = say("{value}: the year must lie from {first} to {last}", value=value, first=YEARS.start, last=YEARS[-1])
        raise ValueError(fault)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(say("{value} is not in the calendar", value=value)) from None


def _clock(value: object) -> time:
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", value) if isinstance(value, str) else None
    hour, minute = (int(part) for part in match.groups()) if match else (99, 99)
    if hour > 23 or minute > 59:
        raise ValueError(say("{value} must be a time from 00:00 to 23:59, such as 09:00", value=_shown(value)))
    return time(hour, minute)


class PartialDate(NamedTuple):
    """A date of which only the year, or the year and month, may be known (month, day 0 when not)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """``2024``, ``2024-01`` or ``2024-01-19``."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        parts = [int(part) for part in value.split("-")]
        _iso_date(value + "-01" * (3 - len(parts)))
        return PartialDate(*parts)
    raise ValueError(say("{value} must be a date such as 2024-01-19, 2024-01 or 2024", value=_shown(value)))


def web_address(text: str) -> str:
    """An address that begins with https:// or http://, as it is; raises ``ValueError`` for any other."""
    if not _is_web_address(text):
        raise ValueError(say("“{value}” must be a web address that begins with https:// or http://", value=text))
    if "@" in urlsplit(text).netloc:
        fault = say("“{value}” hides where it leads: what stands before the @ is no part of it", value=text)
        raise ValueError(fault)
    return text


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:  # brackets or a port that are none
        return False
    return bool(host) and text.startswith(("http://", "https://")) and not re.search(r"[\s<>\"'`\\]", text)


def _email(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise ValueError(say("“{value}” must be an e-mail address", value=text))
    return text


def link_fault(address: str) -> str:
    """Why a text cannot link to an address; empty when it can. Any scheme that is not named here is refused."""
    scheme, _, rest = address.partition(":")
    try:
        if scheme == "mailto":
            _email(rest.partition("?")[0])
        elif scheme != "tel":
            web_address(address)
        elif not re.fullmatch(r"\+?[0-9]{3,15}", rest):
            return say("“{address}” must be digits alone: tel:112 or tel:+302103238000", address=address)
    except ValueError:
        return say("“{address}” is not an address that can be linked to", address=address)
    return ""


_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def _language_tag(text: str) -> str:
    if not _LANGUAGE_TAG.fullmatch(text):
        raise ValueError(say("“{value}” must be a language code such as el, ar, fa or prs", value=text))
    return text


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


_OTHER_DIGIT = re.compile(r"[^\D0-9]")


@lru_cache(maxsize=512)
def western_digits(text: str) -> str:
    """The same text with every decimal digit as 0-9 (Arabic and Persian digits become ASCII); kept for a while."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


Slug = Annotated[str, AfterValidator(_slug)]
Line = Annotated[str, AfterValidator(_line)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
Number = Annotated[Decimal, BeforeValidator(_number), Field(ge=0)]
Latitude = Annotated[Decimal, BeforeValidator(_number), Field(ge=-90, le=90)]
Longitude = Annotated[Decimal, BeforeValidator(_number), Field(ge=-180, le=180)]
IsoDate = Annotated[date, BeforeValidator(_iso_date)]
ClockTime = Annotated[time, BeforeValidator(_clock)]
AnyDate = Annotated[PartialDate, BeforeValidator(_partial_date)]
WebAddress = Annotated[str, AfterValidator(web_address)]
EmailAddress = Annotated[str, AfterValidator(_email)]
LanguageTag = Annotated[str, AfterValidator(_language_tag)]
#: Put before a tuple type: one text, or one group of fields, may stand for a list of one.
OneOrMore = BeforeValidator(_as_list)


class YesNo(StrEnum):
    """An answer that somebody gave, or ``unknown``."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Grade(StrEnum):
    """The same with a middle: reachable with help, in part, by appointment."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"
    UNKNOWN = "unknown"
