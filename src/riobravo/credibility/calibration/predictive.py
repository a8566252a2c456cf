"""The prior-predictive check: what the ledger's priors gave for years that have since been observed.

The shipped simulation is started at the end of 2017, from what was observed by then, under the status quo,
with every parameter drawn from its prior. What came in the six years after is put beside the ranges. Nothing
is fitted. The map of groups is of 2020 and priors were written later, so this is a check of width, not a
forecast.
`python -m riobravo.credibility.calibration.predictive` makes the kept result again.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.observed import load, state_months

Floats = NDArray[np.float64]

KEPT: Final = Path(__file__).parent / "predictive.json"
ORIGIN: Final = 2018
YEARS: Final = 6
MEMBERS: Final = 600
LEVELS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
# Outcome of the simulation, title, unit, and what one unit of the outcome is in the unit of the page.
SERIES: Final = (
    ("homicides", "Homicides in Mexico", "victims a year"),
    ("overdose_deaths", "US overdose deaths", "deaths a year"),
    ("encounters", "Encounters at the southwest border", "encounters a year"),
    ("us_imports_from_mexico", "US imports of goods from Mexico", "billion USD a year"),
)


def predict(members: int = MEMBERS, seed: int = 20180101) -> dict[str, Any]:
    """Simulate, and put what was observed beside it.

    Args:
        members: number of worlds.
        seed: fixes all chance.
    """
    from riobravo._version import __version__
    from riobravo.ensemble.opening import SERIES_USED
    from riobravo.ensemble.runner import run_worlds
    from riobravo.evidence.loading import ledger_hash
    from riobravo.observed import data_hash
    from riobravo.study import make_study
    from riobravo.world.compile import kernel_hash
    from riobravo.world.outcomes import NATIONAL, STATE_PLACE

    study = make_study(
        {
            "name": "prior-predictive",
            "title": "Status quo from the end of 2017",
            "start": f"{ORIGIN}-01",
            "years": YEARS,
            "members": members,
            "seed": seed,
            "options": ["status-quo", "kingpin-capture"],
        }
    )
    # Studies compare at least two options; only the first counts here.
    worlds = run_worlds(study)
    names = [one.name for one in NATIONAL]
    yearly = worlds.quarterly[0].reshape(members, YEARS, 4, len(names)).mean(axis=2)
    seen = observed()
    series = {
        name: {
            "title": title,
            "unit": unit,
            "years": list(range(ORIGIN, ORIGIN + YEARS)),
            "observed": seen[name],
            "ranges": np.quantile(yearly[:, :, names.index(name)], LEVELS, axis=0).tolist(),
        }
        for name, title, unit in SERIES
    }
    states = worlds.by_state[0, :, :, STATE_PLACE["state_homicides"]].astype(np.float64)
    panel = _calendar_years()
    return {
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "manifest": {
            "riobravo": __version__,
            "members": members,
            "seed": seed,
            "kernel": kernel_hash(),
            "ledger": ledger_hash(),
            "data": data_hash(SERIES_USED),
        },
        "levels": list(LEVELS),
        "series": series,
        "states": {
            "observed": panel.T.tolist(),
            "ranges": np.quantile(states, LEVELS, axis=0).transpose(2, 0, 1).tolist(),
        },
    }


def observed() -> dict[str, list[float | None]]:
    """Return what was observed in each year, None where it is not known."""
    years = np.arange(ORIGIN, ORIGIN + YEARS)
    deaths = load("us-overdose-12-months")
    rows = deaths["indicator"] == "all_drug_overdose"
    sums = dict(
        zip(deaths["month_ending"][rows].astype(str), deaths["deaths_12mo_reported"][rows], strict=True)
    )
    press = load("us-overdose-press")
    sums |= dict(zip(press["month_ending"].astype(str), press["deaths_12mo_reported"], strict=True))
    encounters = load("border-encounters")
    rows = (encounters["source"] == "DHS_OHSS_KHSM_USBP") & (encounters["component"] == "USBP")
    rows &= (encounters["region"] == "Southwest Land Border") & (encounters["citizenship"] == "All")
    trade = load("us-mexico-goods-trade")
    return {
        "homicides": [float(one) for one in _calendar_years().sum(axis=1)],
        "overdose_deaths": [
            _number(next((v for k, v in sums.items() if k.startswith(f"{y}-12")), None)) for y in years
        ],
        "encounters": _sums(encounters["date"][rows], encounters["encounters"][rows], years),
        "us_imports_from_mexico": _sums(trade["date"], trade["imports_musd"] / 1000.0, years),
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _sums(dates: Any, values: Any, years: NDArray[np.int64]) -> list[float | None]:
    """Return sums of whole years, None where a month is missing."""
    at = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    found: list[float | None] = []
    for year in years:
        inside = values[at == year].astype(np.float64)
        found.append(float(inside.sum()) if len(inside) == 12 and not np.isnan(inside).any() else None)
    return found


def _calendar_years() -> Floats:
    """Return victims by year and state, (years, 32)."""
    panel = state_months("sesnsp-victims", "intentional_homicide", datetime.date(ORIGIN + YEARS, 1, 1))
    return np.asarray(panel.values[-12 * YEARS :].reshape(YEARS, 12, -1).sum(axis=1))


def kept_prediction(path: Path = KEPT) -> dict[str, Any]:
    """Return the result that the program brings along."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    from riobravo.credibility.calibration.artefact import write_rounded

    write_rounded(predict(), KEPT)
