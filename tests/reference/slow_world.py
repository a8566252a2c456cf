"""The simulated system once more: slow, plain, and written from its equations.

It shares no code with the compiled kernel: matrices instead of lists of ties, one object that grows
instead of fixed arrays, and NumPy's own random numbers instead of addressed ones. Where both agree,
a mistake in one of them would have to be a mistake in the other too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from riobravo.world.opening import Opening

Floats = NDArray[np.float64]

STATES = 32
WEEKS_PER_YEAR = 52.0
WEEKS_BETWEEN_MOVES = 13


@dataclass
class Mechanisms:
    """Which mechanisms run."""

    leader_removal: bool = True
    territory: bool = True
    homicides: bool = True
    noise: bool = True


@dataclass
class SlowWorld:
    """One world.

    Args:
        opening: what it starts from.
        p: parameters by name.
        rng: its luck.
        on: which mechanisms run.
    """

    opening: Opening
    p: Mapping[str, float]
    rng: np.random.Generator
    on: Mechanisms = field(default_factory=Mechanisms)

    def __post_init__(self) -> None:
        opening, p = self.opening, self.p
        self.members = p["initial_members"] * opening.size_share
        if self.on.noise:
            self.members = np.floor(self.members + 0.5)
        self.restraint = opening.restraint.copy()
        at_home = p["home_presence"]
        self.presence = at_home * opening.home + (1.0 - at_home) * opening.elsewhere
        count = len(self.members)
        self.rivalry = np.zeros((count, count))
        for i, j, weight in zip(opening.tie_first, opening.tie_second, opening.tie_weight, strict=True):
            self.rivalry[i, j] += weight
            self.rivalry[j, i] += weight
        self.surge = np.zeros(STATES)
        self.disruption = np.zeros(STATES)
        self.vacuum = np.zeros(STATES)
        self.nation_shock = 0.0
        self.state_shock = np.zeros(STATES)
        self.contact = np.ones(count)
        self.deadliness = np.ones(STATES)
        self.other_level = opening.level.copy()
        self.counted = np.ones(STATES)
        self.number = 0
        self.moved = False
        borders = opening.adjacency.sum(axis=1, keepdims=True)
        self.neighbours = opening.adjacency / np.where(borders > 0.0, borders, 1.0)
        if self.on.homicides:
            self._fit_map()
        else:
            self._meet()
        self.first_overlap = self.overlap.copy()

    # What groups are to each other

    def hostility(self) -> Floats:
        """Return how much each group minds each other: one, and rivals more by their weight."""
        return 1.0 - np.eye(len(self.members)) + self.rivalry

    def losses(self, rate: float) -> Floats:
        """Return the members that each group loses in a week at rest."""
        enemies = self.hostility() @ self.members
        return rate * self.members * enemies / self.restraint

    def _meet(self) -> None:
        """Find where groups meet their enemies, and where their dead would fall."""
        hostility = self.hostility()
        felt = (self.presence * self.members) @ hostility.T
        met = self.presence * felt
        enemies = hostility @ self.members
        self.overlap = np.divide(met.sum(axis=0), enemies, out=np.zeros_like(enemies), where=enemies > 0.0)
        deadly = met * self.deadliness[:, None]
        total = deadly.sum(axis=0)
        self.fall = np.where(total > 0.0, deadly / np.where(total > 0.0, total, 1.0), self.presence)

    def _fit_map(self) -> None:
        """Spread deaths over states as homicides are, within limits; the rest is other."""
        p = self.p
        most = p["most_deadly_ratio"]
        losses = self.losses(p["conflict_rate"])
        target = losses.sum() * self.opening.level / self.opening.level.sum()
        for _ in range(12):
            self._meet()
            deaths = self.fall @ losses
            step = np.divide(target, deaths, out=np.ones(STATES), where=deaths > 0.0)
            self.deadliness = np.clip(self.deadliness * step, 1.0 / most, most)
        self._meet()
        implied = (p["recorded_share"] + p["linked_deaths"]) * (self.fall @ losses)
        level = self.opening.level
        explained = np.minimum(implied, p["most_homicides_explained"] * level)
        self.counted = np.divide(explained, implied, out=np.ones(STATES), where=implied > 0.0)
        self.other_level = level - explained

    # One week

    def step(self, lever: Mapping[str, float]) -> Counter[str]:
        """Move by one week and return what happened, states as `homicides 07`."""
        p, told = self.p, Counter[str]()
        fade = {name: 0.5 ** (1.0 / p[f"{name}_half_life"]) for name in _FADING}
        if self.on.leader_removal:
            self.surge *= fade["surge"]
            self.disruption *= fade["disruption"]
            self._remove_leaders(lever, told)
        if self.on.territory:
            self.vacuum *= fade["vacuum"]
            if self.number % WEEKS_BETWEEN_MOVES == 0:
                self._relocate()
        if self.moved:
            self._meet()
            if self.on.territory:
                ratio = np.divide(
                    self.overlap,
                    self.first_overlap,
                    out=np.ones_like(self.overlap),
                    where=(self.first_overlap > 0.0) & (self.overlap > 0.0),
                )
                limit = p["contact_limit"]
                self.contact = np.clip(ratio, 1.0 / limit, limit) ** p["overlap_exponent"]
            self.moved = False

        heat = np.exp(self.surge - self.disruption)
        heated = self.fall * heat[:, None]
        there = self.members
        recruits = self._count(p["recruitment_rate"] * lever.get("recruitment", 1.0) * there)
        arrests = p["arrests_per_week"] * lever.get("arrests", 1.0)
        arrested = self._count(arrests * there / there.sum())
        rate = p["conflict_rate"] * lever.get("conflict", 1.0)
        killed = self._count(self.losses(rate) * self.contact * heated.sum(axis=0))
        left = self._count(p["saturation_rate"] * there**2)
        killed = np.minimum(killed, there)
        arrested = np.minimum(arrested, there - killed)
        left = np.minimum(left, there - killed - arrested)
        self.members = there + recruits - arrested - killed - left
        told["recruits"] += recruits.sum()
        told["arrests"] += arrested.sum()
        told["group_deaths"] += killed.sum()
        told["exits"] += left.sum()
        if self.on.homicides:
            self._count_homicides(heated @ (killed / heated.sum(axis=0)), told)
        self.number += 1
        return told

    def _count(self, mean: Floats) -> Floats:
        return self.rng.poisson(mean).astype(np.float64) if self.on.noise else mean

    def _count_homicides(self, deaths: Floats, told: Counter[str]) -> None:
        p, week = self.p, self.number + 1
        log_shock = np.zeros(STATES)
        if self.on.noise:
            variance = p["weekly_shock_sd"] ** 2
            keep = 0.5 ** (1.0 / p["national_shock_half_life"])
            spread = p["national_shock_sd"]
            step = spread * math.sqrt(1.0 - keep**2)
            self.nation_shock = keep * self.nation_shock + step * self.rng.normal()
            variance += spread**2 * (1.0 - keep ** (2 * week))
            keep = 0.5 ** (1.0 / p["state_shock_half_life"])
            spread = p["state_shock_sd"]
            step = spread * math.sqrt(1.0 - keep**2)
            self.state_shock = keep * self.state_shock + step * self.rng.normal(size=STATES)
            variance += spread**2 * (1.0 - keep ** (2 * week))
            weekly = p["weekly_shock_sd"] * self.rng.normal(size=STATES)
            log_shock = self.nation_shock + self.state_shock + weekly - 0.5 * variance
        fitting = self.counted * deaths
        other = self._count(p["linked_deaths"] * fitting + self.other_level * np.exp(log_shock))
        homicides = p["recorded_share"] * fitting + other
        told["homicides"] += homicides.sum()
        for s in range(STATES):
            told[f"state_homicides {s}"] += homicides[s]
            told[f"state_group_deaths {s}"] += deaths[s]

    # Territory

    def _relocate(self) -> None:
        p = self.p
        moving = 1.0 - (1.0 - p["territory_mobility"]) ** WEEKS_BETWEEN_MOVES
        wanted = self.presence + p["adjacency_reach"] * self.neighbours @ self.presence
        wanted *= (1.0 + p["vacuum_pull"] * self.vacuum)[:, None]
        self.presence = (1.0 - moving) * self.presence + moving * wanted / wanted.sum(axis=0)
        self.moved = True

    # Leaders

    def _remove_leaders(self, lever: Mapping[str, float], told: Counter[str]) -> None:
        p = self.p
        order = lever.get("remove_largest", 0.0)
        targets = [i for i in range(len(self.members)) if self.members[i] >= 1.0]
        if order:
            largest = int(np.argmax(self.members))
            self._remove(largest, order == 2.0, 1.0, told)
        capture = p["baseline_capture_share"]
        rates = {
            (False, "top"): p["baseline_removals"] * capture + lever.get("capture_top", 0.0),
            (True, "top"): p["baseline_removals"] * (1 - capture) + lever.get("kill_top", 0.0),
            (False, "middle"): lever.get("capture_middle", 0.0),
            (True, "middle"): lever.get("kill_middle", 0.0),
        }
        per_year = sum(rates.values())
        if per_year == 0.0:
            return
        attraction = self.members[targets] ** p["target_concentration"]
        hazard = per_year / WEEKS_PER_YEAR * attraction / attraction.sum()
        kinds = list(rates)
        shares = np.array(list(rates.values())) / per_year
        for i, hit in zip(targets, self.rng.random(len(targets)) < 1.0 - np.exp(-hazard), strict=True):
            if hit:
                killed, layer = kinds[self.rng.choice(len(kinds), p=shares)]
                factor = p["middle_layer_factor"] if layer == "middle" else 1.0
                self._remove(i, killed, factor, told)

    def _remove(self, i: int, killed: bool, factor: float, told: Counter[str]) -> None:
        p = self.p
        told["leader_removals"] += 1
        crowd = self.presence @ self.members
        mine = self.presence[:, i] * self.members[i]
        hold = np.divide(mine, crowd, out=np.zeros(STATES), where=crowd > 0.0)
        surge = p["surge_capture"] + (p["surge_kill_addition"] if killed else 0.0)
        reach = np.full(STATES, p["spill_share"])
        reach[np.argmax(self.presence[:, i])] = 1.0
        self.surge += factor * surge * reach * hold
        self.vacuum += factor * hold
        if not killed:
            self.disruption += p["disruption_capture"] * hold
        deserters = math.floor(self.members[i] * p["desertion_share"] * factor + 0.5)
        self.members[i] -= deserters
        told["exits"] += deserters
        chance = p["split_probability_kill" if killed else "split_probability_capture"]
        if self.members[i] >= p["smallest_splitting_group"] and self._happens(chance * factor):
            self._split(i, told)

    def _happens(self, chance: float) -> bool:
        return bool(self.rng.random() < chance)

    def _split(self, i: int, told: Counter[str]) -> None:
        """Break a group up: heirs keep its ties to others, and fight each other."""
        p = self.p
        heirs = 1
        extra = p["extra_fragment_probability"]
        # Beyond two fragments a third forms by chance, and a fourth only beyond a third.
        while heirs < 3 and self._happens(extra):
            heirs += 1
        each = math.floor((1.0 - p["rump_share"]) * self.members[i] / heirs)
        weight = p["split_rivalry_weight"] * self.restraint[i] - 1.0
        old = len(self.members)
        family = [i, *range(old, old + heirs)]
        self.members = np.append(self.members, [each] * heirs)
        self.members[i] -= each * heirs
        for name in ("restraint", "contact", "first_overlap"):
            values = getattr(self, name)
            setattr(self, name, np.append(values, [values[i]] * heirs))
        rivalry = np.zeros((old + heirs, old + heirs))
        rivalry[:old, :old] = self.rivalry
        rivalry[old:, :old] = self.rivalry[i]
        rivalry[:old, old:] = self.rivalry[i][:, None]
        for a in family:
            for b in family:
                rivalry[a, b] = weight if a != b else 0.0
        self.rivalry = rivalry
        gathered = self.p["fragment_seat_share"]
        for _ in range(heirs):
            seat = np.zeros(STATES)
            seat[self.rng.choice(STATES, p=self.presence[:, i] / self.presence[:, i].sum())] = 1.0
            column = (1.0 - gathered) * self.presence[:, i] + gathered * seat
            self.presence = np.column_stack([self.presence, column])
        told["fragments"] += heirs
        self.moved = True

    # Reading

    def stocks(self) -> dict[str, float]:
        """Return what stands at the end of a week."""
        there = self.presence * self.members
        total = there.sum(axis=1)
        contested = (total >= 1.0) & (there.max(axis=1) < 0.5 * total)
        return {
            "members": float(self.members.sum()),
            "groups": float((self.members >= 1.0).sum()),
            "contested_states": float(contested.sum()),
        }


_FADING = ("surge", "disruption", "vacuum")


def run_slow(
    opening: Opening,
    p: Mapping[str, float],
    lever: list[Mapping[str, float]],
    rng: np.random.Generator,
    on: Mechanisms | None = None,
) -> dict[str, float]:
    """Run one world and return flows summed over all weeks, and stocks at the end.

    Args:
        opening: what it starts from.
        p: parameters by name.
        lever: levers that are moved, week by week.
        rng: its luck.
        on: which mechanisms run; all if None.
    """
    world = SlowWorld(opening, p, rng, on or Mechanisms())
    told = Counter[str]()
    for week in lever:
        told.update(world.step(week))
    return dict(told) | world.stocks()
