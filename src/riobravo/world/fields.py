"""Numbers with names: the part of a world's state that is neither groups nor ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Field:
    """One number of a world's state.

    Args:
        name: what the compiled week calls it.
        unit: its unit; "1" for a ratio to the start, "share" for 0 to 1.
        start: its value at the start where neither data nor parameters set it; one value for each
            record where they differ.
        description: what it is, in one sentence.
    """

    name: str
    unit: str
    start: float | tuple[float, ...]
    description: str


def record_type(names: Sequence[str]) -> np.dtype[np.void]:
    """Return the type of a record that holds one double per name."""
    return np.dtype([(name, np.float64) for name in names])


def new_records(fields: Sequence[Field], count: int = 1) -> NDArray[np.void]:
    """Return records that hold the start value of every field, (count,)."""
    records = np.zeros(count, record_type([field.name for field in fields]))
    for field in fields:
        records[field.name] = field.start
    return records
