"""Baselines, nowcast and pool: what each of them must be."""

from __future__ import annotations

import numpy as np
import pytest

from forecasting.made_up import short_registration, short_series, single_panel, state_panel
from riobravo.errors import InputError
from riobravo.forecasting import nowcast, single
from riobravo.forecasting.baselines import BASELINES, ets
from riobravo.forecasting.hindcast import Hindcast
from riobravo.forecasting.known import Panel
from riobravo.forecasting.models import run_parts, stand_at
from riobravo.forecasting.pooling import Weights, components, mix
from riobravo.forecasting.scores import fair_crps
from riobravo.forecasting.simulation import month_shares

FAST = [name for name in BASELINES if name != "ets"]


@pytest.mark.parametrize("name", FAST)
def test_baselines_give_finite_draws_that_are_never_negative(name: str) -> None:
    history = state_panel().values.copy()
    history[:, 0] = 0.0
    draws = BASELINES[name](history, 20, 50, np.random.default_rng(1))
    assert draws.shape == (50, 20, 6)
    assert np.isfinite(draws).all()
    assert draws.min() >= 0.0
    assert not draws[:, :, 0].any()


@pytest.mark.parametrize("name", [name for name in FAST if name != "zero"])
def test_on_a_constant_series_every_baseline_says_about_that_constant(name: str) -> None:
    draws = BASELINES[name](np.full((80, 1), 100.0), 12, 400, np.random.default_rng(1))
    assert draws.mean() == pytest.approx(100.0, rel=0.05)


def test_last_value_and_seasonal_naive_and_trend_point_where_they_should() -> None:
    time = np.arange(72.0)
    season = np.tile(np.arange(12.0), 6)[:, None] + 50.0
    random = np.random.default_rng(1)
    np.testing.assert_allclose(
        BASELINES["seasonal-naive"](season, 12, 10, random).mean(axis=0)[:, 0], season[:12, 0]
    )
    line = 10.0 + 2.0 * time[:, None]
    np.testing.assert_allclose(
        BASELINES["linear-trend"](line, 5, 10, random).mean(axis=0)[:, 0], 10.0 + 2.0 * (72.0 + np.arange(5))
    )


def test_conflictology_draws_only_what_was_seen() -> None:
    history = state_panel().values
    draws = BASELINES["conflictology-12"](history, 6, 100, np.random.default_rng(1))
    for unit in range(history.shape[1]):
        assert set(np.unique(draws[:, :, unit])) <= set(history[-12:, unit])


def test_climatology_has_the_moments_of_its_window() -> None:
    history = state_panel().values
    draws = BASELINES["nb-climatology-12"](history, 10, 4_000, np.random.default_rng(1))
    mean, variance = history[-12:].mean(axis=0), history[-12:].var(axis=0, ddof=1)
    np.testing.assert_allclose(draws.mean(axis=(0, 1)), mean, rtol=0.03)
    np.testing.assert_allclose(draws.var(axis=(0, 1)), np.maximum(variance, mean), rtol=0.15)


def test_ets_without_its_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "statsmodels.tsa.exponential_smoothing.ets", None)
    ets._fit.cache_clear()
    with pytest.raises(InputError, match=r"not installed.*riobravo\[baselines\]"):
        ets.forecast(np.ones((40, 1)), 3, 5, np.random.default_rng(1))
    origin = stand_at(short_registration(), short_series(), state_panel(), np.datetime64("2019-12", "M"), 1)
    done, missing = run_parts(origin, ("zero", "ets"))
    assert list(done) == ["zero"]
    assert "not installed" in missing["ets"]


def test_ets_follows_a_season() -> None:
    draws = ets.forecast(single_panel().values, 12, 100, np.random.default_rng(1))
    means = draws.mean(axis=0)[:, 0]
    assert means[:6].mean() > 1.15 * means[6:].mean()


def test_the_nowcast_moves_states_together() -> None:
    random = np.random.default_rng(8)
    months, states = 96, 12
    nation = np.cumsum(0.08 * random.standard_normal(months))
    values = random.poisson(np.exp(4.0 + nation)[:, None] * np.ones(states)).astype(float)
    panel = Panel(np.datetime64("2012-01", "M") + np.arange(months), values, tuple("x" * states))
    draws = nowcast.forecast(panel, 12, 500, random, 120)
    torn = np.stack([random.permutation(draws[:, 11, unit]) for unit in range(states)], axis=1)
    assert draws[:, 11].sum(axis=1).std() > 1.8 * torn.sum(axis=1).std()


