"""The end of a study: whatever happened on the way, its folder is the same, byte for byte."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

from riobravo.errors import OutputError
from riobravo.store.beginning import discard, remove_leftovers
from riobravo.store.done import is_reduced, units_done
from riobravo.store.group import is_whole
from riobravo.store.journal import Entry, is_settled, rewrite_journal
from riobravo.store.layout import missing
from riobravo.store.manifest import Manifest
from riobravo.store.names import FAILED, FAILURES, SUMMARY, WORLDS


def is_finished(folder: Path, manifest: Manifest, done: dict[int, Entry]) -> bool:
    """Tell whether nothing is left to do in a study of which every unit is on disk."""
    if manifest.layout.keep == "summaries":
        is_complete = is_reduced(folder, manifest) and not (folder / WORLDS).exists()
    else:
        is_complete = is_whole(folder / WORLDS)
    return is_complete and is_settled(folder, done)


def finish(folder: Path, manifest: Manifest) -> None:
    """Leave a finished study as any other way to it would have left it, byte for byte.

    Raises:
        OutputError: a unit is not on disk, or something cannot be written.
    """
    done = units_done(folder, manifest)
    if missing(set(done), manifest.layout.units):
        raise OutputError("some units are not on disk.", file=folder, fix="run `riobravo resume` on it.")
    remove_leftovers(folder)
    entries = [replace(entry, seconds=None, ended=None) for entry in done.values()]
    if manifest.layout.keep == "summaries":
        from riobravo.store.summaries import write_summary

        if not is_reduced(folder, manifest):
            discard(folder / SUMMARY)
            write_summary(folder, manifest)
        entries = [_only_failures(entry) for entry in entries]
    _settle_failures(folder, manifest, entries)
    rewrite_journal(folder, entries)
    if manifest.layout.keep == "summaries":
        discard(folder / WORLDS)


def _settle_failures(folder: Path, manifest: Manifest, entries: list[Entry]) -> None:
    """Leave rows of runs that failed and no others, and write down what failed and where."""
    kept = {name for entry in entries for name in entry.files}
    for path in (folder / FAILURES).glob("*.parquet"):
        if f"{FAILURES}/{path.name}" not in kept:
            path.unlink()
    failed = sum(entry.failed for entry in entries)
    if failed:
        from riobravo.store.failing import note_failures

        note_failures(folder, manifest, failed)
        return
    (folder / FAILED).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        (folder / FAILURES).rmdir()


def _only_failures(entry: Entry) -> Entry:
    files = {name: size for name, size in entry.files.items() if name.startswith(FAILURES)}
    return replace(entry, files=files)
