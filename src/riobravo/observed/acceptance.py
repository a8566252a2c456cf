"""Taking in a new vintage: check a changed file, then record its checksum."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from riobravo.errors import DataError, InputError, OutputError
from riobravo.observed.catalogue import Layer, load_catalogue
from riobravo.observed.checks import Span
from riobravo.observed.table import load_unverified
from riobravo.reading import read_text


@dataclass(frozen=True)
class Acceptance:
    """What was accepted.

    Args:
        file: the file that was checked.
        ids: the series read from it; all of them were checked.
        catalogue: the catalogue that now records its checksum.
        before: the checksum recorded before; `None` if there was none.
        after: the checksum recorded now.
        coverage: first and last period of each series, as text; `None` if undated.
        rows: rows of each series.
    """

    file: Path
    ids: tuple[str, ...]
    catalogue: Path
    before: str | None
    after: str
    coverage: tuple[Span | None, ...]
    rows: tuple[int, ...]


def accept(series_id: str, *, overlay: Path | None = None) -> Acceptance:
    """Check the file of a series as it is now and record its checksum.

    The checksum goes into the catalogue of the folder that the file is in.

    Args:
        series_id: the series; every other series of the same file is checked too.
        overlay: folder laid over the shipped one; see `load_catalogue`.

    Raises:
        InputError: there is no such series.
        DataError: the file does not fit what the catalogue says about it; nothing is recorded.
        OutputError: the catalogue cannot be written.
    """
    catalogue = load_catalogue(overlay)
    entry = catalogue.entry(series_id)
    layer = catalogue.layer(entry)
    path = layer.folder / entry.file
    shared = [one for one in catalogue.entries.values() if one.file == entry.file]
    tables = [load_unverified(one, path) for one in shared]
    before, after = layer.checksums.get(entry.file), tables[0].sha256
    if before != after:
        _record(layer, entry.file, after)
    return Acceptance(
        path,
        tuple(one.id for one in shared),
        layer.catalogue,
        before,
        after,
        tuple(table.coverage for table in tables),
        tuple(table.rows for table in tables),
    )


def _record(layer: Layer, file: str, sha256: str) -> None:
    try:
        exists = layer.catalogue.exists()
        text = layer.catalogue.read_bytes().decode("utf-8") if exists else ""
        written = _write_into(text, layer.catalogue, file, sha256)
        temporary = layer.catalogue.with_name(f".{layer.catalogue.name}.{os.getpid()}")
        temporary.write_bytes(written.encode())
        temporary.replace(layer.catalogue)
    except OSError as error:
        raise OutputError(
            f"the checksum cannot be recorded ({error.strerror}).",
            file=layer.catalogue,
            fix="put the file into a folder of your own, set RIOBRAVO_DATA to it, and try again.",
        ) from None


def _write_into(text: str, catalogue: Path, file: str, sha256: str) -> str:
    """Return the text of a catalogue with one checksum changed or added, all else untouched."""
    entry = f'{file}: "{sha256}"'
    if not text.strip():
        return f"checksums:\n  {entry}\n"
    try:
        document = read_text(text, str(catalogue))
    except InputError as error:
        raise DataError(error.message, file=catalogue, line=error.line, fix=error.fix) from None
    if "checksums" not in document.data:
        return f"{text.rstrip()}\n\nchecksums:\n  {entry}\n"
    lines = text.splitlines()
    places = {name: document.lines["checksums", name] for name in document.data["checksums"]}
    place = places.get(file, max(places.values(), default=0)) - 1
    indent = re.match(r"(\s+)[^\s{].*:", lines[place])
    if place < 0 or indent is None:
        raise DataError(
            "the checksums are not written one per line.",
            file=catalogue,
            line=document.line_of(("checksums",)),
            field="checksums",
            fix="write each as `file: checksum` on an indented line of its own.",
        )
    if file in places:
        lines[place] = f"{indent[1]}{entry}"
    else:
        lines.insert(place + 1, f"{indent[1]}{entry}")
    return "\n".join(lines) + "\n"
