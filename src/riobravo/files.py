"""Write several files so that a failure leaves the earlier ones as they were."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from riobravo.errors import OutputError


def write_together(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write files under one folder: all are on disk under temporary names before any is renamed.

    Args:
        folder: the folder, made if missing.
        texts: relative file name to content; the last one is renamed last.

    Raises:
        OutputError: when the folder cannot be made or a file cannot be written; files that
            existed before are unchanged unless the failure falls between two renames.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for name, text in texts.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(f"{target} is a folder")
            temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
            staged.append((temporary, target))
            _write_and_sync(temporary, text)
        for temporary, target in staged:
            temporary.replace(target)
        for parent in {target.parent for _, target in staged}:
            sync(parent)
    except OSError as error:
        raise OutputError(
            f"the result cannot be written ({error.strerror or error}).",
            file=folder,
            fix="choose a folder that you may write to, with free space, and try again.",
        ) from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Make a folder and write to it once, before long work whose result belongs there.

    Raises:
        OutputError: it cannot be made or written to.
    """
    write_together(folder, {".riobravo-check": ""})
    (folder / ".riobravo-check").unlink(missing_ok=True)


def _write_and_sync(path: Path, content: str | bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content.encode() if isinstance(content, str) else content)
        stream.flush()
        os.fsync(stream.fileno())


def sync(place: Path) -> None:
    """Bring a file or folder to the disk, where the system can do that for both."""
    if os.name != "posix":
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
