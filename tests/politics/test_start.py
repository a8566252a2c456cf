"""Where both publics start: the last polls before a date, and never later ones."""

from __future__ import annotations

import datetime

import pytest

from riobravo.ensemble.openings.politics import fill_politics
from riobravo.world.state import new_tables


def start_as_of(text: str) -> dict[str, float]:
    records = new_tables()["politics"]
    fill_politics(records, datetime.date.fromisoformat(text))
    return {name: float(records[name][0]) for name in records.dtype.names}


@pytest.mark.parametrize(
    ("as_of", "field", "share"),
    [
        ("2026-01-01", "view_of_us", 0.29),
        ("2025-07-15", "view_of_us", 0.61),  # the wave of 2025 was not out yet
        ("2018-03-01", "view_of_us", 0.30),
        ("2016-01-01", "view_of_us", 0.66),
        ("2025-11-15", "approval", 0.70),
        ("2019-06-01", "us_approval", 0.41),
        ("2026-01-01", "support_for_force_mexico", 0.37),
        ("2026-04-01", "support_for_force_mexico", 0.21),
    ],
)
def test_the_last_poll_before_the_date_counts(as_of: str, field: str, share: float) -> None:
    assert start_as_of(as_of)[field] == pytest.approx(share, abs=0.011)


def test_old_polls_are_not_used() -> None:
    """Nothing is shipped on the US executive after May 2020."""
    assert start_as_of("2026-01-01")["us_approval"] == 0.45
    assert start_as_of("1995-01-01")["view_of_us"] == 0.61
