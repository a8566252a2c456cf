"""The page of the prior-predictive check, made from the kept result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riobravo.credibility.calibration.predictive import kept_prediction

# What is known about a series that left its range; said only where it did.
_WHY = {
    "overdose_deaths": "deaths fell in 2018 after years of growth",
    "encounters": "counts of 2020 to 2023 hold repeat crossings under the rule of that time, and the"
    " simulation starts from 2017, the lowest year of the series",
}


def predictive_page() -> str:
    """Return the page."""
    from riobravo.observed import states

    found = kept_prediction()
    seen, ranges = found["states"]["observed"], found["states"]["ranges"]
    years = next(iter(found["series"].values()))["years"]
    inside = [
        [one[0][k] <= row[k] <= one[-1][k] for k in range(len(years))]
        for row, one in zip(seen, ranges, strict=True)
    ]
    share = sum(map(sum, inside)) / (len(inside) * len(years))
    manifest = found["manifest"]
    lines = [
        "# Prior-predictive check: would the priors have held what came?",
        "",
        "This page is made from the kept result (`src/riobravo/credibility/calibration/predictive.json`) by"
        " `python -m riobravo.documentation docs/`; `python -m"
        " riobravo.credibility.calibration.predictive` makes"
        " that result again.",
        "",
        f"{manifest['members']} worlds start at the end of {years[0] - 1} from what was observed by"
        f" then, under the"
        " status quo, every parameter drawn from the ledger's prior. Nothing is fitted to the years"
        " shown. Priors and"
        " the map of groups were written later and in part with these years in view, so this tells"
        " whether ranges"
        " are wide enough, not how well anybody would have forecast.",
        "",
        "![Ranges of simulated worlds and what was observed](calibration/predictive.svg)",
        "",
        "Line: median; dark: 50 %; light: 90 % of worlds. Dots: observed.",
        "",
        "| series | year | observed | 90 % of worlds | 50 % of worlds | where it lies |",
        "|---|---|---|---|---|---|",
    ]
    for one in found["series"].values():
        lines += _rows(one)
    lines += ["", "## In words", ""]
    for name, one in found["series"].items():
        lines += [f"- **{one['title']}**: {describe(name, one)}."]
    lines += [
        f"- **Homicides by state**: {share:.0%} of state-years lie inside the 90 % range.",
        "",
        "![Homicides by state](calibration/predictive-states.svg)",
        "",
        "Blue: median and 90 % of worlds, victims a year. Orange: observed. Years outside the range:",
        "",
        "| state | years outside |",
        "|---|---|",
    ]
    for state, row, many, one in zip(states(), inside, seen, ranges, strict=True):
        out = [
            f"{year} ({'above' if many[k] > one[-1][k] else 'below'})"
            for k, year in enumerate(years)
            if not row[k]
        ]
        if out:
            lines += [f"| {state.name} | {', '.join(out)} |"]
    lines += [
        "",
        f"Made {found['made']}, riobravo {manifest['riobravo']}, seed {manifest['seed']}, kernel"
        f" `{manifest['kernel'][:12]}`, ledger `{manifest['ledger'][:12]}`, data `{manifest['data'][:12]}`.",
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def describe(name: str, one: dict[str, Any]) -> str:
    """Return in words whether what was observed lies inside the ranges, and where not.

    Args:
        name: the outcome.
        one: its part of the kept result.
    """
    known = [k for k, value in enumerate(one["observed"]) if value is not None]
    out = [
        (one["years"][k], "above" if one["observed"][k] > one["ranges"][-1][k] else "below")
        for k in known
        if not one["ranges"][0][k] <= one["observed"][k] <= one["ranges"][-1][k]
    ]
    if not out:
        return f"inside the 90 % range in all {len(known)} years"
    said = ", ".join(f"{side} it in {year}" for year, side in out)
    told = f"inside the 90 % range in {len(known) - len(out)} of {len(known)} years, {said}"
    return f"{told}: {_WHY[name]}" if name in _WHY else told


def _rows(one: dict[str, Any]) -> Iterator[str]:
    for k, year in enumerate(one["years"]):
        value, quantiles = one["observed"][k], [row[k] for row in one["ranges"]]
        if value is None:
            where, shown = "not known", ""
        else:
            shown = _number(value)
            where = "inside 50 %" if quantiles[1] <= value <= quantiles[3] else "inside 90 %"
            where = where if quantiles[0] <= value <= quantiles[4] else "**outside**"
        yield (
            f"| {one['title'] if k == 0 else ''} | {year} | {shown} | {_number(quantiles[0])} to"
            f" {_number(quantiles[4])} | {_number(quantiles[1])} to {_number(quantiles[3])} | {where} |"
        )


def _number(value: float) -> str:
    return f"{value:,.0f}"
