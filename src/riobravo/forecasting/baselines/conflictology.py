"""Conflictology: each coming month is one of the last 12 (or 36) months, drawn with equal chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def resample(history: Floats, steps: int, draws: int, random: np.random.Generator, window: int) -> Floats:
    """Return draws from the last `window` months, each unit and month by itself, (draws, steps, units)."""
    recent = history[-window:]
    pick = random.integers(0, len(recent), size=(draws * steps, history.shape[1]))
    return np.take_along_axis(recent, pick, axis=0).reshape(draws, steps, -1)


def forecast_12(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws from the last 12 months, (draws, steps, units)."""
    return resample(history, steps, draws, random, 12)


def forecast_36(history: Floats, steps: int, draws: int, random: np.random.Generator) -> Floats:
    """Return draws from the last 36 months, (draws, steps, units)."""
    return resample(history, steps, draws, random, 36)
