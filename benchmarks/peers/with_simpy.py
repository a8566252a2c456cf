"""SimPy: one process per group; each week it plans at the start and settles halfway."""

from __future__ import annotations

from collections.abc import Callable, Generator
from importlib.metadata import version
from typing import Any

import numpy as np
import simpy

from peers.model import Cartels, Peer, Totals, both_laws, collect


class Country:
    """What the processes share."""

    def __init__(self, c: Cartels, count: Callable[[float], float]) -> None:
        self.c = c
        self.count = count
        self.size: list[float] = c.start.tolist()
        self.total = 0.0
        self.deaths = self.arrests = self.recruits = 0.0
        self.rivals: list[list[tuple[int, float]]] = [[] for _ in self.size]
        for i, j, weight in c.ties:
            self.rivals[i].append((j, weight))
            self.rivals[j].append((i, weight))

    def watch(self, env: Any) -> Generator[Any, None, None]:
        while True:
            self.total = sum(self.size)
            yield env.timeout(1.0)

    def group(self, env: Any, i: int) -> Generator[Any, None, None]:
        c, count, size, restraint = self.c, self.count, self.size, float(self.c.restraint[i])
        while True:
            here = size[i]
            enemies = self.total - here
            for j, weight in self.rivals[i]:
                enemies += weight * size[j]
            joined = count(c.recruitment * here)
            arrested = count(c.arrests * here / self.total)
            killed = count(c.conflict * here * enemies / restraint)
            left = count(c.saturation * here * here)
            yield env.timeout(0.5)
            killed = min(killed, here)
            arrested = min(arrested, here - killed)
            left = min(left, here - killed - arrested)
            size[i] = here + joined - killed - arrested - left
            self.deaths += killed
            self.arrests += arrested
            self.recruits += joined
            yield env.timeout(0.5)


def peers(c: Cartels) -> list[Peer]:
    def run(noise: bool, members: int, weeks: int, seed: int) -> Totals:
        rows = []
        for member in range(members):
            draw: Any = np.random.default_rng([seed, member]).poisson
            country = Country(c, draw if noise else float)
            env = simpy.Environment()
            env.process(country.watch(env))
            for i in range(len(country.size)):
                env.process(country.group(env, i))
            env.run(until=weeks - 0.25)
            rows.append((sum(country.size), country.deaths, country.arrests, country.recruits))
        return collect(rows)

    return both_laws("SimPy", version("simpy"), 2, run)
