"""Draw any parameters of some mechanisms, between one in a hundred and ninety-nine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st

from riobravo.evidence.loading import load_ledger
from riobravo.evidence.parameter import Parameter


def any_parameters(*mechanisms: str) -> st.SearchStrategy[dict[str, float]]:
    """Return values of all parameters of some mechanisms, each drawn from its own distribution."""
    entries = [entry for entry in load_ledger().values() if entry.mechanism in mechanisms]
    return st.fixed_dictionaries({entry.id: st.floats(0.01, 0.99).map(_quantile(entry)) for entry in entries})


def _quantile(entry: Parameter) -> Callable[[float], float]:
    def value(u: float) -> float:
        return float(entry.quantile(np.array([u]), {})[0])

    return value
