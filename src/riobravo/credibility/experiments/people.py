"""Published results about migration and displacement, measured in the simulation."""

from __future__ import annotations

from riobravo.credibility.experiments.measures import Measures

_YEAR = 52
_SIX_YEARS = 6 * _YEAR
_MORE_HOMICIDES = 1000.0
_EIGHT_MONTHS = 35


def migration() -> Measures:
    """Raise homicides in Central America, double them in Mexico, and let both countries enforce."""
    from riobravo.credibility.bench import run_alone
    from riobravo.evidence.loading import load_ledger
    from riobravo.world.state import STATES

    calm = run_alone(_SIX_YEARS)
    abroad = run_alone(_SIX_YEARS, parameters={"central_america_homicides_change": _MORE_HOMICIDES})
    violent = run_alone(_SIX_YEARS, homicides=20.0)
    enforced = run_alone(
        _EIGHT_MONTHS,
        held={"politics": {"concession_migration": 1.0}},
        levers={"border_soldiers": 200.0, "deportations": 5000.0},
    )
    migrants = (abroad["encounters"] - calm["encounters"]).sum() / _YEAR
    north = (violent["encounters_mexican"] - calm["encounters_mexican"]).sum() / _YEAR
    children = migrants / load_ledger()["migrants_per_child"].default
    return {
        "children-per-homicide": float(children / (6.0 * _MORE_HOMICIDES)),
        "mexicans-per-homicide": float(north / (10.0 * STATES * _SIX_YEARS)),
        "enforced-8-months": float(100.0 * (enforced["encounters"][-1] / calm["encounters"][0] - 1.0)),
    }
