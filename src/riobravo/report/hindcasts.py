"""The hindcasts as the report shows them: what is lost first, then every series in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riobravo.analysis.hindcasts import STATUSES, describe_found, describe_policy, losses


@dataclass(frozen=True)
class Statement:
    """A registered statement and its verdict."""

    status: str
    says: str
    found: str


@dataclass(frozen=True)
class Row:
    """One series: the pooled forecast beside its parts and the best of the others.

    Attributes:
        title: the series.
        origins: number and span of the origins.
        pooled: CRPS of the pooled forecast.
        parts: CRPS of the nowcast, and of the simulation if it was run.
        best: name and CRPS of the model with the lowest CRPS.
        skill: of the pooled forecast against the registered baseline, with its interval.
        ratio: mean of the forecast over mean observed.
        coverage: shares inside the 50 % and 90 % intervals.
    """

    title: str
    origins: str
    pooled: str
    parts: str
    best: str
    skill: str
    ratio: str
    coverage: str


@dataclass(frozen=True)
class Hindcasts:
    """Everything the section shows.

    Attributes:
        lost: statements that failed, in words.
        close: comparisons that are lost or cannot be told apart.
        statements: all registered statements, failures first.
        rows: one per series.
        policy: sentences about the later policy path and its placebos.
        outdated: titles of series whose simulation was run with an earlier simulation.
        made: days on which the series were run.
    """

    lost: Sequence[str]
    close: Sequence[str]
    statements: Sequence[Statement]
    rows: Sequence[Row]
    policy: Sequence[str]
    outdated: Sequence[str]
    made: str


def hindcasts(kept: Mapping[str, Any], partners: Mapping[str, str], outdated: Sequence[str]) -> Hindcasts:
    """Make the kept result ready to show.

    Args:
        kept: see `riobravo.credibility.validation.kept_result`.
        partners: registered baseline of each series.
        outdated: names of series whose simulation was run with an earlier simulation.
    """
    judged = sorted(kept["falsifiers"], key=lambda one: STATUSES.index(one["status"]))
    told = losses(dict(kept))
    lost = sum(1 for one in judged if one["status"] == "FAIL")
    series = kept["series"]
    days = sorted({one["made"] for one in series.values()})
    return Hindcasts(
        lost=told[:lost],
        close=told[lost:],
        statements=[Statement(one["status"], one["says"], describe_found(one)) for one in judged],
        rows=[_row(one, partners.get(name, "")) for name, one in series.items()],
        policy=[
            line for one in series.values() if "policy" in one for line in describe_policy(one["policy"])
        ],
        outdated=[series[name]["title"] for name in outdated if name in series],
        made=days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else "",
    )


def _row(one: Mapping[str, Any], partner: str) -> Row:
    models = one["models"]
    pooled = models["pooled"]
    best = min(models, key=lambda name: float(models[name]["crps"]))
    parts = [name for name in ("nowcast", "simulation") if name in models]
    skill = one["skill_vs"].get(partner)
    words = ""
    if skill is not None:
        words = f"{skill['estimate']:+.3f} ({skill['low']:+.3f} to {skill['high']:+.3f})"
    return Row(
        title=one["title"],
        origins=f"{len(one['origins'])}, {one['origins'][0]} to {one['origins'][-1]}",
        pooled=_score(pooled["crps"]),
        parts=", ".join(f"{name} {_score(models[name]['crps'])}" for name in parts),
        best=f"{best} {_score(models[best]['crps'])}",
        skill=words.replace("-", "\N{MINUS SIGN}"),
        ratio=f"{pooled['mean_ratio']:.2f}",
        coverage=f"{pooled['coverage50']:.2f}, {pooled['coverage90']:.2f}",
    )


def _score(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"
