"""From a study on disk to one file for other programs, unit by unit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from riobravo.errors import InputError, OutputError
from riobravo.files import leftover_of, place_of, sync
from riobravo.store.block import read_block
from riobravo.store.done import units_done
from riobravo.store.journal import Entry
from riobravo.store.reading import QUANTILES, StoredStudy
from riobravo.validation import suggest

if TYPE_CHECKING:
    import pyarrow

FORMATS: Final = ("parquet", "csv", "netcdf")
WHAT: Final = ("worlds", "states", "summaries", "failures")


def export(folder: Path, file: Path, *, form: str, what: str) -> int:
    """Write the results of a study to one file; see `riobravo.export`."""
    for name, value, known in (("format", form, FORMATS), ("what", what, WHAT)):
        if value not in known:
            raise InputError(
                f"there is no choice `{value[:60]}`.", field=name, fix=suggest(value[:60], known)
            )
    study = StoredStudy.open(folder)
    if file.resolve().is_relative_to(folder.resolve()):
        raise OutputError("the file would stand inside the study.", file=file, fix="choose another place.")
    with _placed(file) as temporary:
        if form == "netcdf":
            count = _write_netcdf(study, temporary, what)
        else:
            count = _write_rows(open_batches(study, what), temporary, form)
    return count


@contextmanager
def _placed(file: Path) -> Iterator[Path]:
    """Yield a temporary place; once the body has filled it, bring it to the disk and rename it."""
    temporary = None
    try:
        target = place_of(file)
        temporary = leftover_of(target)
        yield temporary
        sync(temporary)
        temporary.replace(target)
    except OSError as error:
        reason = str(error.strerror or error)
        if "\n" in reason:  # HDF5 tells all it knows, on many lines
            reason = os.strerror(error.errno) if error.errno else reason.partition("\n")[0]
        raise OutputError(
            f"the file cannot be written ({reason}).",
            file=file,
            fix="choose a place that you may write to, with free space, and try again.",
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def open_batches(study: StoredStudy, what: str) -> pyarrow.RecordBatchReader:
    """Return the rows of a study in batches, one per unit of work.

    Args:
        study: the study.
        what: `worlds`: option, run, time and a column per outcome. `states`: option, run, year, state
            and a column per outcome. `summaries`: option, time, outcome and statistics.
            `failures`: the failed runs.

    Returns:
        Rows of runs that are done; of failed ones the values are null. The metadata of the table and
        its columns name the study and the units.

    Raises:
        InputError: the study does not keep that.
    """
    import pyarrow

    if what == "failures":
        failed = study.failures()
        if failed is None:
            raise InputError("no run has failed.", file=study.folder, fix="there is nothing to export.")
        return failed.to_reader()
    if what == "summaries":
        return _summaries(study).to_reader()
    layout = study.manifest.layout
    if what == "states" and not layout.state_outcomes:
        raise InputError(
            "the study keeps no outcomes by state.",
            file=study.folder,
            fix="run it again with --states, in another folder.",
        )
    worlds = study.dataset()
    dim = "state_outcome" if what == "states" else "outcome"
    units = dict(zip(worlds[dim].values, worlds[f"{dim}_unit"].values, strict=True))
    schema = _schema(study, what, {str(name): str(unit) for name, unit in units.items()})
    states = [str(one) for one in worlds["state"].values] if what == "states" else []

    def batches() -> Iterator[pyarrow.RecordBatch]:
        for _, entry in sorted(units_done(study.folder, study.manifest).items()):
            yield _rows(study, entry, schema, states)

    return pyarrow.RecordBatchReader.from_batches(schema, batches())


def _schema(study: StoredStudy, what: str, units: Mapping[str, str]) -> pyarrow.Schema:
    import pyarrow

    text = pyarrow.dictionary(pyarrow.int16(), pyarrow.string())
    axes = [pyarrow.field("option", text), pyarrow.field("run", pyarrow.int64())]
    if what == "states":
        axes += [pyarrow.field("year", pyarrow.int16()), pyarrow.field("state", text)]
    else:
        axes += [pyarrow.field("time", pyarrow.float64(), metadata={"unit": "years"})]
    outcomes = [
        pyarrow.field(name, pyarrow.float32(), metadata={"unit": unit}) for name, unit in units.items()
    ]
    manifest = study.manifest
    metadata = {"study_id": manifest.id, "study": manifest.study, "version": manifest.version}
    return pyarrow.schema([*axes, *outcomes], metadata=metadata | {"seed": manifest.seed})


def _rows(
    study: StoredStudy, entry: Entry, schema: pyarrow.Schema, states: Sequence[str]
) -> pyarrow.RecordBatch:
    """Return one unit as rows, sorted by option, run and time."""
    import pyarrow

    layout = study.manifest.layout
    block = read_block(study.folder, layout, entry.unit, entry)
    members = layout.members_of(entry.unit)
    if states:
        # Kinds last, so that they become columns.
        values = np.moveaxis(block.by_state[:, : len(members)], 3, 4)
        times: Any = np.arange(1, layout.years + 1, dtype=np.int16)
    else:
        values = block.national[:, : len(members)]
        times = np.array(layout.times)
    axes = np.indices(values.shape[:-1]).reshape(values.ndim - 1, -1)
    columns = [_labels(axes[0], layout.options), np.asarray(members)[axes[1]], times[axes[2]]]
    if states:
        columns.append(_labels(axes[3], states))
    flat = values.reshape(-1, values.shape[-1])
    columns += [pyarrow.array(np.ascontiguousarray(part), mask=np.isnan(part)) for part in flat.T]
    return pyarrow.RecordBatch.from_arrays([pyarrow.array(column) for column in columns], schema=schema)


def _labels(places: np.ndarray, names: Sequence[str]) -> pyarrow.DictionaryArray:
    import pyarrow

    return pyarrow.DictionaryArray.from_arrays(places.astype(np.int16), pyarrow.array(names))


def _summaries(study: StoredStudy) -> pyarrow.Table:
    """Return one row per outcome, option and time, with statistics of values and of differences."""
    import pyarrow

    parts = []
    for name in study.manifest.layout.outcomes:
        value = study.summary(name, QUANTILES)
        apart = study.summary(name, QUANTILES, difference=True)
        options, times = value["option"].values, value["time"].values
        count = len(options) * len(times)
        columns: dict[str, Any] = {
            "outcome": [name] * count,
            "option": np.repeat([str(one) for one in options], len(times)),
            "time": np.tile(times, len(options)),
        }
        for start, some in (("", value), ("difference_", apart)):
            for one in ("count", "mean", "sd", "minimum", "maximum", *(["share_lower"] if start else [])):
                columns[f"{start}{one}"] = some[one].values.ravel()
            for place, level in enumerate(QUANTILES):
                column = some["quantile"].values[..., place].ravel()
                columns[f"{start}q{100 * level:02.0f}"] = column
        parts.append(pyarrow.table(columns))
    metadata = {"study_id": study.manifest.id, "version": study.manifest.version}
    return pyarrow.concat_tables(parts).replace_schema_metadata(metadata)


def _write_rows(reader: pyarrow.RecordBatchReader, place: Path, form: str) -> int:
    from pyarrow import csv, parquet

    count = 0
    # CSV knows no dictionaries; text is written out.
    schema = _without_dictionaries(reader.schema) if form == "csv" else reader.schema
    writer = csv.CSVWriter(place, schema) if form == "csv" else parquet.ParquetWriter(place, schema)
    with writer:
        for batch in reader:
            writer.write_batch(batch.cast(schema) if form == "csv" else batch)
            count += batch.num_rows
    return count


def _without_dictionaries(schema: pyarrow.Schema) -> pyarrow.Schema:
    import pyarrow

    return pyarrow.schema(
        [
            field.with_type(field.type.value_type) if pyarrow.types.is_dictionary(field.type) else field
            for field in schema
        ]
    )


def _write_netcdf(study: StoredStudy, place: Path, what: str) -> int:
    """Write the arrays of worlds, or the summaries, as NetCDF 4."""
    import h5netcdf
    import h5py

    if what in {"states", "failures"}:
        raise InputError(
            f"`{what}` is a table, which NetCDF cannot hold by itself.",
            field="format",
            fix="choose parquet or csv; with `--what worlds` the file holds the states as well.",
        )
    if what == "summaries":
        raise InputError("summaries are exported as rows.", field="format", fix="choose parquet or csv.")
    layout, source = study.manifest.layout, study.dataset()
    with h5netcdf.File(place, "w") as file:
        file.dimensions = {str(name): int(size) for name, size in source.sizes.items()}
        file.attrs.update({name: str(value) for name, value in source.attrs.items()})
        for name, values in source.coords.items():
            is_text = values.dtype.kind not in "iuf"
            data = values.values.astype(object) if is_text else values.values
            kind = h5py.string_dtype() if is_text else data.dtype
            variable = file.create_variable(str(name), tuple(map(str, values.dims)), kind)
            variable[...] = data
            variable.attrs.update(values.attrs)
        arrays = {str(name): one for name, one in source.data_vars.items()}
        targets = {
            name: file.create_variable(
                name, tuple(map(str, one.dims)), "float32", fillvalue=np.float32(np.nan), compression="gzip"
            )
            for name, one in arrays.items()
        }
        done = units_done(study.folder, study.manifest)
        for unit, entry in sorted(done.items()):
            block, members = read_block(study.folder, layout, unit, entry), layout.members_of(unit)
            for name, target in targets.items():
                target[:, members.start : members.stop] = getattr(block, name)[:, : len(members)]
    return sum(len(layout.members_of(unit)) for unit in done) * len(layout.options)
