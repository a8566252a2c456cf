"""Mesa: one agent per group; all plan on what they see, then all settle."""

from __future__ import annotations

from importlib.metadata import version

import mesa
import numpy as np

from peers.model import Cartels, Peer, Totals, both_laws, collect
from peers.settling import Settling


class Group(Settling, mesa.Agent):
    """One armed group."""

    def __init__(self, model: Country, size: float, restraint: float) -> None:
        super().__init__(model)
        self.size = size
        self.restraint = restraint
        self.rivals: list[tuple[Group, float]] = []
        self.joined = self.killed = self.arrested = self.left = 0.0

    def plan(self) -> None:
        c, size = self.model.c, self.size
        enemies = self.model.total - size
        for rival, weight in self.rivals:
            enemies += weight * rival.size
        count = self.model.count
        self.joined = count(c.recruitment * size)
        self.arrested = count(c.arrests * size / self.model.total)
        self.killed = count(c.conflict * size * enemies / self.restraint)
        self.left = count(c.saturation * size * size)


class Country(mesa.Model):
    """All groups."""

    def __init__(self, c: Cartels, seed: int, noise: bool) -> None:
        super().__init__(rng=seed)
        self.c = c
        draw = self.rng.poisson
        self.count = draw if noise else float
        self.deaths = self.arrests = self.recruits = 0.0
        groups = [Group(self, float(s), float(r)) for s, r in zip(c.start, c.restraint, strict=True)]
        for i, j, weight in c.ties:
            groups[i].rivals.append((groups[j], weight))
            groups[j].rivals.append((groups[i], weight))
        self.total = 0.0

    def step(self) -> None:
        self.total = sum(group.size for group in self.agents)
        self.agents.do("plan")
        self.agents.do("settle")


def peers(c: Cartels) -> list[Peer]:
    def run(noise: bool, members: int, weeks: int, seed: int) -> Totals:
        rows = []
        for member in range(members):
            country = Country(c, seed * 10_000 + member, noise)
            for _ in range(weeks):
                country.step()
            size = float(np.sum([group.size for group in country.agents]))
            rows.append((size, country.deaths, country.arrests, country.recruits))
        return collect(rows)

    return both_laws("Mesa", version("mesa"), 2, run)