@pytest.mark.slow
def test_the_nowcast_covers_series_of_its_own_kind() -> None:
    inside = []
    for seed in range(6):
        panel = state_panel(96, seed=100 + seed)
        known = Panel(panel.months[:84], panel.values[:84], panel.codes)
        draws = nowcast.forecast(known, 12, 300, np.random.default_rng(seed), 120)
        low, high = np.quantile(draws, [0.05, 0.95], axis=0)
        inside.append(((low <= panel.values[84:]) & (panel.values[84:] <= high)).mean())
    assert 0.75 < np.mean(inside) <= 1.0


def test_filtering_a_known_rate_finds_it() -> None:
    months = np.datetime64("2015-01", "M") + np.arange(72)
    lengths = nowcast.month_lengths(months)
    assert lengths.mean() == pytest.approx(1.0, abs=0.01)
    values = np.round(100.0 * lengths)[:, None] * np.ones(4)
    draws = nowcast.forecast(
        Panel(months, values, ("a", "b", "c", "d")), 6, 500, np.random.default_rng(1), 120
    )
    assert draws.mean() == pytest.approx(100.0, rel=0.04)


def test_the_rolling_sum_knows_the_months_inside_it() -> None:
    months = np.concatenate([np.full(48, 100.0), np.full(6, 200.0)])
    sums = np.convolve(months, np.ones(12), "valid")[:, None]
    panel = Panel(np.datetime64("2015-01", "M") + np.arange(len(sums)), sums, ("US",))
    draws = single.forecast(panel, 12, 400, np.random.default_rng(1), 120, 0.9, rolling=True)
    # Six months at the new level are inside; the sum goes on rising although no month does.
    assert sums[-1, 0] == 1_800.0
    assert draws.mean(axis=0)[5, 0] == pytest.approx(2_400.0, rel=0.06)


def test_the_single_nowcast_follows_a_season() -> None:
    draws = single.forecast(single_panel(), 12, 200, np.random.default_rng(1), 120, 0.9, rolling=False)
    means = draws.mean(axis=0)[:, 0]
    assert means[:6].mean() > 1.15 * means[6:].mean()


def test_the_score_of_a_mixture_is_the_quadratic_form() -> None:
    random = np.random.default_rng(9)
    parts = [random.normal(mean, 1.0, (2_000, 1, 1)) for mean in (0.0, 2.0)]
    observed = np.array([[0.5]])
    error, apart = components([np.sort(part, axis=0) for part in parts], observed)
    weights = np.array([0.3, 0.7])
    mixed = mix(parts, weights, 2_000, random)
    value = weights @ error[0] - 0.5 * weights @ apart[0] @ weights
    assert fair_crps(mixed, observed)[0, 0] == pytest.approx(value, abs=0.03)


def test_weights_start_equal_and_go_to_the_better_part() -> None:
    learned = Weights(2, prior=3.0, step=0.1)
    np.testing.assert_array_equal(learned.at(np.datetime64("2020-01", "M")), [0.5, 0.5])
    apart = np.ones((12, 2, 2))
    for number in range(9):
        date = np.datetime64("2018-01", "M") + number
        learned.add(date, np.tile([1.0, 5.0], (12, 1)), apart)
    np.testing.assert_allclose(learned.at(np.datetime64("2020-01", "M")), [(9 + 1.5) / 12, 1.5 / 12])
    np.testing.assert_array_equal(learned.at(np.datetime64("2018-01", "M")), [0.5, 0.5])


def test_weeks_are_shared_out_over_months_without_loss() -> None:
    shares = month_shares()
    np.testing.assert_allclose(shares.sum(axis=0), 1.0)
    np.testing.assert_allclose(shares.sum(axis=1), 52.0 / 12.0)


def test_a_hindcast_scores_every_model_on_the_same_targets() -> None:
    summary = Hindcast(short_registration(), short_series(), panel=state_panel()).run()
    assert summary["origins"] == ["2019-06", "2019-09", "2019-12", "2020-03", "2020-06"]
    models = summary["models"]
    assert {"pooled", "nowcast", "zero", "smoothing-nb12-pool"} <= set(models)
    for row in models.values():
        assert row["crps"] > 0.0
        assert 0.0 <= row["coverage50"] <= row["coverage90"] <= 1.0
        assert sum(row["pit"]) == pytest.approx(1.0, abs=0.01)
    assert models["zero"]["mean_ratio"] == 0.0
    assert models["pooled"]["crps"] < models["zero"]["crps"]
    for row in summary["skill_vs"].values():
        assert row["low"] <= row["estimate"] <= row["high"]
    assert summary["skill_vs"]["zero"]["low"] > 0.0
    weights = summary["weights"]["pooled"]["by_origin"]
    assert all(sum(row) == pytest.approx(1.0, abs=0.002) for row in weights)


def test_a_hindcast_is_the_same_every_time() -> None:
    one, other = (Hindcast(short_registration(), short_series(), panel=state_panel()).run() for _ in range(2))
    assert one == other
