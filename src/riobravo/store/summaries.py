"""Summaries in place of single worlds: what a study leaves that keeps `summaries` only."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from riobravo.store.names import SUMMARY
from riobravo.store.placing import placed
from riobravo.store.pooling import LEVELS, Pool

if TYPE_CHECKING:
    import xarray

    from riobravo.store.manifest import Manifest

_DIFFERENCE = "difference_"


def write_summary(folder: Path, manifest: Manifest) -> None:
    """Reduce all worlds of a study to summaries, one outcome at a time.

    Args:
        folder: the folder of the study, of which every unit is on disk.
        manifest: what it is made from.

    Raises:
        OutputError: the summaries cannot be written.
    """
    from riobravo.store.reading import StoredStudy

    study = StoredStudy(folder, manifest)
    summary = _all_outcomes(study, "outcome", manifest.layout.outcomes)
    if manifest.layout.state_outcomes:
        of_states = _all_outcomes(study, "state_outcome", manifest.layout.state_outcomes)
        summary = summary.merge(of_states.rename({name: f"state_{name}" for name in of_states.data_vars}))
    worlds = study.dataset()
    labels = {name: worlds[name].load() for name in worlds.coords if "run" not in worlds[name].dims}
    summary = summary.assign_coords(labels).assign_attrs(worlds.attrs)
    fix = "make room or give permission, then run `riobravo resume` on the folder."
    with (
        placed(folder / SUMMARY, what="the summaries", fix=fix) as temporary,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # see `arrays`: text and consolidated metadata
        summary.to_zarr(temporary, zarr_format=3, consolidated=True)


def _all_outcomes(study: Any, dim: str, names: Sequence[str]) -> xarray.Dataset:
    import xarray

    labels = study.labels(names[0])
    found: dict[str, list[Any]] = {}
    for name in names:
        pools = {"": Pool(LEVELS), _DIFFERENCE: Pool(LEVELS)}
        for block in study.blocks(name):
            pools[""].add(block)
            pools[_DIFFERENCE].add(block - block[:1])
        for start, pool in pools.items():
            for one, values in pool.results().items():
                found.setdefault(f"{start}{one}", []).append(values)
    del found["share_lower"]  # only of differences
    data = {}
    for one, arrays in found.items():
        is_quantile = one.endswith("quantile")
        dims = (dim, *labels, *(["level"] if is_quantile else []))
        data[one] = (dims, np.stack(arrays).astype(np.float32 if is_quantile else np.float64))
    return xarray.Dataset(data, coords={dim: list(names), **labels, "level": LEVELS})


def read_summary(
    stored: xarray.Dataset, dim: str, name: str, levels: Sequence[float], *, difference: bool
) -> xarray.Dataset:
    """Return the summary of one outcome; see `StoredStudy.summary`.

    Args:
        stored: the summaries of a finished study.
        dim: `outcome` or `state_outcome`.
        name: the outcome.
        levels: levels of the quantiles; between those kept, they are interpolated.
        difference: of the paired difference to the first option.
    """
    import xarray

    start = ("" if dim == "outcome" else "state_") + (_DIFFERENCE if difference else "")
    place = list(stored[dim].values).index(name)
    wanted = ["count", "mean", "sd", "minimum", "maximum", *(["share_lower"] if difference else [])]
    kept = stored[f"{start}quantile"]
    labels = {str(one): stored[one].values for one in kept.dims if one not in {dim, "level"}}
    values = {one: stored[f"{start}{one}"].variable[place].values for one in [*wanted, "quantile"]}
    cells = np.asarray(values.pop("quantile"), dtype=np.float64)
    quantiles = np.empty((*cells.shape[:-1], len(levels)))
    for cell in np.ndindex(cells.shape[:-1]):
        quantiles[cell] = np.interp(levels, stored["level"].values, cells[cell])
    data = {one: (tuple(labels), found) for one, found in values.items()}
    data["quantile"] = ((*labels, "level"), quantiles)
    return xarray.Dataset(data, coords={**labels, "level": list(levels)})
