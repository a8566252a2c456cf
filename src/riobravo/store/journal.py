"""The journal: one line for every unit of work that is on disk, each with a checksum of its own.

A line is written after the shards it names are on disk under their final names. A line cut off by a
power cut, or damaged later, does not count, and its unit is simulated again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from riobravo.errors import OutputError
from riobravo.files import sync, write_together
from riobravo.store.names import JOURNAL


@dataclass(frozen=True)
class Entry:
    """One unit of work on disk.

    Args:
        unit: its number.
        runs: how many runs it holds.
        failed: how many of them failed.
        files: length and CRC-32 of each of its files, by name relative to the folder of the study; the
            checksum is missing in the first layout.
        seconds: time it took to simulate and write; nothing once the study is finished.
        ended: when it was written, in seconds since 1970; nothing once the study is finished.
    """

    unit: int
    runs: int
    failed: int
    files: Mapping[str, tuple[int, int | None]]
    seconds: float | None = None
    ended: float | None = None

    @property
    def size(self) -> int:
        """Length of all its files."""
        return sum(size for size, _ in self.files.values())

    def vouches_for(self, name: str, content: bytes) -> bool:
        """Tell whether a file of the unit holds what was written."""
        size, checksum = self.files[name]
        return len(content) == size and checksum in {None, zlib.crc32(content)}


def read_journal(folder: Path) -> dict[int, Entry]:
    """Return the last entry of every unit, by unit, in the order of the journal."""
    try:
        content = (folder / JOURNAL).read_bytes()
    except FileNotFoundError:
        return {}
    entries: dict[int, Entry] = {}
    for line in content.split(b"\n"):
        checksum, _, text = line.partition(b" ")
        if checksum == _checksum(text):
            entry = _from_record(json.loads(text))
            entries.pop(entry.unit, None)
            entries[entry.unit] = entry
    return entries


def is_journal(path: Path) -> bool:
    """Tell whether a file is empty, or a journal with at least one whole line."""
    return not path.stat().st_size or any(read_journal(path.parent))


def present(folder: Path, entries: Mapping[int, Entry]) -> dict[int, Entry]:
    """Return the entries whose files are all there, in full length."""

    def is_there(entry: Entry) -> bool:
        try:
            return all((folder / name).stat().st_size == size for name, (size, _) in entry.files.items())
        except OSError:
            return False

    return {unit: entry for unit, entry in entries.items() if is_there(entry)}


def damaged(folder: Path, entries: Iterable[Entry]) -> Iterator[str]:
    """Read every file, and return those that are gone or not what was written."""
    for entry in entries:
        for name in entry.files:
            try:
                content = (folder / name).read_bytes()
            except OSError:
                yield name
                continue
            if not entry.vouches_for(name, content):
                yield name


def is_settled(folder: Path, entries: Mapping[int, Entry]) -> bool:
    """Tell whether the journal is as a finished study leaves it: a line per unit, and nothing else."""
    if any(entry.seconds is not None for entry in entries.values()):
        return False
    return (folder / JOURNAL).read_bytes().count(b"\n") == len(entries)


@contextmanager
def open_journal(folder: Path) -> Iterator[BinaryIO]:
    """Open the journal for `append`."""
    path = folder / JOURNAL
    try:
        with path.open("ab") as stream:
            sync(folder)  # a journal that is new must not vanish with the power
            if stream.tell() and not _ends_with_line(path):
                stream.write(b"\n")
            yield stream
    except OSError as error:
        raise OutputError(
            f"the journal cannot be written ({error.strerror or error}).",
            file=path,
            fix="make room or give permission, then run `riobravo resume` on the folder.",
        ) from error


def append(stream: BinaryIO, entry: Entry) -> None:
    """Add an entry, and return when it is on the disk."""
    stream.write(_line(entry))
    stream.flush()
    os.fsync(stream.fileno())


def rewrite_journal(folder: Path, entries: Iterable[Entry]) -> None:
    """Replace the journal by these entries in the order of their units."""
    ordered = sorted(entries, key=lambda entry: entry.unit)
    write_together(folder, {JOURNAL: b"".join(map(_line, ordered))})


def _from_record(content: dict[str, Any]) -> Entry:
    files = {
        name: (told, None) if isinstance(told, int) else (told[0], told[1])
        for name, told in content["files"].items()
    }
    return Entry(**{**content, "files": files})


def _line(entry: Entry) -> bytes:
    content = {name: value for name, value in asdict(entry).items() if value is not None}
    text = json.dumps(content, separators=(",", ":")).encode()
    return _checksum(text) + b" " + text + b"\n"


def _checksum(text: bytes) -> bytes:
    return f"{zlib.crc32(text):08x}".encode()


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
