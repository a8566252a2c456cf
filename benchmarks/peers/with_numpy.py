"""NumPy: batches of members as arrays of (members, groups), one product of matrices per week."""

from __future__ import annotations

from typing import Any

import numpy as np

from peers.model import Cartels, Peer, Totals

BATCH = 64


def simulate(c: Cartels, members: int, weeks: int, rng: np.random.Generator | None) -> Totals:
    """Simulate members side by side; without random numbers every count is its mean."""
    matrix = c.matrix.T.copy()
    draw: Any = rng.poisson if rng is not None else np.asarray
    size = np.tile(c.start, (members, 1))
    deaths, arrests, recruits = np.zeros(members), np.zeros(members), np.zeros(members)
    for _ in range(weeks):
        joined = c.recruitment * size
        arrested = c.arrests * size / size.sum(axis=1, keepdims=True)
        killed = c.conflict * size * (size @ matrix)
        left = c.saturation * size * size
        joined, arrested, killed, left = map(draw, (joined, arrested, killed, left))
        killed = np.minimum(killed, size)
        arrested = np.minimum(arrested, size - killed)
        left = np.minimum(left, size - killed - arrested)
        size = size + joined - killed - arrested - left
        deaths += killed.sum(axis=1)
        arrests += arrested.sum(axis=1)
        recruits += joined.sum(axis=1)
    return {"members": size.sum(axis=1), "deaths": deaths, "arrests": arrests, "recruits": recruits}


def _join(parts: list[Totals]) -> Totals:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def peers(c: Cartels) -> list[Peer]:
    def batches(members: int, weeks: int, rng: np.random.Generator | None) -> Totals:
        return _join([simulate(c, min(BATCH, members - k), weeks, rng) for k in range(0, members, BATCH)])

    return [
        Peer(
            "NumPy, batches of 64",
            np.__version__,
            "stochastic",
            1,
            64,
            lambda members, weeks, seed: batches(members, weeks, np.random.default_rng(seed)),
        ),
        Peer(
            "NumPy, Euler in batches of 64",
            np.__version__,
            "deterministic",
            1,
            64,
            lambda members, weeks, _: batches(members, weeks, None),
        ),
    ]
