"""SciPy: the deterministic model as an ordinary differential equation for `solve_ivp`."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import scipy
from scipy.integrate import solve_ivp

from peers.model import Cartels, Floats, Peer, Totals, collect

TOLERANCE = 1e-6


def peers(c: Cartels) -> list[Peer]:
    solve: Any = solve_ivp
    matrix, groups = c.matrix, len(c.start)

    def slope(_: float, y: Floats) -> Floats:
        size = y[:groups]
        joined = c.recruitment * size
        arrested = c.arrests * size / size.sum()
        killed = c.conflict * size * (matrix @ size)
        left = c.saturation * size * size
        change = joined - arrested - killed - left
        return np.concatenate([change, [killed.sum(), arrested.sum(), joined.sum()]])

    def run(method: str, members: int, weeks: int, _seed: int) -> Totals:
        begin = np.concatenate([c.start, np.zeros(3)])
        rows = []
        for _ in range(members):
            found = solve(slope, (0.0, weeks), begin, method=method, rtol=TOLERANCE, atol=1e-3)
            end = found.y[:, -1]
            rows.append((end[:groups].sum(), *end[groups:]))
        return collect(rows)

    note = f"adaptive, relative tolerance {TOLERANCE:g}"
    return [
        Peer(
            f"SciPy {method}",
            scipy.__version__,
            "deterministic",
            1,
            100,
            partial(run, method),
            note,
        )
        for method in ("RK45", "LSODA")
    ]
