"""The catalogue of observed series: the shipped one, and a folder of the user laid over it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from riobravo.document import Document
from riobravo.errors import DataError, InputError
from riobravo.observed.content import Stamp, read_content, stamp
from riobravo.observed.entry import Checksum, FileName, SeriesEntry
from riobravo.reading import read_bytes, validate
from riobravo.validation import suggest

SHIPPED: Final = Path(__file__).parent
CATALOGUE: Final = "catalogue.yaml"
VARIABLE: Final = "RIOBRAVO_DATA"


class _CatalogueFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    series: tuple[SeriesEntry, ...] = ()
    checksums: dict[FileName, Checksum] = {}


@dataclass(frozen=True)
class Layer:
    """One folder of series with its catalogue.

    Args:
        name: `shipped` or `overlay`.
        folder: where its series files are.
        catalogue: its catalogue file; in an overlay it need not exist.
        checksums: recorded SHA-256 by file name.
    """

    name: str
    folder: Path
    catalogue: Path
    checksums: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """All observed series and where their files are.

    Args:
        entries: the series, by id, in the order of the catalogue.
        layers: the folders, the one looked into first in front.
    """

    entries: dict[str, SeriesEntry]
    layers: tuple[Layer, ...]

    def entry(self, series_id: str) -> SeriesEntry:
        """Return a series by its id.

        Raises:
            InputError: there is no such series.
        """
        if series_id not in self.entries:
            raise InputError(
                f"there is no series `{series_id}`.",
                field="series",
                fix=suggest(series_id, list(self.entries)),
            )
        return self.entries[series_id]

    def layer(self, entry: SeriesEntry) -> Layer:
        """Return the folder that a series is read from.

        Raises:
            DataError: no folder has its file.
        """
        for layer in self.layers:
            if (layer.folder / entry.file).is_file():
                return layer
        raise DataError(
            f"the file of the series {entry.id} is missing.",
            file=self.layers[-1].folder / entry.file,
            fix=f"put it back, or put one of that name into a folder and set {VARIABLE} to it.",
        )


def load_catalogue(overlay: Path | None = None) -> Catalogue:
    """Load the shipped catalogue, with the user's folder laid over it.

    Args:
        overlay: folder with series files and, if wanted, a `catalogue.yaml` of entries that
            differ; `None` means the folder named by the environment variable RIOBRAVO_DATA.

    Raises:
        DataError: the folder does not exist, or a catalogue cannot be used as written.
    """
    folder = overlay if overlay is not None else os.environ.get(VARIABLE)
    shipped = SHIPPED / CATALOGUE
    if not folder:
        return _load(shipped, stamp(shipped), None, None)
    over = Path(folder).absolute()
    if not over.is_dir():
        raise DataError(
            f"there is no folder {over}.",
            field=VARIABLE,
            fix="create it, or correct or unset the variable.",
        )
    own = over / CATALOGUE
    return _load(shipped, stamp(shipped), own, stamp(own) if own.exists() else None)


@lru_cache(maxsize=8)
def _load(shipped: Path, shipped_stamp: Stamp, own: Path | None, own_stamp: Stamp | None) -> Catalogue:
    document = _read(shipped, shipped_stamp)
    base = _check(document, shipped)
    entries = {entry.id: entry for entry in base.series}
    layers = [Layer("shipped", shipped.parent / "series", shipped, dict(base.checksums))]
    if own is not None:
        checksums: dict[str, str] = {}
        if own_stamp is not None:
            over = _check(_complete(_read(own, own_stamp), document.data["series"]), own)
            entries.update({entry.id: entry for entry in over.series})
            checksums = dict(over.checksums)
        layers.insert(0, Layer("overlay", own.parent, own, checksums))
    return Catalogue(entries, tuple(layers))


def _read(path: Path, at: Stamp) -> Document:
    try:
        return read_bytes(read_content(path, at).data, str(path))
    except InputError as error:
        raise _as_data_error(error) from None


def _check(document: Document, path: Path) -> _CatalogueFile:
    try:
        catalogue = validate(document, _CatalogueFile)
    except InputError as error:
        raise _as_data_error(error) from None
    seen: set[str] = set()
    for index, entry in enumerate(catalogue.series):
        if entry.id in seen:
            raise DataError(
                f"the series {entry.id} is listed twice.",
                file=path,
                line=document.line_of(("series", index, "id")),
                fix="keep one of them.",
            )
        seen.add(entry.id)
    return catalogue


def _complete(document: Document, known: Iterable[dict[str, Any]]) -> Document:
    """Return the overlay's document with the fields it leaves out taken from the shipped entry."""
    series = document.data.get("series")
    if not isinstance(series, list):
        return document
    shipped = {entry["id"]: entry for entry in known}
    completed = [
        {**shipped.get(str(entry.get("id")), {}), **entry} if isinstance(entry, dict) else entry
        for entry in series
    ]
    data = {**document.data, "series": completed}
    return Document(data, document.file, document.text, document.lines)


def _as_data_error(error: InputError) -> DataError:
    return DataError(error.message, file=error.file, line=error.line, field=error.field, fix=error.fix)
