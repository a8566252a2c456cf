"""A folder of files that appears whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riobravo.errors import OutputError
from riobravo.files import leftover_of, sync


@contextmanager
def placed(target: Path, *, what: str, fix: str) -> Iterator[Path]:
    """Yield a temporary place; once the body has filled it, bring it to the disk and rename it.

    Args:
        target: the folder to appear, in the folder of the study.
        what: what cannot be written if that fails.
        fix: what the user can do then.

    Raises:
        OutputError: it cannot be written; nothing is left of it.
    """
    temporary = leftover_of(target)
    try:
        yield temporary
        for path in (temporary, *temporary.rglob("*")):
            sync(path)
        temporary.replace(target)
    except OSError as error:
        raise OutputError(
            f"{what} cannot be written ({error.strerror or error}).", file=target.parent, fix=fix
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
