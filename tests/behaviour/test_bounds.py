"""Every parameter at either end of its bounds leaves numbers that are numbers, and counts that are counts."""

from __future__ import annotations

import numpy as np
import pytest

from riobravo.credibility.checking.inputs import find_input
from riobravo.credibility.checking.worlds import Bench, lever_programme
from riobravo.study import load_study
from riobravo.world.outcomes import NATIONAL

SIGNED = np.array([outcome.signed for outcome in NATIONAL])
AT_ONCE = 32
MUCH = {
    "arrests": 2.0,
    "border_soldiers": 100.0,
    "deportations": 500.0,
    "firearms_stop": 50.0,
    "inspection": 50.0,
    "invasion": 200.0,
    "leader_strikes_without_consent": 50.0,
    "linkage": 1.0,
    "occupation": 200.0,
    "precursor_stop": 50.0,
    "tariff": 25.0,
    "treatment": 10.0,
}


@pytest.mark.slow
@pytest.mark.parametrize("levers", [{}, MUCH], ids=["nothing", "much"])
def test_no_end_of_a_bound_breaks_the_arithmetic(levers: dict[str, float]) -> None:
    bench = Bench(load_study().with_changes(years=1))
    usual = bench.values(0, 1)
    read = {name: entry.bounds for name, entry in bench.ledger.items() if entry.used_by != "option"}
    ends = [(name, end) for name, bounds in read.items() for end in bounds]
    values = {name: np.repeat(value, len(ends)) for name, value in usual.items()}
    for place, (name, end) in enumerate(ends):
        values[name][place] = end
    broken = set()
    for first in range(0, len(ends), AT_ONCE):
        some = ends[first : first + AT_ONCE]
        part = {name: value[first : first + AT_ONCE] for name, value in values.items()}
        # Parameters of one world for all, but for the one at its end.
        national, _ = bench._simulate(part, [lever_programme(levers, len(some))], 0, len(some))
        sound = np.isfinite(national) & (SIGNED | (national >= 0.0))
        fine = [bool(one.all()) for one in sound]
        broken |= {one for one, good in zip(some, fine, strict=True) if not good}
    assert broken == set()


def test_groups_that_died_out_before_the_start_stay_nobody() -> None:
    """More are arrested each week than there are: what is left must not become no number."""
    for noise in (True, False):
        bench = Bench(load_study().with_changes(years=1, noise=noise))
        one = find_input("random-792", seed=bench.study.seed)
        read = bench.run_inputs([one], lambda _: None)
        assert np.isfinite(read.national).all()
        assert read["group_deaths"].min() >= 0.0
        assert read["members"].max() < 1.0
