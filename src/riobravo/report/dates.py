"""Calendar words for years counted from the start of the options."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def start_fraction(start: str) -> float:
    """Turn a month such as `2026-01` into a calendar year with a fraction (2026.0).

    Args:
        start: ISO month or day.
    """
    year, month = start.split("-")[:2]
    return int(year) + (int(month) - 1) / 12


def year_name(start: str, year: int) -> str:
    """Name the n-th year after the options' start: `2030`, or `Jul 2030 to Jun 2031`.

    Args:
        start: ISO month in which the options start.
        year: 1 for the first year under the options, 0 for the year before.
    """
    first, month = (int(part) for part in start.split("-")[:2])
    first += year - 1
    if month == 1:
        return str(first)
    return f"{MONTHS[month - 1]} {first} to {MONTHS[month - 2]} {first + 1}"


def month_name(start: str) -> str:
    """Write an ISO month or day as `Jan 2026`."""
    year, month = start.split("-")[:2]
    return f"{MONTHS[int(month) - 1]} {year}"
