"""How much of an answer's variance rests on evidence of each grade, on luck, and on interaction.

Two independent sets of random numbers, A and B, decide everything. For each group of inputs (the
parameters of one grade, or luck) the worlds are simulated again with that group from B and all else
from A. What such a world has in common with its twin in B is due to the group alone: the correlation
between them is the group's first-order share of the variance. What no group explains alone is
interaction.

Source: Saltelli et al. (2010), Computer Physics Communications 181, 259 (design); Janon, Klein,
Lagnoux, Nodet & Prieur (2014), ESAIM: Probability and Statistics 18, 342 (estimator).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.draws import Chances, apply_overrides
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.parameter import GRADES
from riobravo.study import Study

if TYPE_CHECKING:
    import xarray

Floats = NDArray[np.float64]

LUCK: Final = "luck"
INTERACTION: Final = "interaction"
LEAST_MEMBERS: Final = 30
_RESAMPLES: Final = 200


@dataclass(frozen=True)
class EvidenceShare:
    """Shares of a variance by group of inputs.

    Args:
        shares: by group and `interaction`; not negative, they add up to one. The groups are the
            grades and `luck`; a grade of which nothing is drawn has no share.
        raw: first-order estimates by group before clipping; they scatter around the truth, so a
            share of nothing comes out negative half of the time.
        errors: bootstrap standard errors of the raw estimates, and of one minus their sum.
        members: worlds that entered.
    """

    shares: dict[str, float]
    raw: dict[str, float]
    errors: dict[str, float]
    members: int

    def is_distinguishable(self, group: str) -> bool:
        """Tell whether a group's share differs from zero by more than two standard errors."""
        estimate = self.raw.get(group, 1.0 - sum(self.raw.values()))
        return estimate > 2.0 * self.errors[group]

    def describe(self, group: str) -> str:
        """Return a group's share in words."""
        if group not in self.shares:
            return "none: nothing of it is drawn"
        if not self.is_distinguishable(group):
            return "not distinguishable from zero"
        return f"{100 * self.shares[group]:.0f} % (± {100 * self.errors[group]:.0f})"


def chances_by_group(study: Study) -> dict[str, Chances]:
    """Return for each grade of which something is drawn, and for luck, what has to be exchanged."""
    ledger, fixed = apply_overrides(load_ledger(), study)
    groups: dict[str, Chances] = {}
    for grade in GRADES:
        names = frozenset(
            name
            for name, parameter in ledger.items()
            if parameter.grade == grade
            and name not in fixed
            and (parameter.distribution.is_drawn or name == "initial_members")
        )
        if names:
            groups[grade] = Chances(names)
    groups[LUCK] = Chances(luck=True)
    return groups


def second_set(study: Study) -> Chances:
    """Return the chances under which everything uses the second set of random numbers."""
    groups = chances_by_group(study).values()
    return Chances(frozenset().union(*(one.parameters for one in groups)), luck=True)


def estimate_shares(second: Floats, mixed: Mapping[str, Floats], *, seed: int = 0) -> EvidenceShare | None:
    """Estimate the share of each group from twin worlds.

    Args:
        second: the quantity where everything uses set B, (members,).
        mixed: by group, the quantity where only that group uses set B and all else set A,
            (members,).
        seed: seed of the bootstrap.

    Returns:
        The shares; None if there are too few finite values or they do not vary.
    """
    columns = np.stack([second, *mixed.values()])
    columns = columns[:, np.isfinite(columns).all(axis=0)]
    count = columns.shape[1]
    if count < LEAST_MEMBERS or not np.ptp(columns[0]) > 0.0:
        return None
    names = list(mixed)
    deciding = [name for name, column in zip(names, columns[1:], strict=True) if (column == columns[0]).all()]
    if len(deciding) == 1 and np.unique(columns[0]).size > 2:
        # A group that reproduces the number of every twin decides alone, and nothing is estimated.
        alone = {name: float(name == deciding[0]) for name in names}
        none = dict.fromkeys((*names, INTERACTION), 0.0)
        return EvidenceShare(alone | {INTERACTION: 0.0}, alone, none, count)
    # Shares do not depend on the level; without it no digits are lost.
    columns = columns - columns.mean()
    raw = _first_order(columns)
    generator = np.random.default_rng(seed)
    resampled = np.stack(
        [_first_order(columns[:, generator.integers(0, count, count)]) for _ in range(_RESAMPLES)]
    )
    errors = dict(zip(names, np.nanstd(resampled, axis=0, ddof=1).tolist(), strict=True))
    errors[INTERACTION] = float(np.nanstd(resampled.sum(axis=1), ddof=1))
    clipped = np.clip(raw, 0.0, 1.0)
    clipped /= max(1.0, float(clipped.sum()))
    shares = dict(zip(names, clipped.tolist(), strict=True))
    shares[INTERACTION] = max(0.0, 1.0 - float(clipped.sum()))
    return EvidenceShare(shares, dict(zip(names, raw.tolist(), strict=True)), errors, count)


def evidence_share(
    study: Study,
    quantity: Callable[[xarray.Dataset], Floats],
    *,
    threads: int | None = None,
) -> EvidenceShare | None:
    """Simulate a study with exchanged random numbers and share out the variance of a quantity.

    Args:
        study: what to run; it is simulated once for each group of inputs and once more.
        quantity: from a result to one number per world, (members,); see `difference`.
        threads: number of threads; changes no number.

    Returns:
        The shares; None if the quantity does not vary.
    """
    from riobravo.ensemble.result import make_dataset
    from riobravo.ensemble.runner import run_worlds

    def run(chances: Chances) -> Floats:
        worlds = run_worlds(study, threads=threads, chances=chances)
        return np.asarray(quantity(make_dataset(study, worlds, "riobravo")), dtype=np.float64)

    mixed = {group: run(chances) for group, chances in chances_by_group(study).items()}
    return estimate_shares(run(second_set(study)), mixed, seed=study.seed % 2**32)


def difference(outcome: str, option: str, year: int) -> Callable[[xarray.Dataset], Floats]:
    """Return the quantity: an outcome under an option minus the same under the reference.

    Args:
        outcome: name of a yearly national outcome.
        option: id of an option of the study.
        year: year after the start of the options.
    """

    def quantity(result: xarray.Dataset) -> Floats:
        values = result[outcome].sel(year=year)
        return np.asarray((values.sel(option=option) - values.isel(option=0)).values)

    return quantity


def _first_order(columns: Floats) -> Floats:
    """Return the first-order share of each row after the first, by its twin in the first row."""
    second, mixed = columns[0], columns[1:]
    middle = 0.5 * (second.mean() + mixed.mean(axis=1))
    spread = 0.5 * ((second**2).mean() + (mixed**2).mean(axis=1)) - middle**2
    shared = (second * mixed).mean(axis=1) - middle**2
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(spread > 0.0, shared / spread, np.nan)
