"""Force inside the compiled week: what other tables feel, and options that share their past."""

from __future__ import annotations

import numpy as np
import pytest

from world.driving import EVERYTHING, drive, levers, pulse

pytestmark = pytest.mark.slow

WEEKS = 104
# Worlds in which the US executive decides on force itself have force without an option.
ORDERED = EVERYTHING._replace(us_decision=False)
CALM = levers(WEEKS)
STRIKES = levers(WEEKS, leader_strikes_without_consent=100.0, lab_strikes_without_consent=100.0)
INVASION = levers(WEEKS, invasion=pulse(WEEKS, 0, 200.0))


def test_strikes_on_leaders_remove_leaders_of_groups() -> None:
    run = drive(CALM, STRIKES, weeks=WEEKS, members=4, before=13, on=ORDERED)
    removals = run["leader_removals"].sum(axis=(0, 2))
    assert removals[1] > removals[0]
    assert (run["civilian_deaths"][:, 0] == 0.0).all()
    assert run["civilian_deaths"][:, 1].sum() > 0.0


def test_the_order_of_options_changes_nothing() -> None:
    one = drive(CALM, STRIKES, INVASION, weeks=WEEKS, members=2, before=13)
    other = drive(INVASION, CALM, STRIKES, weeks=WEEKS, members=2, before=13)
    assert np.array_equal(one.national, other.national[:, [1, 2, 0]])


def test_members_are_the_same_alone_and_in_company() -> None:
    together = drive(INVASION, weeks=WEEKS, members=3, before=13)
    alone = drive(INVASION, weeks=WEEKS, first=2, before=13)
    assert np.array_equal(together.national[2], alone.national[0])


def test_without_force_its_switches_change_nothing_else() -> None:
    names = ("strikes", "raids", "disruption", "invasion", "occupation", "regime")
    without = ORDERED._replace(**dict.fromkeys(names, False))
    on, off = (drive(CALM, weeks=WEEKS, before=13, on=switches) for switches in (ORDERED, without))
    for name in ("homicides", "members", "group_deaths", "fragments"):
        assert np.array_equal(on[name], off[name]), name
