"""Published results about tariffs, the trade agreement and war, measured in the simulation."""

from __future__ import annotations

import math

import numpy as np

from riobravo.credibility.experiments.measures import Measures

_YEAR = 52
_DECADE = 520
_TARIFF = 25.0
# Exports to Mexico as a share of all US exports of goods, January to August 2025.
_MEXICO_SHARE = 0.158


def tariff() -> Measures:
    """Put a 25 % tariff on all Mexican goods, without and with the exemption of 2025; end the agreement."""
    from riobravo.credibility.bench import ALONE, run_alone

    # The models and the estimates hold the agreement as it was, and count no other shocks.
    on = ALONE._replace(agreement=False)
    none, full = run_alone(_DECADE, on=on), run_alone(_DECADE, on=on, levers={"tariff": _TARIFF})
    answered = run_alone(_DECADE, on=on, levers={"tariff": _TARIFF}, parameters={"retaliation_share": 1.0})
    use = np.minimum(49.0 + 28.0 * np.arange(_YEAR) / 26.0, 77.0)  # 49 % in 2024, 77 % in June 2025
    exempted = run_alone(_YEAR, on=on, levers={"tariff": _TARIFF, "tariff_exempt": use})
    ended = run_alone(_DECADE, parameters={"agreement_end_hazard": 1000.0})
    north, duty = "us_imports_from_mexico", math.log(1.0 + _TARIFF / 100.0)
    response = np.log(full[north] / none[north]) / duty

    def change(name: str, week: int) -> float:
        return float(100.0 * (answered[name][week - 1] / none[name][week - 1] - 1.0))

    return {
        "elasticity-1-year": float(response[_YEAR - 1]),
        "elasticity-7-years": float(response[7 * _YEAR - 1]),
        "elasticity-10-years": float(response[_DECADE - 1]),
        "mexico-3-months": float(full["mexican_gdp"][12]),
        "mexico-1-year": float(full["mexican_gdp"][_YEAR - 1]),
        "mexico-2-years": float(full["mexican_gdp"][2 * _YEAR - 1]),
        "mexico-10-years": float(full["mexican_gdp"][-1]),
        "us-10-years": float(full["us_gdp"][-1]),
        "mexican-exports-answered": change(north, _DECADE),
        "us-exports-answered": _MEXICO_SHARE * change("us_exports_to_mexico", _DECADE),
        "exempted-mexico-1-year": float(exempted["mexican_gdp"][-1]),
        "exempted-trade-1-year": float(
            100.0 * (exempted["bilateral_trade"].sum() / none["bilateral_trade"][:_YEAR].sum() - 1.0)
        ),
        "ended-mexico-5-years": float(ended["mexican_gdp"][5 * _YEAR - 1]),
    }


def war_at_home() -> Measures:
    """Hold a war between states on Mexican soil for five years."""
    from riobravo.credibility.bench import run_alone

    war = run_alone(5 * _YEAR, held={"force": {"war": 1.0, "unconsented": 1.0}})
    return {"mexico-5-years": float(war["mexican_gdp"][-1])}
