"""A made-up result of the size of the whole system: many options, outcomes of all units and signs."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from report.synthetic import synthetic_result
from riobravo.analysis.headlines import load_headlines

# Unit, kind, typical level and the direction that most people would call better.
SHAPES: dict[str, tuple[str, str, float, str]] = {
    "disappearances": ("people/year", "flow", 12_000, "lower"),
    "extortion": ("cases/year", "flow", 10_400, "lower"),
    "group_income": ("million USD/year", "flow", 21_500, "lower"),
    "southbound_firearms": ("firearms/year", "flow", 135_000, "lower"),
    "states_controlled": ("states", "stock", 6, "neither"),
    "overdose_deaths": ("deaths/year", "flow", 78_000, "lower"),
    "fentanyl_availability": ("1", "stock", 1.0, "lower"),
    "fentanyl_price": ("1", "stock", 1.0, "higher"),
    "drug_flow": ("kg/year", "flow", 9_800, "lower"),
    "cooperation": ("share", "stock", 0.5, "higher"),
    "view_of_us": ("percent", "stock", 58, "higher"),
    "mexican_approval": ("percent", "stock", 65, "neither"),
    "us_approval": ("percent", "stock", 44, "neither"),
    "us_support_for_force": ("percent", "stock", 41, "neither"),
    "state_capacity": ("1", "stock", 1.0, "higher"),
    "concessions": ("events/year", "flow", 1.2, "neither"),
    "civilian_deaths": ("people/year", "flow", 0, "lower"),
    "us_military_deaths": ("people/year", "flow", 0, "lower"),
    "mexican_military_deaths": ("people/year", "flow", 0, "lower"),
    "retaliation": ("events/year", "flow", 0, "lower"),
    "retaliation_us_soil": ("events/year", "flow", 0, "lower"),
    "us_cost": ("million USD/year", "flow", 150, "lower"),
    "us_troops": ("thousand soldiers", "stock", 0, "lower"),
    "bilateral_trade": ("billion USD/year", "flow", 840, "higher"),
    "mexican_gdp": ("percent", "stock", 0, "higher"),
    "us_gdp": ("percent", "stock", 0, "higher"),
    "us_prices": ("percent", "stock", 0, "lower"),
    "mexican_jobs": ("million people", "stock", 22.4, "higher"),
    "remittances": ("billion USD/year", "flow", 62, "higher"),
    "usmca_ended": ("0 or 1", "stock", 0, "lower"),
    "displaced_people": ("people", "stock", 390_000, "lower"),
    "encounters": ("people/year", "flow", 240_000, "neither"),
    "exposed_people_harmed": ("people/year", "flow", 1_300, "lower"),
    "regional_favourability": ("percent", "stock", 52, "higher"),
    "regional_alignment": ("1", "stock", 1.0, "neither"),
    "china_trade_share": ("share", "stock", 0.21, "neither"),
    "next_target_hazard": ("1", "stock", 1.0, "lower"),
}
LONG = (
    "Joint intelligence, development and diplomacy over ten years, with prosecutors, community police and "
    "a guarantee for witnesses"
)


def many_options(options: int) -> list[tuple[str, str, str]]:
    """Give id, title and kind of force of many options; one title is very long, one very short."""
    found = [("status-quo", "Status quo", "")]
    for place in range(1, options):
        force = (
            "" if place < 0.6 * options else "with consent" if place < 0.7 * options else "without consent"
        )
        title = f"Measure {place} of the catalogue{' as a lasting campaign' * (place % 3 == 0)}"
        title = LONG if place == 2 else "Raids" if place == options - 1 else title
        found.append((f"measure-{place}", title, force))
    return found


def many_result(options: int = 46, members: int = 60, years: int = 5, others: int = 0) -> xr.Dataset:
    """Make a result with every headline outcome, and some that are no headline.

    Args:
        options: number of options, the status quo included.
        members: number of worlds.
        years: years after the start of the options.
        others: number of further outcomes.
    """
    chosen = many_options(options)
    base = synthetic_result(options=1, members=members, years=years)
    generator = np.random.default_rng(11)
    quarters = base["quarter"].values
    ramp = np.clip(quarters / years, 0, 1)
    data: dict[str, Any] = {}
    shapes = dict(SHAPES)
    shapes |= {
        "homicides": ("victims/year", "flow", 31_000, "lower"),
        "group_deaths": ("members/year", "flow", 6_000, "lower"),
        "members": ("people", "stock", 190_000, "lower"),
        "groups": ("groups", "stock", 160, "neither"),
    }
    shapes |= {f"other_{place}": ("1", "stock", 1.0, "neither") for place in range(others)}
    for name, (unit, kind, level, better) in shapes.items():
        values = _course(name, kind, level, chosen, members, quarters, ramp, generator)
        inside = values[:, :, quarters > 0].reshape(options, members, years, 4)
        annual = inside.mean(axis=3) if kind == "flow" else inside[..., 3]
        titles = {one.name: one.title for one in load_headlines()}
        said = {"units": unit, "kind": kind, "better": better, "long_name": titles.get(name, name)}
        data[f"{name}_quarterly"] = (("option", "member", "quarter"), values, said)
        data[name] = (("option", "member", "year"), annual, said)
    by_state = data["homicides"][1][..., None] / 32 * generator.lognormal(0, 0.05, (options, 1, 1, 32))
    data["state_homicides"] = (("option", "member", "year", "state"), by_state, {"kind": "flow"})
    data["population"] = ("state", base["population"].values)
    coordinates = {name: base[name].values for name in ("member", "year", "quarter", "state")}
    return xr.Dataset(
        data,
        coords=coordinates
        | {
            "option": [one for one, _, _ in chosen],
            "option_title": ("option", [title for _, title, _ in chosen]),
            "state_name": ("state", base["state_name"].values),
        },
        attrs=base.attrs | {"study_title": "Forty-six options, 2026 to 2030"},
    )


def _course(
    name: str,
    kind: str,
    level: float,
    chosen: list[tuple[str, str, str]],
    members: int,
    quarters: np.ndarray,
    ramp: np.ndarray,
    generator: np.random.Generator,
) -> np.ndarray:
    shape = (members, quarters.size)
    luck = np.cumsum(generator.normal(0, 0.02, shape), axis=1)
    values = np.empty((len(chosen), *shape))
    for place, (_, _, force) in enumerate(chosen):
        push = generator.normal(0, 0.08) * (3 if force else 1) * (place > 0)
        strength = generator.lognormal(0, 0.6, members) * generator.choice([1, 1, 1, -0.4], members)
        moved = push * strength[:, None] * ramp
        if name == "usmca_ended":
            values[place] = generator.random(members)[:, None] < 0.03 + abs(push) * ramp
        elif level:
            values[place] = level * np.exp(luck + moved)
        elif name in ("mexican_gdp", "us_gdp", "us_prices"):
            values[place] = 10 * moved
        else:
            values[place] = generator.poisson(60 * strength.clip(0)[:, None] * ramp * (force != ""))
    return values
