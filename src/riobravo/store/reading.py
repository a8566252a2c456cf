"""Reading a study on disk: labelled arrays, means and quantiles, without loading everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import InputError, OutputError
from riobravo.store.done import units_done
from riobravo.store.journal import damaged, read_journal
from riobravo.store.manifest import Manifest, read_manifest
from riobravo.store.names import BY_STATE, NATIONAL, SUMMARY, WORLDS
from riobravo.store.pooling import Pool
from riobravo.validation import suggest

if TYPE_CHECKING:
    import pyarrow
    import xarray

# Values of one outcome that are in memory at a time.
_VALUES: Final = 8_000_000
QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class StoredStudy:
    """A study on disk, finished or not; runs that are not there yet are missing.

    Args:
        folder: the folder of the study.
        manifest: what it is made from.
    """

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path) -> StoredStudy:
        """Open a study.

        Raises:
            InputError: there is no study in the folder.
        """
        return cls(folder, read_manifest(folder))

    def dataset(self) -> xarray.Dataset:
        """Return everything as labelled arrays that are read when they are used.

        Returns:
            `national`, (option, run, time, outcome), and `by_state`, (option, run, year,
            state_outcome, state), if states are kept. It is what `xarray.open_zarr` gives on
            `worlds.zarr` in the folder.
        """
        self._check_worlds()
        return self._open_worlds()

    def outcome(self, name: str) -> xarray.DataArray:
        """Return one outcome, national or by state, read when it is used.

        Raises:
            InputError: it is not kept.
        """
        array, dim = self._find(name)
        chosen = self.dataset()[array].sel({dim: name})
        return chosen.drop_vars(dim).rename(name).assign_attrs(units=chosen[f"{dim}_unit"].item())

    def mean(self, name: str, *, difference: bool = False) -> xarray.DataArray:
        """Return the mean of an outcome over all runs that did not fail; see `summary`."""
        return self.summary(name, (), difference=difference)["mean"]

    def quantiles(
        self, name: str, levels: Sequence[float] = QUANTILES, *, difference: bool = False
    ) -> xarray.DataArray:
        """Return quantiles of an outcome over all runs that did not fail; see `summary`."""
        return self.summary(name, levels, difference=difference)["quantile"]

    def summary(
        self, name: str, levels: Sequence[float] = QUANTILES, *, difference: bool = False
    ) -> xarray.Dataset:
        """Return count, mean, spread, extremes and quantiles of an outcome over runs.

        The runs are read in blocks, in the same order whatever the study went through. Quantiles are
        exact while one block holds all runs, about eight million values; beyond that those of blocks
        are joined, see `riobravo.store.pooling`.

        Args:
            name: a national outcome, or one by state.
            levels: levels of the quantiles, 0 to 1.
            difference: of the paired difference to the first option instead of the value.

        Returns:
            `count`, `mean`, `sd`, `minimum`, `maximum`, (option, time) or (option, year, state);
            `quantile`, with a dimension more; of a difference also `share_lower`, the share of
            worlds in which the option gives less than the first.

        Raises:
            InputError: the outcome is not kept, or a level is not one.
        """
        if any(not 0.0 <= level <= 1.0 for level in levels):
            raise InputError("a level is outside 0 to 1.", field="levels", fix="use levels such as 0.05.")
        if self._is_reduced:
            from riobravo.store.summaries import read_summary

            return read_summary(self._reduced, self._find(name)[1], name, levels, difference=difference)
        pool = Pool(levels)
        for values in self.blocks(name):
            pool.add(values - values[:1] if difference else values)
        return pool.dataset(self.labels(name), difference=difference)

    def blocks(self, name: str) -> Iterator[NDArray[np.float64]]:
        """Return one outcome in blocks of runs, (options, runs, times) or (options, runs, years, states)."""
        array, _ = self._find(name)
        self._check_worlds()
        stored: Any = self._arrays[array]
        names = self.manifest.layout.outcomes if array == NATIONAL else self.manifest.layout.state_outcomes
        layout = self.manifest.layout
        per_run = int(np.prod([stored.shape[0], *stored.shape[2:]])) // len(names)
        step = max(_VALUES // per_run // layout.unit, 1) * layout.unit
        for first in range(0, layout.members, step):
            place = (slice(None), slice(first, first + step), slice(None), names.index(name))
            with self._readable(range(first // layout.unit, (first + step) // layout.unit)):
                values = np.asarray(stored[place], dtype=np.float64)
            yield values

    def labels(self, name: str) -> dict[str, Any]:
        """Return the labels of the axes of an outcome other than runs, by axis."""
        array, dim = self._find(name)
        mean = "mean" if array == NATIONAL else "state_mean"
        stored = self._reduced[mean] if self._is_reduced else self._labels[array]
        return {str(one): stored[one].values for one in stored.dims if one not in {"run", dim}}

    def batches(self, what: str = "worlds") -> pyarrow.RecordBatchReader:
        """Return rows in batches, for DuckDB, Polars or Arrow; see `riobravo.store.export`.

        Args:
            what: `worlds`, or `states`.
        """
        from riobravo.store.export import open_batches

        self._check_worlds()
        return open_batches(self, what)

    def failures(self) -> pyarrow.Table | None:
        """Return the failed runs with seed, parameters and reason; None if there are none."""
        from riobravo.store.failures import read_failures

        done = units_done(self.folder, self.manifest)
        return read_failures(self.folder, sorted(unit for unit, entry in done.items() if entry.failed))

    def status(self) -> dict[str, Any]:
        """Return how far the study is."""
        from riobravo.store.status import describe

        return describe(self.folder)

    @property
    def _is_reduced(self) -> bool:
        return (self.folder / SUMMARY).is_dir()

    @contextmanager
    def _readable(self, units: Iterable[int] = ()) -> Iterator[None]:
        """Tell which file is damaged if the body cannot read some units, or the arrays at all."""
        try:
            yield
        except MemoryError:
            raise
        except Exception as error:
            entries = read_journal(self.folder)
            bad = list(damaged(self.folder, [entries[unit] for unit in units if unit in entries]))
            raise OutputError(
                f"the results cannot be read ({type(error).__name__}).",
                file=self.folder / bad[0] if bad else self.folder,
                fix=f"`riobravo resume {self.folder} --verify` simulates again what is damaged.",
            ) from error

    # Shapes and labels never change, so that what was opened once serves while the study runs.
    @cached_property
    def _labels(self) -> xarray.Dataset:
        return self._open_worlds()

    def _open_worlds(self) -> xarray.Dataset:
        import xarray

        with self._readable():
            worlds: xarray.Dataset = xarray.open_zarr(self.folder / WORLDS, chunks=None)
        return worlds

    @cached_property
    def _arrays(self) -> Any:
        import zarr

        with self._readable():
            return zarr.open_group(self.folder / WORLDS, mode="r")

    @cached_property
    def _reduced(self) -> xarray.Dataset:
        import xarray

        with self._readable():
            summary: xarray.Dataset = xarray.open_zarr(self.folder / SUMMARY, chunks=None)
        return summary

    def _find(self, name: str) -> tuple[str, str]:
        """Return the array that holds an outcome, and its dimension of outcomes."""
        layout = self.manifest.layout
        if name in layout.outcomes:
            return NATIONAL, "outcome"
        if name in layout.state_outcomes:
            return BY_STATE, "state_outcome"
        raise InputError(
            f"the study does not keep an outcome `{name[:60]}`.",
            field="outcome",
            fix=suggest(name[:60], [*layout.outcomes, *layout.state_outcomes]),
        )

    def _check_worlds(self) -> None:
        if not (self.folder / WORLDS).is_dir():
            raise InputError(
                "the study keeps summaries only, and no single worlds.",
                file=self.folder,
                fix="ask for its summaries, or run it again with --keep annual.",
            )
