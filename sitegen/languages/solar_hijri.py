"""The Solar Hijri calendar of Iran and Afghanistan: the same days and years, two sets of month names."""

from __future__ import annotations

from datetime import date

#: The months in the order of the year, as said in Tehran and as said in Kabul.
MONTHS = (
    ("فروردین", "حمل"), ("اردیبهشت", "ثور"), ("خرداد", "جوزا"), ("تیر", "سرطان"), ("مرداد", "اسد"), ("شهریور", "سنبله"),
    ("مهر", "میزان"), ("آبان", "عقرب"), ("آذر", "قوس"), ("دی", "جدی"), ("بهمن", "دلو"), ("اسفند", "حوت"),
)  # fmt: skip


def solar_hijri(day: date) -> str:
    """A day with both names of its month: ``17 فروردین/حمل 1404``."""
    from persiantools.jdatetime import JalaliDate  # noqa: PLC0415  # few pages have such a day

    there = JalaliDate(day)  # type: ignore[no-untyped-call]
    return f"{there.day} {'/'.join(MONTHS[there.month - 1])} {there.year}"
