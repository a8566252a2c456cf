"""The folder of a study: begin it, and clear away what an interruption left."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from riobravo.errors import OutputError
from riobravo.files import leftover_of
from riobravo.store.journal import is_journal
from riobravo.store.lock import locked
from riobravo.store.manifest import Manifest, has_manifest, write_manifest
from riobravo.store.names import FAILURES, JOURNAL, LOCK, MANIFEST, SUMMARY, WORLDS

# Files and folders under another name that were not renamed when the power went.
_LEFTOVER: Final = re.compile(r"\..+\.[0-9a-f]+\.part")
_OURS: Final = (MANIFEST, JOURNAL, WORLDS, SUMMARY, FAILURES, ".riobravo-check")


def begin(folder: Path, manifest: Manifest) -> None:
    """Make the folder of a study, unless one is there; its manifest comes last and makes it one.

    Raises:
        OutputError: the folder holds other things, or cannot be written to.
    """
    from riobravo.store.arrays import create_arrays

    if has_manifest(folder):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = sorted(one.name for one in folder.iterdir() if not _is_ours(one))
    except FileExistsError as error:
        raise OutputError(
            "a file stands where the folder of the study is to be.", file=folder, fix="choose another place."
        ) from error
    except OSError as error:
        raise OutputError(
            f"the study cannot be written ({error.strerror}).",
            file=folder,
            fix="choose a folder that you may write to.",
        ) from error
    if strangers:
        raise OutputError(
            f"the folder holds something else ({strangers[0]}).",
            file=folder,
            fix="choose an empty folder, or one that does not exist yet.",
        )
    with locked(folder):
        if has_manifest(folder):
            return  # another process was faster
        remove_leftovers(folder)
        for name in (WORLDS, SUMMARY, FAILURES):
            discard(folder / name)
        (folder / JOURNAL).unlink(missing_ok=True)
        create_arrays(folder, manifest)
        write_manifest(folder, manifest)


def discard(place: Path) -> None:
    """Remove a folder, so that a kill in between leaves a leftover and not half of it."""
    if place.is_dir():
        shutil.rmtree(place.replace(leftover_of(place)), ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what was not renamed when the power went."""
    for place in (folder, folder / FAILURES, *(folder / WORLDS).glob("*")):
        for path in place.glob(".*.part"):
            if not _LEFTOVER.fullmatch(path.name):
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Tell whether something was left by a study that has no manifest, and may go; all else may not."""
    match path.name:
        case name if name in {MANIFEST, LOCK, ".riobravo-check"}:
            return path.is_file()
        case name if name == JOURNAL:
            return path.is_file() and is_journal(path)
        case name if name == FAILURES:
            return all(re.fullmatch(r"\d{6,}\.parquet|summary\.json|\..+\.part", one) for one in _names(path))
        case name if name in {WORLDS, SUMMARY}:
            return _has_study(path / "zarr.json")
        case name:
            return bool(_LEFTOVER.fullmatch(name)) and name.startswith(tuple(f".{one}." for one in _OURS))


def _has_study(description: Path) -> bool:
    """Tell whether a Zarr group is that of a study."""
    return description.is_file() and b'"study_id"' in description.read_bytes()


def _names(folder: Path) -> Iterator[str]:
    return (one.name for one in folder.iterdir()) if folder.is_dir() else iter(("a file",))
