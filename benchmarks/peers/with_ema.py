"""EMA Workbench: a NumPy model run by an evaluator, one experiment per member, in two processes."""

from __future__ import annotations

import atexit
import warnings
from functools import cache, partial
from importlib.metadata import version
from typing import Any

import numpy as np

from peers.model import OUTCOMES, Cartels, Floats, Peer, Totals, load_cartels

WEEKS = 520


@cache
def _cartels() -> tuple[Cartels, Floats]:
    cartels = load_cartels()
    return cartels, cartels.matrix


def _simulate(member: float = 0.0, noise: int = 1) -> dict[str, float]:
    """One member as a NumPy model; the evaluator calls it in a process of its own."""
    c, matrix = _cartels()
    rng = np.random.default_rng(int(member * 1e12))
    size = c.start.copy()
    deaths = arrests = recruits = 0.0
    for _ in range(WEEKS):
        means = np.stack(
            [
                c.recruitment * size,
                c.arrests * size / size.sum(),
                c.conflict * size * (matrix @ size),
                c.saturation * size * size,
            ]
        )
        joined, arrested, killed, left = rng.poisson(means) if noise else means
        killed = np.minimum(killed, size)
        arrested = np.minimum(arrested, size - killed)
        left = np.minimum(left, size - killed - arrested)
        size = size + joined - killed - arrested - left
        deaths += killed.sum()
        arrests += arrested.sum()
        recruits += joined.sum()
    return dict(zip(OUTCOMES, (size.sum(), deaths, arrests, recruits), strict=True))


def peers(_: Cartels) -> list[Peer]:
    with warnings.catch_warnings():
        # It warns of parts that are not installed and not used here.
        warnings.simplefilter("ignore")
        import ema_workbench as ema

    def open_evaluator(noise: int) -> Any:
        # Starting processes is left out of the time, as compiling is left out of that of others.
        model = ema.Model("cartels", function=_simulate)
        model.uncertainties = [ema.RealParameter("member", 0.0, 1.0)]
        model.constants = [ema.Constant("noise", noise)]
        model.outcomes = [ema.ScalarOutcome(name) for name in OUTCOMES]
        evaluator = ema.MultiprocessingEvaluator(model, n_processes=2)
        atexit.register(evaluator.__exit__, None, None, None)
        return evaluator.__enter__()

    def run(evaluator: Any, members: int, weeks: int, _seed: int) -> Totals:
        if weeks != WEEKS:
            raise ValueError(f"the processes simulate {WEEKS} weeks")
        _, found = evaluator.perform_experiments(scenarios=members, log_progress=True)
        return {name: np.asarray(found[name], np.float64) for name in OUTCOMES}

    evaluators = {law: open_evaluator(noise) for law, noise in (("stochastic", 1), ("deterministic", 0))}
    return [
        Peer(
            "EMA Workbench, NumPy model",
            version("ema_workbench"),
            law,
            2,
            24,
            partial(run, evaluator),
            "two processes, started beforehand; its own sampling of seeds",
        )
        for law, evaluator in evaluators.items()
    ]
