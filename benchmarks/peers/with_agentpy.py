"""AgentPy: one agent per group in an AgentList, with the steps of `agentpy.Model`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import agentpy
import numpy as np

from peers.model import Cartels, Peer, Totals, both_laws, collect
from peers.settling import Settling


class Group(Settling, agentpy.Agent):
    """One armed group."""

    def setup(self) -> None:
        self.size = 0.0
        self.restraint = 1.0
        self.rivals: list[tuple[Any, float]] = []
        self.joined = self.killed = self.arrested = self.left = 0.0

    def plan(self) -> None:
        c, size, total, count = self.p.cartels, self.size, self.model.total, self.model.count
        enemies = total - size
        for rival, weight in self.rivals:
            enemies += weight * rival.size
        self.joined = count(c.recruitment * size)
        self.arrested = count(c.arrests * size / total)
        self.killed = count(c.conflict * size * enemies / self.restraint)
        self.left = count(c.saturation * size * size)


class Country(agentpy.Model):
    """All groups."""

    def setup(self) -> None:
        c: Cartels = self.p.cartels
        draw = self.nprandom.poisson
        self.count = draw if self.p.noise else float
        self.deaths = self.arrests = self.recruits = 0.0
        self.groups = agentpy.AgentList(self, len(c.start), Group)
        self.groups.size = agentpy.AttrIter(c.start.tolist())
        self.groups.restraint = agentpy.AttrIter(c.restraint.tolist())
        for i, j, weight in c.ties:
            self.groups[i].rivals.append((self.groups[j], weight))
            self.groups[j].rivals.append((self.groups[i], weight))

    def step(self) -> None:
        self.total = sum(self.groups.size)
        self.groups.plan()
        self.groups.settle()


def peers(c: Cartels) -> list[Peer]:
    def run(noise: bool, members: int, weeks: int, seed: int) -> Totals:
        rows = []
        for member in range(members):
            given = {"cartels": c, "noise": noise, "steps": weeks, "seed": seed * 10_000 + member}
            country = Country(given)
            country.run(display=False)
            size = float(np.sum(list(country.groups.size)))
            rows.append((size, country.deaths, country.arrests, country.recruits))
        return collect(rows)

    return both_laws("AgentPy", version("agentpy"), 2, run)
