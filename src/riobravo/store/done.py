"""Which units of a study are on disk."""

from __future__ import annotations

from pathlib import Path

from riobravo.store.group import is_whole
from riobravo.store.journal import Entry, damaged, present, read_journal
from riobravo.store.manifest import Manifest, read_manifest
from riobravo.store.names import NATIONAL, SUMMARY, WORLDS, shard_file


def is_reduced(folder: Path, manifest: Manifest) -> bool:
    """Tell whether a study holds summaries in place of worlds, or is about to."""
    return manifest.layout.keep == "summaries" and is_whole(folder / SUMMARY)


def units_done(folder: Path, manifest: Manifest, *, verify: bool = False) -> dict[int, Entry]:
    """Return the entries of the units that are on disk, in worlds or in summaries of them.

    Args:
        folder: the folder of the study.
        manifest: what it is made from.
        verify: whether every file is read and compared with its checksum, and not its length alone.
    """
    reduced = is_reduced(folder, manifest)
    entries = {
        unit: entry
        for unit, entry in present(folder, read_journal(folder)).items()
        # Without summaries, a unit of which only failures are left has lost its worlds.
        if unit < manifest.layout.units and (reduced or shard_file(NATIONAL, unit) in entry.files)
    }
    if not verify:
        return entries
    return {unit: entry for unit, entry in entries.items() if not any(damaged(folder, [entry]))}


def files_damaged(folder: Path) -> list[str]:
    """Return what the journal tells of and is gone or altered, and arrays that cannot be opened.

    Args:
        folder: the folder of a study.
    """
    manifest = read_manifest(folder)
    found = sorted(damaged(folder, read_journal(folder).values()))
    group = SUMMARY if (folder / SUMMARY).exists() and manifest.layout.keep == "summaries" else WORLDS
    return found if is_whole(folder / group) else [*found, group]
