"""A time zone in a calendar file: each change of the clocks in the years that its events lie in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sitegen.ical.lines import component


def timezone(name: str, first: date, last: date) -> Iterator[str]:
    """The lines of a ``VTIMEZONE`` (RFC 5545, 3.6.5) that is right from the year of ``first`` to that of ``last``."""
    zone = ZoneInfo(name)
    start, end = datetime(first.year, 1, 1, tzinfo=UTC) - _DAY, datetime(last.year + 1, 1, 1, tzinfo=UTC)
    parts = [
        _observance(zone, start, start),
        *(_observance(zone, at - _SECOND, at) for at in _changes(zone, start, end)),
    ]
    return component("VTIMEZONE", [f"TZID:{name}"], *parts)


_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The first second of each new offset, in UTC; no zone changes twice in a day."""
    while start < end:
        if _offset(zone, start) != _offset(zone, start + _DAY):
            low, high = 0, 86400
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(zone, start + middle * _SECOND) == _offset(zone, start)
                low, high = (middle, high) if same else (low, middle)
            yield start + high * _SECOND
        start += _DAY


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _observance(zone: ZoneInfo, before: datetime, at: datetime) -> Iterator[str]:
    """What holds from ``at`` on; its start is what the clocks showed that were not changed yet."""
    local, old = at.astimezone(zone), _offset(zone, before)
    lines = [
        f"DTSTART:{at + old:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(old)}",
        f"TZOFFSETTO:{_signed(_offset(zone, at))}",
        f"TZNAME:{local:%Z}",
    ]
    return component("DAYLIGHT" if local.dst() else "STANDARD", lines)


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
