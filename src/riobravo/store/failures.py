"""Runs that failed: one row each, with seed, parameters and reason."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import OutputError
from riobravo.store.names import failures_file

if TYPE_CHECKING:
    import pyarrow

# What a row says apart from parameters.
COLUMNS: Final = ("run", "option", "seed", "kind", "outcome", "reason")
_SHOWN: Final = 5


@dataclass(frozen=True)
class Failure:
    """One run that failed.

    Args:
        run: number of the world.
        option: id of the option.
        kind: `bounds` if a value was not finite or negative, `error` if it raised, `lost` if the
            process that ran it died again and again.
        outcome: the first outcome that left its bounds; empty for other kinds.
        reason: what happened, in a sentence.
    """

    run: int
    option: str
    kind: str
    outcome: str
    reason: str


def encode(
    failures: Sequence[Failure], seed: str, first: int, parameters: Mapping[str, NDArray[np.float64]]
) -> bytes:
    """Return the failures of a unit as a Parquet file.

    Args:
        failures: what failed, at least one run.
        seed: the seed of the study.
        first: first member of the unit.
        parameters: the parameters of its members; none if they could not be drawn.
    """
    import pyarrow
    from pyarrow import parquet

    ordered = sorted(failures, key=lambda one: (one.run, one.option))
    places = np.array([one.run - first for one in ordered])
    columns: dict[str, Any] = {
        "run": pyarrow.array([one.run for one in ordered], pyarrow.int64()),
        "seed": [seed] * len(ordered),
        **{name: [getattr(one, name) for one in ordered] for name in ("option", "kind", "outcome", "reason")},
    }
    columns = {name: columns[name] for name in COLUMNS}
    columns |= {name: np.asarray(values)[places] for name, values in parameters.items()}
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), buffer)
    return buffer.getvalue()


def read_failures(folder: Path, units: Sequence[int]) -> pyarrow.Table | None:
    """Return the failed runs of a study, in order; None if there are none.

    Args:
        folder: the folder of the study.
        units: the units in which runs failed.

    Raises:
        OutputError: some of it is missing or damaged.
    """
    import pyarrow
    from pyarrow import parquet

    tables = []
    for path in (folder / failures_file(unit) for unit in units):
        try:
            # Read as one file: its place must not be taken for names of partitions.
            tables.append(parquet.ParquetFile(path).read())
        except (OSError, ValueError) as error:
            raise OutputError(
                "the rows of what failed are missing or damaged.",
                file=path,
                fix="run `riobravo resume` on the study with --verify.",
            ) from error
    return pyarrow.concat_tables(tables, promote_options="default") if tables else None


def where(
    failed: pyarrow.Table, sample: Mapping[str, NDArray[np.float64]], shown: int = _SHOWN
) -> list[dict[str, Any]]:
    """Say where in parameter space runs fail: the parameters in which they differ most from the rest.

    Args:
        failed: the failed runs.
        sample: parameters of the first members of the study, failed or not.
        shown: how many parameters.

    Returns:
        `{"parameter", "distance", "failed", "all"}` with ranges from the 5th to the 95th percentile;
        the distance is that of Kolmogorov and Smirnov, 0 to 1, and parameters in which it is within
        what chance gives are left out.
    """
    members, first = np.unique(failed["run"].to_numpy(), return_index=True)
    found: list[dict[str, Any]] = []
    for name, values in sample.items():
        if name not in failed.column_names or np.ptp(values) == 0.0:
            continue
        those = failed[name].to_numpy()[first]
        others = np.delete(values, members[members < len(values)])
        if not len(others):
            break
        distance = _distance(those, others)
        # The critical value of the test at 5 %, shared between all parameters that are tried.
        chance = np.sqrt(-0.5 * np.log(0.025 / len(sample)) * (1 / len(those) + 1 / len(others)))
        if distance > chance:
            found.append(
                {
                    "parameter": name,
                    "distance": round(distance, 3),
                    "failed": [float(value) for value in np.quantile(those, [0.05, 0.95])],
                    "all": [float(value) for value in np.quantile(values, [0.05, 0.95])],
                }
            )
    return sorted(found, key=lambda one: (-one["distance"], one["parameter"]))[:shown]


def _distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Return the largest difference between two empirical distributions."""
    every = np.concatenate([one, other])
    shares = [np.searchsorted(np.sort(part), every, side="right") / len(part) for part in (one, other)]
    return float(np.abs(shares[0] - shares[1]).max())
