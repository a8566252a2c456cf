"""Draw any parameters of some mechanisms, between one in a hundred and ninety-nine."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from riobravo.evidence.loading import load_ledger


def any_parameters(*mechanisms: str) -> st.SearchStrategy[dict[str, float]]:
    """Return values of all parameters of some mechanisms, each drawn from its own distribution."""
    entries = {name: entry for name, entry in load_ledger().items() if entry.mechanism in mechanisms}
    return st.fixed_dictionaries(
        {
            name: st.floats(0.01, 0.99).map(
                lambda u, entry=entry: float(entry.quantile(np.array([u]), {})[0])
            )
            for name, entry in entries.items()
        }
    )
