"""The Zarr group of a study: arrays of their final shape, filled shard by shard."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from riobravo.errors import OutputError
from riobravo.files import leftover_of, sync
from riobravo.store.block import CHUNK_AXIS
from riobravo.store.group import is_whole
from riobravo.store.manifest import Manifest
from riobravo.store.names import BY_STATE, NATIONAL, WORLDS
from riobravo.store.placing import placed
from riobravo.store.shard import COMPRESSOR, LEVEL

if TYPE_CHECKING:
    import zarr

    from riobravo.world.outcome import Outcome


def create_arrays(folder: Path, manifest: Manifest) -> None:
    """Create the group with empty arrays, all at once.

    Args:
        folder: the folder of the study, which must not hold the group yet.
        manifest: what the study is made from.

    Raises:
        OutputError: it cannot be written.
    """
    fix = "choose a folder that you may write to, with free space, and try again."
    with placed(folder / WORLDS, what="the study", fix=fix) as temporary:
        folder.mkdir(parents=True, exist_ok=True)
        _fill(temporary, manifest)


def restore_arrays(folder: Path, manifest: Manifest) -> None:
    """Put back what is missing of the description of the arrays and of their labels; shards stay.

    Args:
        folder: the folder of the study.
        manifest: what the study is made from.

    Raises:
        OutputError: it cannot be written.
    """
    group = folder / WORLDS
    if is_whole(group):
        return
    if not group.exists():
        create_arrays(folder, manifest)
        return
    fresh = leftover_of(group)
    try:
        _fill(fresh, manifest)
        for path in sorted(one for one in fresh.rglob("*") if one.is_file()):
            target = group / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            sync(path)
            path.replace(target)
            sync(target.parent)
    except OSError as error:
        raise OutputError(
            f"the study cannot be written ({error.strerror or error}).", file=folder, fix=_ROOM
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


_ROOM: Final = "make room or give permission, then run `riobravo resume` on the folder."


def _fill(place: Path, manifest: Manifest) -> None:
    import zarr

    from riobravo.observed import states
    from riobravo.world.outcomes import BY_STATE as STATE_OUTCOMES
    from riobravo.world.outcomes import NATIONAL as OUTCOMES

    layout = manifest.layout
    study = manifest.load_study()
    group = zarr.create_group(place, zarr_format=3, attributes=_attributes(manifest))
    by_name = {one.name: one for one in OUTCOMES}
    _create(group, NATIONAL, layout.national_shape, layout.members, ("option", "run", "time", "outcome"))
    _label(group, "option", layout.options)
    _label(group, "option_title", [one.title for one in study.resolved_options()], "option")
    _label(group, "run", np.arange(layout.members))
    _label(
        group, "time", np.array(layout.times), units="years", long_name="Years after the start of the options"
    )
    _describe(group, "outcome", [by_name[name] for name in layout.outcomes])
    if layout.state_outcomes:
        dims = ("option", "run", "year", "state_outcome", "state")
        _create(group, BY_STATE, layout.state_shape, layout.members, dims)
        of_states = {one.name: one for one in STATE_OUTCOMES}
        _label(group, "year", np.arange(1, layout.years + 1))
        _describe(group, "state_outcome", [of_states[name] for name in layout.state_outcomes])
        _label(group, "state", [one.code for one in states()])
        _label(group, "state_name", [one.name for one in states()], "state")
    with warnings.catch_warnings():
        # Zarr warns that its format does not name this extra yet; xarray opens faster and quietly with it.
        warnings.simplefilter("ignore")
        zarr.consolidate_metadata(place)


def _attributes(manifest: Manifest) -> dict[str, Any]:
    return {
        "study_id": manifest.id,
        "study": manifest.study,
        "study_name": manifest.name,
        "version": manifest.version,
        "seed": manifest.seed,
        "keep": manifest.layout.keep,
        "note": "Flows are per year. Run r is the same world with the same luck under every option. A"
        " run that failed, or has not been simulated yet, is missing.",
    }


def _create(
    group: zarr.Group, name: str, shard: tuple[int, ...], members: int, dims: tuple[str, ...]
) -> None:
    from zarr.codecs import BloscCodec

    chunk = (*shard[:CHUNK_AXIS], 1, *shard[CHUNK_AXIS + 1 :])
    group.create_array(
        name,
        shape=(shard[0], members, *shard[2:]),
        shards=shard,
        chunks=chunk,
        dtype="float32",
        fill_value=np.nan,
        compressors=[BloscCodec(typesize=4, cname=COMPRESSOR, clevel=LEVEL, shuffle="shuffle")],
        chunk_key_encoding={"name": "default", "separator": "."},
        dimension_names=dims,
        attributes={"coordinates": _AUXILIARY[name]},
    )


_AUXILIARY: Final = {
    NATIONAL: "option_title outcome_title outcome_unit outcome_kind",
    BY_STATE: "option_title state_outcome_title state_outcome_unit state_outcome_kind state_name",
}


def _describe(group: zarr.Group, dim: str, outcomes: Sequence[Outcome]) -> None:
    _label(group, dim, [one.name for one in outcomes])
    _label(group, f"{dim}_title", [one.title for one in outcomes], dim)
    _label(group, f"{dim}_unit", [one.unit for one in outcomes], dim)
    _label(group, f"{dim}_kind", [one.kind for one in outcomes], dim)


def _label(
    group: zarr.Group,
    name: str,
    values: Sequence[str] | np.ndarray,
    dim: str | None = None,
    **attributes: str,
) -> None:
    data = values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
    with warnings.catch_warnings():
        # Zarr warns that text has no final specification; xarray and Zarr read and write it so.
        warnings.simplefilter("ignore")
        array = group.create_array(
            name,
            shape=data.shape,
            dtype=str if data.dtype == object else data.dtype,
            dimension_names=(dim or name,),
            attributes=dict(attributes),
            chunks=data.shape,
        )
        array[:] = data
