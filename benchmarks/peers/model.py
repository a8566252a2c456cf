"""The shared model: recruitment, arrests, conflict and saturation of armed groups, week by week.

Deterministic, per week and group i:
    dC_i = rho C_i - eta C_i / sum(C) - theta C_i E_i / (A_i + 1) - omega C_i^2
with the enemies that it feels
    E_i = sum over j != i of (1 + R_ij) C_j
Stochastic: each of the four flows is a Poisson count with that mean, and nobody is lost twice.

Source: Prieto-Curiel, Campedelli & Hope (2023), Science 381:1312-1316; the map of groups is riobravo's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.laboratory import PUBLISHED
from riobravo.ensemble.opening import make_opening
from riobravo.observed import adjacency, group_map
from riobravo.world.state import STATES

Floats = NDArray[np.float64]
# Totals of each member at the end of a run: who is there, and who came and went; arrays of (members,).
Totals = dict[str, Floats]
OUTCOMES = ("members", "deaths", "arrests", "recruits")


@dataclass(frozen=True)
class Cartels:
    """The numbers of the model.

    Args:
        start: members of each group at the start, whole people, (g,).
        first, second: places of two rivals, (t,).
        weight: weight of a rivalry, (t,).
        restraint: one plus the strength of a group's alliances, (g,).
        recruitment: recruits per member and week.
        arrests: arrests per week.
        conflict: deaths per pair of members and week.
        saturation: exits per squared member and week.
    """

    start: Floats
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    weight: Floats
    restraint: Floats
    recruitment: float
    arrests: float
    conflict: float
    saturation: float

    @property
    def matrix(self) -> Floats:
        """What one member of j means to i: (1 + R_ij) / (A_i + 1), nothing to itself, (g, g)."""
        full = np.ones((len(self.start), len(self.start)))
        np.fill_diagonal(full, 0.0)
        np.add.at(full, (self.first, self.second), self.weight)
        np.add.at(full, (self.second, self.first), self.weight)
        result: Floats = full / self.restraint[:, None]
        return result

    @property
    def ties(self) -> Iterator[tuple[int, int, float]]:
        """The rivalries: places of both groups, and the weight."""
        return zip(self.first.tolist(), self.second.tolist(), self.weight.tolist(), strict=True)


@dataclass(frozen=True)
class Peer:
    """One tool with one version of the model.

    Args:
        name: what the table calls it.
        version: version of the tool.
        law: `stochastic` or `deterministic`.
        cores: processes or threads that it uses.
        members: members per timed call, so that a call takes about a second.
        run: simulates `(members, weeks, seed)`.
        note: anything a reader of the table should know.
    """

    name: str
    version: str
    law: str
    cores: int
    members: int
    run: Callable[[int, int, int], Totals]
    note: str = ""


def both_laws(
    name: str, version: str, members: int, run: Callable[[bool, int, int, int], Totals]
) -> list[Peer]:
    """Return a tool on one core with either law; `run` is told first whether counts are drawn."""
    return [
        Peer(name, version, law, 1, members, partial(run, law == "stochastic"))
        for law in ("stochastic", "deterministic")
    ]


def load_cartels() -> Cartels:
    """Return the published model on riobravo's map of groups."""
    opening = make_opening(group_map(), np.zeros(STATES), adjacency())
    return Cartels(
        start=np.floor(PUBLISHED["initial_members"] * opening.size_share + 0.5),
        first=opening.tie_first,
        second=opening.tie_second,
        weight=opening.tie_weight,
        restraint=opening.restraint,
        recruitment=PUBLISHED["recruitment_rate"],
        arrests=PUBLISHED["arrests_per_week"],
        conflict=PUBLISHED["conflict_rate"],
        saturation=PUBLISHED["saturation_rate"],
    )


def collect(rows: Sequence[tuple[float, ...]]) -> Totals:
    """Return one array per outcome from one row per member, in the order of `OUTCOMES`."""
    table = np.array(rows, dtype=np.float64)
    return {name: table[:, k] for k, name in enumerate(OUTCOMES)}
