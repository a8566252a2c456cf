"""The structural arm: the shipped simulation, started at the origin under the status quo.

The study sees the observed victims up to the last published month and nothing later. The ledger's priors
and the map of groups are those of today: they were made from publications after most origins, so this arm
is not free of hindsight, and every page that shows it says so.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from riobravo.forecasting.known import Floats

WEEKS: Final = 52
SIMULATED_MONTHS: Final = 12


@lru_cache(maxsize=256)
def simulate_states(
    known_until: np.datetime64, origin: np.datetime64, worlds: int, seed: int, overlay: Path | None = None
) -> Floats:
    """Return homicides by state of the twelve months after an origin, (worlds, 12, 32), joint.

    Args:
        known_until: last published month; the simulation starts with the next.
        origin: last month before the forecast.
        worlds: number of worlds.
        seed: fixes all random numbers.
        overlay: folder with newer series.

    Raises:
        InputError: the simulation cannot start then.
        DataError: the observed series do not serve the dates.
    """
    from riobravo.ensemble.runner import run_worlds
    from riobravo.study import make_study
    from riobravo.world.outcomes import BY_STATE

    study = make_study(
        {
            "name": "hindcast",
            "title": "Status quo from an origin",
            "start": str(origin + 1),
            "as_of": f"{known_until + 1}-01",
            "years": 1,
            "members": worlds,
            "seed": seed,
            "options": _two_options(),
        }
    )
    done = run_worlds(study, state_reading=1, overlay=overlay)
    kind = next(place for place, outcome in enumerate(BY_STATE) if outcome.name == "state_homicides")
    weekly = done.by_state[0, :, :WEEKS, kind].astype(np.float64) / WEEKS
    return np.asarray(np.einsum("mw,awu->amu", month_shares(), weekly))


def month_shares() -> Floats:
    """Return the share of each week that falls into each twelfth of the year, (12, 52)."""
    per_month = WEEKS / SIMULATED_MONTHS
    starts = np.arange(SIMULATED_MONTHS)[:, None] * per_month
    weeks = np.arange(WEEKS)[None, :]
    overlap = np.minimum(starts + per_month, weeks + 1.0) - np.maximum(starts, weeks)
    return np.asarray(np.maximum(overlap, 0.0))


def _two_options() -> list[str]:
    """Return the fewest options a study may have; only the first is read."""
    from riobravo.api import REFERENCE
    from riobravo.options.catalogue import resolve, shipped_names
    from riobravo.options.status import needs_of

    other = next(name for name in shipped_names() if name != REFERENCE and not needs_of(resolve(name)))
    return [REFERENCE, other]
