"""One process at a time writes to a study."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riobravo.errors import OutputError
from riobravo.store.names import LOCK

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the study while the body runs; the system lets go when the process ends, however it ends.

    Raises:
        OutputError: another process holds it, or the folder cannot be written to.
    """
    try:
        stream = (folder / LOCK).open("ab")
    except OSError as error:
        raise OutputError(
            f"the study cannot be written ({error.strerror}).",
            file=folder,
            fix="choose a folder that you may write to.",
        ) from error
    with stream:
        if not _take(stream.fileno(), tries=5):
            raise OutputError(
                "another process is running this study.",
                file=folder,
                fix="wait for it; `riobravo status` on the folder shows how far it is.",
            )
        yield


def is_locked(folder: Path) -> bool:
    """Tell whether a process is running the study."""
    try:
        with (folder / LOCK).open("rb") as stream:
            return not _take(stream.fileno(), share=True)
    except OSError:
        return False


def _take(descriptor: int, *, tries: int = 1, share: bool = False) -> bool:
    """Take the lock; several tries outlast another process that only asks whether it is held.

    Those who only ask share it, so that they do not take each other for somebody at work.
    """
    if sys.platform != "win32":
        for attempt in range(tries):
            with contextlib.suppress(OSError):
                fcntl.flock(descriptor, (fcntl.LOCK_SH if share else fcntl.LOCK_EX) | fcntl.LOCK_NB)
                return True
            time.sleep(0.05 if attempt + 1 < tries else 0.0)
        return False
    return True  # nothing is locked there
