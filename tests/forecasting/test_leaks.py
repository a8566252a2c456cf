"""What comes after an origin changes nothing that is said there."""

from __future__ import annotations

import numpy as np
import pytest

from forecasting.made_up import short_registration, short_series, single_panel, state_panel
from riobravo.credibility.preregistration import Published, load_registration
from riobravo.forecasting.hindcast import Hindcast
from riobravo.forecasting.known import Panel, cut, last_published
from riobravo.forecasting.models import NOWCAST, run_parts, stand_at

ORIGIN = np.datetime64("2019-12", "M")


@pytest.mark.parametrize(
    ("published", "origin", "last"),
    [
        ({"lag_months": 1}, "2018-12", "2018-11"),
        ({"lag_months": 5}, "2019-02", "2018-09"),
        ({"yearly_in_month": 10}, "2005-12", "2004-12"),
        ({"yearly_in_month": 10}, "2005-09", "2003-12"),
        ({"yearly_in_month": 10}, "2005-10", "2004-12"),
    ],
)
def test_figures_are_known_only_once_published(published: dict[str, int], origin: str, last: str) -> None:
    assert str(last_published(Published(**published), np.datetime64(origin, "M"))) == last


def _spoil(panel: Panel, after: np.datetime64) -> Panel:
    values = panel.values.copy()
    values[panel.months > after] = 1e6
    return Panel(panel.months, values, panel.codes)


@pytest.mark.parametrize("shape", ["states", "nation", "single", "rolling-sum"])
def test_later_observations_change_no_forecast(shape: str) -> None:
    series, registration = short_series(shape, lag=2), short_registration()
    panel = state_panel() if shape in {"states", "nation"} else single_panel()
    spoiled = _spoil(panel, last_published(series.published, ORIGIN))
    names = (*registration.baselines, NOWCAST)
    before, missing = run_parts(stand_at(registration, series, panel, ORIGIN, 7), names)
    after, _ = run_parts(stand_at(registration, series, spoiled, ORIGIN, 7), names)
    assert not missing
    assert set(before) == set(names)
    for name in names:
        np.testing.assert_array_equal(before[name], after[name])


def test_what_is_cut_holds_no_later_month() -> None:
    series = short_series(lag=3)
    known = cut(state_panel(), series, ORIGIN)
    assert str(known.months[-1]) == "2019-09"
    assert len(known.values) == len(known.months)


@pytest.mark.slow
def test_later_observations_change_no_weight_of_an_earlier_origin() -> None:
    series, registration, panel = short_series(), short_registration(), state_panel()
    plain = Hindcast(registration, series, panel=panel).run()
    spoiled = Hindcast(registration, series, panel=_spoil(panel, np.datetime64("2019-11", "M"))).run()
    for kind in ("by_origin", "spread_by_origin"):
        rows = [one["weights"]["pooled"][kind] for one in (plain, spoiled)]
        # Origins 2019-06, 2019-09 and 2019-12 know nothing after 2019-11; the later two do.
        assert rows[0][:3] == rows[1][:3]
        assert rows[0][3:] != rows[1][3:]


def test_every_registered_origin_has_targets_and_something_known() -> None:
    from riobravo.forecasting.known import load_panel
    from riobravo.forecasting.origins import learning_origins, origins_of

    for series in load_registration().series:
        panel = load_panel(series)
        origins = [*learning_origins(series), *origins_of(series)]
        assert str(origins_of(series)[-1]) == series.origins.last
        assert len(cut(panel, series, origins[0]).months) >= 24
        assert panel.months[-1] > origins[-1]
