"""Months and days as text, and the time between them in model years."""

from __future__ import annotations

import datetime
import re
from typing import Final

WEEKS_PER_YEAR: Final = 52

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)


def parse_month(text: str) -> datetime.date:
    """Return the first day of a month.

    Args:
        text: the month as `YYYY-MM`.

    Raises:
        ValueError: it is not a month.
    """
    if not (found := _MONTH.fullmatch(text)):
        raise ValueError(f"`{text[:40]}` is not a month of the form YYYY-MM")
    return _date(text, int(found[1]), int(found[2]), 1)


def parse_date(text: str) -> datetime.date:
    """Return a day, or the first day of a month.

    Args:
        text: `YYYY-MM-DD` or `YYYY-MM`.

    Raises:
        ValueError: it is neither.
    """
    if _MONTH.fullmatch(text):
        return parse_month(text)
    if not (found := _DAY.fullmatch(text)):
        raise ValueError(f"`{text[:40]}` is not a date of the form YYYY-MM-DD or YYYY-MM")
    return _date(text, int(found[1]), int(found[2]), int(found[3]))


def years_between(earlier: datetime.date, later: datetime.date) -> float:
    """Return the model years between two first days of months; each month is a twelfth."""
    return (later.year - earlier.year) + (later.month - earlier.month) / 12


def _date(text: str, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"`{text}` is not in the calendar") from None
