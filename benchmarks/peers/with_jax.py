"""JAX and diffrax: batches by `vmap`; diffrax solves the deterministic model with adaptive Tsit5."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import diffrax
import jax
import jax.numpy as jnp
import numpy as np

from peers.model import OUTCOMES, Cartels, Peer, Totals

jax.config.update("jax_enable_x64", True)

BATCH = 64


def peers(c: Cartels) -> list[Peer]:
    matrix, start, groups = jnp.asarray(c.matrix), jnp.asarray(c.start), len(c.start)

    def means(size: Any) -> Any:
        return (
            c.recruitment * size,
            c.arrests * size / size.sum(),
            c.conflict * size * (matrix @ size),
            c.saturation * size * size,
        )

    def week(carry: Any, key: Any) -> Any:
        size, deaths, arrests, recruits = carry
        joined, arrested, killed, left = jax.random.poisson(key, jnp.stack(means(size))).astype(float)
        killed = jnp.minimum(killed, size)
        arrested = jnp.minimum(arrested, size - killed)
        left = jnp.minimum(left, size - killed - arrested)
        size = size + joined - killed - arrested - left
        return (size, deaths + killed.sum(), arrests + arrested.sum(), recruits + joined.sum()), None

    def one(key: Any, weeks: int) -> Any:
        carry, _ = jax.lax.scan(week, (start, 0.0, 0.0, 0.0), jax.random.split(key, weeks))
        return (carry[0].sum(), *carry[1:])

    stochastic = jax.jit(jax.vmap(one, (0, None)), static_argnums=1)

    def slope(_: Any, y: Any, __: Any) -> Any:
        joined, arrested, killed, left = means(y[:groups])
        counted = jnp.stack([killed.sum(), arrested.sum(), joined.sum()])
        return jnp.concatenate([joined - arrested - killed - left, counted])

    def solve(size: Any, weeks: Any) -> Any:
        found = diffrax.diffeqsolve(
            diffrax.ODETerm(slope),
            diffrax.Tsit5(),
            t0=0.0,
            t1=weeks,
            dt0=None,
            y0=jnp.concatenate([size, jnp.zeros(3)]),
            stepsize_controller=diffrax.PIDController(rtol=1e-6, atol=1e-3),
            adjoint=diffrax.DirectAdjoint(),
        )
        end = found.ys[0]
        return end[:groups].sum(), end[groups], end[groups + 1], end[groups + 2]

    deterministic = jax.jit(jax.vmap(solve, (0, None)))

    def gather(found: Any) -> Totals:
        return {name: np.asarray(column) for name, column in zip(OUTCOMES, found, strict=True)}

    def run_stochastic(members: int, weeks: int, seed: int) -> Totals:
        return gather(stochastic(jax.random.split(jax.random.key(seed), members), weeks))

    def run_deterministic(members: int, weeks: int, _: int) -> Totals:
        parts = []
        for first in range(0, members, BATCH):
            rows = jnp.tile(start, (min(BATCH, members - first), 1))
            parts.append(gather(deterministic(rows, float(weeks))))
        return {name: np.concatenate([part[name] for part in parts]) for name in OUTCOMES}

    return [
        Peer("JAX, vmap and scan", version("jax"), "stochastic", 2, 8, run_stochastic, "its own threads"),
        Peer(
            "diffrax Tsit5, vmap 64",
            version("diffrax"),
            "deterministic",
            2,
            512,
            run_deterministic,
            "adaptive, relative tolerance 1e-06; its own threads",
        ),
    ]
