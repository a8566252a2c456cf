"""Checks: does the sampler return what was put in, and do forecasts of months left out cover them?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from riobravo.credibility.calibration.block import Block, Floats
from riobravo.credibility.calibration.sampling import Chain, sample, seed_of, values_at
from riobravo.evidence.loading import Ledger

_WALKERS, _STEPS, _SETTLE, _THIN = 12, 150, 60, 10
# Ranks so uneven come up once in twenty if the sampler is right; shared by all parameters tested.
LEVEL: Final = 0.05
_FEWEST: Final = 10


def rank_made_up(
    block: Block,
    ledger: Ledger,
    replicates: int,
    seed: int,
    kept_in: Path | None = None,
    report: Callable[[int], None] | None = None,
) -> dict[str, list[float]]:
    """Draw parameters from the priors, make up data from them, fit again, and rank the true value.

    Args:
        block: the block.
        ledger: the priors.
        replicates: how often.
        seed: fixes all of it.
        kept_in: file that ranks are kept in and taken up from.
        report: told after each replicate.

    Returns:
        For each parameter the share of posterior draws below the true value, once per replicate.
    """
    rows: list[list[float]] = []
    if kept_in is not None and kept_in.is_file():
        rows = json.loads(kept_in.read_text(encoding="utf-8"))[:replicates]
        if report:
            report(len(rows))
    while len(rows) < replicates:
        own = seed_of(seed, block.name, "made up", len(rows))
        random = np.random.default_rng(own)
        truth = random.standard_normal((1, len(block.names)))
        made_up = block.with_observations(block.make_up(values_at(block, ledger, truth), random))
        chain = sample(made_up, ledger, walkers=_WALKERS, steps=_STEPS, settle=_SETTLE, seed=own)
        draws = chain.scores[::_THIN].reshape(-1, truth.shape[1])
        rows.append([float(one) for one in (draws < truth).mean(axis=0)])
        if kept_in is not None:
            from riobravo.files import write_together

            write_together(kept_in.parent, {kept_in.name: json.dumps(rows)})
        if report:
            report(1)
    return {name: [row[place] for row in rows] for place, name in enumerate(block.parameters)}


def judge_ranks(ranks: list[float], tested: int) -> dict[str, Any]:
    """Return a verdict in words on whether ranks are uniform.

    Args:
        ranks: shares between 0 and 1.
        tested: number of parameters that are judged together.
    """
    from scipy.stats import kstest

    p = float(kstest(ranks, "uniform").pvalue)
    if len(ranks) < _FEWEST:
        verdict = "too few refits to say"
    elif p >= LEVEL / tested:
        verdict = "uniform: the sampler returns what was put in"
    else:
        middle = float(np.mean(np.abs(np.asarray(ranks) - 0.5) < 0.25))
        kind = "too wide" if middle > 0.6 else "too narrow" if middle < 0.4 else "shifted"
        verdict = f"not uniform: posteriors are {kind}"
    return {"refits": len(ranks), "p_value": p, "verdict": verdict}


def cover(
    block: Block, ledger: Ledger, chain: Chain, draws: int, seed: int, *, from_prior: bool = False
) -> dict[str, Any]:
    """Forecast the last twelve months from what was known before them, and say how many were covered.

    Args:
        block: the block.
        ledger: the priors.
        chain: posterior of all but the last twelve months.
        draws: number of joint draws.
        seed: fixes them.
        from_prior: whether parameters are drawn from the priors instead.
    """
    random = np.random.default_rng(seed_of(seed, block.name, "cover", from_prior))
    if from_prior:
        scores = random.standard_normal((draws, len(block.names)))
    else:
        scores = chain.draws[random.integers(len(chain.draws), size=draws)]
    keep = block.last_year
    values = values_at(block, ledger, scores)
    drawn = np.concatenate(
        [
            block.forecast({name: column[k : k + 1] for name, column in values.items()}, keep, random)
            for k in range(draws)
        ]
    )
    seen = block.y[~keep]
    return {
        "left_out": len(seen),
        "inside50": _share_inside(drawn, seen, 0.5),
        "inside90": _share_inside(drawn, seen, 0.9),
        "width90": float(np.diff(np.quantile(drawn, [0.05, 0.95], axis=0), axis=0).mean()),
    }


def judge_cover(found: dict[str, Any]) -> str:
    """Return a verdict in words on the cover of months that were left out."""
    inside = found["inside90"]
    if inside >= 0.8:
        said = "the 90 % interval holds most of what came"
        return said + (", and is wide for it" if found["inside50"] > 0.9 else "")
    return f"the 90 % interval holds only {inside:.0%} of what came: one stretch of months moves together"


def _share_inside(drawn: Floats, seen: Floats, level: float) -> float:
    low, high = np.quantile(drawn, [0.5 - 0.5 * level, 0.5 + 0.5 * level], axis=0)
    return float(((seen >= low) & (seen <= high)).mean())
