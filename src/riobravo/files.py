"""Write several files so that a failure leaves the earlier ones as they were."""

from __future__ import annotations

import errno
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
            target = place_of(folder / name)
            temporary = leftover_of(target)
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


def place_of(file: Path) -> Path:
    """Return where a file is to be written: links are followed, and folders made if missing.

    Raises:
        OSError: a folder, a device or a pipe stands there, which a file must not replace.
    """
    target = Path(os.path.realpath(file)) if file.is_symlink() else file
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands there", str(target))
    if target.exists() and not target.is_file():
        raise FileExistsError(errno.EEXIST, "no plain file stands there", str(target))
    return target


def leftover_of(target: Path) -> Path:
    """Return another name beside a place, for what is not whole yet or is going to be removed."""
    return target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")


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
