"""Made-up series and a short registration, so that tests take seconds."""

from __future__ import annotations

import numpy as np

from riobravo.credibility.preregistration import Registration, Series, load_registration
from riobravo.forecasting.known import Panel
from riobravo.observed.entry import STATE_CODES

STATES = 6


def state_panel(months: int = 84, seed: int = 3) -> Panel:
    """Return counts of six states that move together."""
    random = np.random.default_rng(seed)
    nation = np.cumsum(0.06 * random.standard_normal(months))
    level = np.log([3.0, 8.0, 20.0, 40.0, 80.0, 160.0])
    own = np.cumsum(0.05 * random.standard_normal((months, STATES)), axis=0)
    values = random.poisson(np.exp(level + nation[:, None] + own)).astype(np.float64)
    return Panel(np.datetime64("2015-01", "M") + np.arange(months), values, STATE_CODES[:STATES])


def single_panel(months: int = 120, seed: int = 5) -> Panel:
    """Return one seasonal number a month."""
    random = np.random.default_rng(seed)
    time = np.arange(months)
    logs = 8.0 + 0.2 * np.sin(time * np.pi / 6.0) + np.cumsum(0.03 * random.standard_normal(months))
    return Panel(np.datetime64("2012-01", "M") + time, np.exp(logs)[:, None], ("US",))


def short_registration() -> Registration:
    """Return the registration with few draws, short horizons and no ETS."""
    full = load_registration()
    return full.model_copy(
        update={
            "draws": 60,
            "baselines": tuple(name for name in full.baselines if name != "ets"),
            "horizons": full.horizons.model_copy(update={"scored": 6, "longest": 12}),
            "bootstrap": full.bootstrap.model_copy(update={"resamples": 100}),
        }
    )


def short_series(shape: str = "states", lag: int = 1) -> Series:
    """Return a series with a few origins in 2019 and 2020."""
    full = load_registration().find("sesnsp-homicides")
    return full.model_copy(
        update={
            "shape": shape,
            "simulation": False,
            "published": full.published.model_copy(update={"lag_months": lag}),
            "origins": full.origins.model_copy(
                update={"first": "2019-06", "last": "2020-06", "every_months": 3, "learning_from": "2018-12"}
            ),
            "block_origins": 2,
        }
    )
