"""An event with a probability: the homicides of a state double within a year of the origin."""

from __future__ import annotations

from typing import Any

import numpy as np

from riobravo.credibility.preregistration import Doubling
from riobravo.forecasting.known import Floats
from riobravo.forecasting.scores import brier, reliability

MONTHS = 12


class Doublings:
    """Probabilities of doubling by model, beside what came.

    Args:
        rule: what counts as doubling, and which states are looked at.
    """

    def __init__(self, rule: Doubling) -> None:
        self.rule = rule
        self._said: dict[str, list[Floats]] = {}
        self._came: dict[str, list[np.ndarray]] = {}

    def add(self, model: str, draws: Floats, observed: Floats, known: Floats) -> None:
        """Take in one forecast.

        Args:
            model: its name.
            draws: (draws, horizons, states), at least twelve horizons.
            observed: (horizons, states), at least twelve.
            known: (months, states), what was known.
        """
        before = known[-MONTHS:].sum(axis=0)
        looked = before >= self.rule.least
        bar = self.rule.factor * before[looked]
        said = (draws[:, :MONTHS].sum(axis=1)[:, looked] >= bar).mean(axis=0)
        came = observed[:MONTHS].sum(axis=0)[looked] >= bar
        self._said.setdefault(model, []).append(said)
        self._came.setdefault(model, []).append(came)

    def summary(self) -> dict[str, Any]:
        """Return by model: cases, events, brier, brier of the base rate, and the reliability table."""
        rows = {}
        for model, parts in self._said.items():
            said, came = np.concatenate(parts), np.concatenate(self._came[model])
            base = float(came.mean())
            rows[model] = {
                "cases": len(came),
                "events": int(came.sum()),
                "brier": brier(said, came),
                "brier_base_rate": base * (1.0 - base),
                "reliability": reliability(said, came),
            }
        return rows
