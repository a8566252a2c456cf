"""All models of one series at one origin, from what was known there and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from riobravo.credibility.preregistration import Registration, Series
from riobravo.errors import RiobravoError
from riobravo.forecasting import nowcast, single
from riobravo.forecasting.baselines import BASELINES
from riobravo.forecasting.known import Floats, Panel, cut
from riobravo.forecasting.origins import chance
from riobravo.forecasting.pooling import mix
from riobravo.forecasting.simulation import SIMULATED_MONTHS, simulate_early, simulate_states

NOWCAST = "nowcast"
SIMULATION = "simulation"
POOLED = "pooled"
UNCALIBRATED = "pooled-uncalibrated"
POOLED_SIMULATION = "pooled-with-simulation"
# The series that every study starts from.
_FILES = "sesnsp-victims"


@dataclass(frozen=True)
class Origin:
    """One origin of one series.

    Args:
        series: the series.
        date: the month at whose end the forecast is made.
        known: what was published by then, in the units of the forecast.
        by_state: the same by state, for the nation; otherwise as `known`.
        steps: horizons from 1.
        draws: draws of each forecast.
        worlds: worlds of the simulation.
        window: months that the nowcast uses at most.
        kept: share of the drift of a single series that is left after a month.
        seed: fixes all chance.
        shock_window: months that the simulation estimates shocks from where it starts from an older series.
        overlay: folder with newer series.
    """

    series: Series
    date: np.datetime64
    known: Panel = field(repr=False)
    by_state: Panel = field(repr=False)
    steps: int
    draws: int
    worlds: int
    window: int
    kept: float
    seed: int
    shock_window: int
    overlay: Path | None = None

    @property
    def gap(self) -> int:
        """Months up to the origin that are not yet published."""
        return int((self.date - self.known.months[-1]).astype(np.int64))

    def chance(self, model: str) -> np.random.Generator:
        """Return the random numbers of a model here."""
        return chance(self.seed, self.series.name, self.date, model)


def stand_at(
    registration: Registration,
    series: Series,
    panel: Panel,
    date: np.datetime64,
    seed: int,
    *,
    steps: int | None = None,
    draws: int | None = None,
    overlay: Path | None = None,
) -> Origin:
    """Return an origin; nothing published after it is in what is returned.

    Args:
        registration: the settings.
        series: the series.
        panel: the whole panel.
        date: the month at whose end the forecast is made.
        seed: fixes all chance.
        steps: horizons; the longest registered if None.
        draws: draws; the registered number if None.
        overlay: folder with newer series.

    Raises:
        DataError: too little was known by then.
    """
    known = cut(panel, series, date)
    return Origin(
        series=series,
        date=date,
        known=known.nation() if series.shape == "nation" else known,
        by_state=known,
        steps=steps or registration.horizons.longest,
        draws=draws or registration.draws,
        worlds=draws or registration.simulated_worlds,
        window=registration.nowcast.window_months,
        kept=registration.nowcast.drift_kept_monthly,
        seed=seed,
        shock_window=registration.policy.window_months,
        overlay=overlay,
    )


def run_baseline(origin: Origin, name: str) -> Floats:
    """Return draws of a baseline, (draws, horizons, units)."""
    steps = origin.gap + origin.steps
    random = origin.chance(name)
    return BASELINES[name](origin.known.values, steps, origin.draws, random)[:, origin.gap :]


def run_nowcast(origin: Origin) -> Floats:
    """Return joint draws of the nowcast, (draws, horizons, units)."""
    steps, random = origin.gap + origin.steps, origin.chance(NOWCAST)
    if origin.series.shape in {"states", "nation"}:
        states = nowcast.forecast(origin.by_state, steps, origin.draws, random, origin.window)
        draws = states.sum(axis=2, keepdims=True) if origin.series.shape == "nation" else states
    else:
        rolling = origin.series.shape == "rolling-sum"
        draws = single.forecast(
            origin.known, steps, origin.draws, random, origin.window, origin.kept, rolling
        )
    return draws[:, origin.gap :]


def run_simulation(origin: Origin) -> Floats:
    """Return joint draws of the simulation, (worlds, at most twelve horizons, units)."""
    if origin.series.observed == _FILES:
        states = simulate_states(
            origin.known.months[-1], origin.date, origin.worlds, origin.seed, origin.overlay
        )
    else:
        states = simulate_early(origin.by_state, origin.date, origin.worlds, origin.seed, origin.shock_window)
    states = states[:, : min(origin.steps, SIMULATED_MONTHS)]
    return states.sum(axis=2, keepdims=True) if origin.series.shape == "nation" else states


def run_pool(origin: Origin, name: str, parts: list[Floats], weights: Floats) -> Floats:
    """Return the mixture of several forecasts, over the horizons that all of them have."""
    steps = min(part.shape[1] for part in parts)
    return mix([part[:, :steps] for part in parts], weights, origin.draws, origin.chance(name))


def run_parts(origin: Origin, names: tuple[str, ...]) -> tuple[dict[str, Floats], dict[str, str]]:
    """Run models that need no weights.

    Args:
        origin: where.
        names: baselines, the nowcast or the simulation.

    Returns:
        Draws by model, and for each model that could not run the reason.
    """
    done: dict[str, Floats] = {}
    missing: dict[str, str] = {}
    for name in names:
        try:
            if name == NOWCAST:
                done[name] = run_nowcast(origin)
            elif name == SIMULATION:
                done[name] = run_simulation(origin)
            else:
                done[name] = run_baseline(origin, name)
        except RiobravoError as error:
            missing[name] = str(error)
    return done, missing
