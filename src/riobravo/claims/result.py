"""What comes out for a claim: two probabilities, their errors, what they rest on, and a verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.words import VERDICT_SCALE, share_interval, verdict

Floats = NDArray[np.float64]
Status = Literal[
    "tested",
    "tested in part",
    "not yet modelled",
    "decided by data",
    "out of scope",
    "fact",
    "option",
    "scenario",
    "indicator",
    "motive",
]
TESTED: Final = frozenset(("tested", "tested in part"))
INDISTINCT: Final = "not distinguishable at this budget"
_LEAST: Final = 20


@dataclass(frozen=True)
class Probability:
    """A share of worlds.

    Args:
        worlds: number of worlds in which the claim holds.
        of: number of worlds in which its condition is met.
    """

    worlds: int
    of: int

    @property
    def value(self) -> float:
        """Return the share."""
        return self.worlds / self.of

    @property
    def error(self) -> float:
        """Return the Monte Carlo standard error; never zero, as no world is not proof of none."""
        share = (self.worlds + 0.5) / (self.of + 1.0)
        return math.sqrt(share * (1.0 - share) / (self.of + 2.0))

    def words(self) -> str:
        """Return the share on the stated scale, or that the number of worlds does not suffice."""
        scale = [name for name, _ in VERDICT_SCALE]
        low, high = share_interval(self.worlds, self.of)
        ends = [scale.index(verdict(round(end * 10**6), 10**6)) for end in (low, high)]
        if self.of < _LEAST or abs(ends[0] - ends[1]) > 1:
            return INDISTINCT
        return verdict(self.worlds, self.of)

    def record(self) -> dict[str, float]:
        """Return what programs read."""
        return {"probability": self.value, "mcse": self.error, "worlds": self.of}


def count(holds: Floats) -> Probability | None:
    """Count worlds in which a claim holds.

    Args:
        holds: 1, 0 or NaN by world, (members,).

    Returns:
        None if the condition is met nowhere.
    """
    met = holds[~np.isnan(holds)]
    return Probability(int(met.sum()), int(met.size)) if met.size else None


@dataclass(frozen=True)
class Answer:
    """Both readings under one worldview; None where the condition is met in no world."""

    weak: Probability | None = None
    material: Probability | None = None

    def record(self) -> dict[str, dict[str, float] | None]:
        """Return what programs read."""
        return {
            "weak": self.weak.record() if self.weak else None,
            "material": self.material.record() if self.material else None,
        }


@dataclass(frozen=True)
class ClaimResult:
    """One claim and what became of it.

    Args:
        id: its id.
        source: short code of its document.
        kind: what kind of statement it is.
        form: the form of its test, if it has one.
        says: what is claimed.
        tests: what is compared, in one sentence.
        status: what could be done with it.
        verdict: the outcome in words.
        needs: mechanisms and other things that are missing.
        answers: by worldview, in the order asked for.
        shares: what the variance of the first answer rests on, adding up to one.
        share_errors: standard errors of the shares.
        options: options that the claim became.
        no_base: number of worlds in which a size in percent is a percentage of nothing.
    """

    id: str
    source: str
    kind: str
    form: str | None
    says: str
    tests: str | None
    status: Status
    verdict: str
    needs: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    shares: dict[str, float] | None = None
    share_errors: dict[str, float] | None = None
    options: tuple[str, ...] = ()
    no_base: int = 0

    @property
    def answer(self) -> Answer:
        """Return the answer under the first worldview; empty if nothing was tested."""
        return next(iter(self.answers.values()), Answer())

    def record(self) -> dict[str, Any]:
        """Return what programs read."""
        return {
            "id": self.id,
            "source": self.source,
            "kind": self.kind,
            "form": self.form,
            "says": self.says,
            "tests": self.tests,
            "status": self.status,
            "verdict": self.verdict,
            "reading": self.answer.record(),
            "by_worldview": {name: answer.record() for name, answer in self.answers.items()},
            "evidence_share": self.shares,
            "evidence_share_mcse": self.share_errors,
            "needs": list(self.needs),
            "options": list(self.options),
        }
