"""The paths that observations are compared with are those of the compiled kernel."""

from __future__ import annotations

import numpy as np
import pytest

from riobravo.credibility.calibration.skeleton import overdose_path, run_violence, violence_skeleton
from riobravo.credibility.laboratory import run_by_hand
from riobravo.ensemble.opening import make_opening
from riobravo.observed import adjacency, group_map
from riobravo.world.state import STATES, new_tables
from riobravo.world.week import ALL_OFF


def test_homicides_between_points_of_the_grid() -> None:
    members, conflict = np.array([75_000.0, 190_000.0]), np.array([0.8, 2.3])
    read = violence_skeleton(44).read(members, conflict)
    assert read == pytest.approx(run_violence(members, conflict, 44), abs=0.01)


def test_overdose_deaths_follow_the_long_run_trend() -> None:
    drugs = new_tables()["drugs"]
    drugs["trend"], drugs["trend_known"] = 0.08, 0.0
    opening = make_opening(group_map(), np.zeros(STATES), adjacency())._replace(drugs=drugs)
    weeks = run_by_hand(
        [{"overdose_trend": 0.08}],
        [{}],
        before=0,
        after=4 * 52,
        on=ALL_OFF._replace(overdose=True, noise=False),
        opening=opening,
    )["overdose_deaths"][0, 0]
    years = np.log(weeks.reshape(4, 52).sum(axis=1))
    expected = overdose_path(np.array([0.08]), 48)[0].reshape(4, 12).mean(axis=1)
    assert np.diff(years) == pytest.approx(np.diff(expected), abs=1e-3)
