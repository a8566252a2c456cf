"""The bytes of a data file and their checksum, read once per version of the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from riobravo.errors import DataError

Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Content:
    """The bytes of a file with their SHA-256."""

    data: bytes = field(repr=False)
    sha256: str


def stamp(path: Path) -> Stamp:
    """Return what changes when a file changes: time of change, size and inode.

    Raises:
        DataError: the file is missing or out of reach.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise DataError(
            f"the file cannot be read ({error.strerror}).",
            file=path,
            fix="put the file back, or name another folder in RIOBRAVO_DATA.",
        ) from None
    return status.st_mtime_ns, status.st_size, status.st_ino


@lru_cache(maxsize=64)
def read_content(path: Path, _stamp: Stamp) -> Content:
    """Read a file.

    Args:
        path: the file.
        _stamp: result of `stamp(path)`; a changed file is read again.

    Raises:
        DataError: the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"the file cannot be read ({error.strerror}).",
            file=path,
            fix="make it a file that you may read.",
        ) from None
    return Content(data, hashlib.sha256(data).hexdigest())
