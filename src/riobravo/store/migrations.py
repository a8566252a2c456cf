"""Versions of the layout on disk, and how to read the earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from riobravo.errors import InputError

SCHEMA: Final = 2

# What changed:
#   2  the journal holds a checksum of every file, and not its length alone. The manifest is as it was;
#      `journal` reads entries without checksums as files that cannot be verified.
# From each version to the next; what is on disk stays as it is.
_STEPS: Final[dict[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {1: lambda content: content}


def migrate(content: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the manifest of any known version as one of this version.

    Args:
        content: what the manifest says.
        path: where it stands.

    Raises:
        InputError: a later program wrote it.
    """
    schema = content.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA:
        raise InputError(
            f"the study has layout {schema}, and this program knows layouts up to {SCHEMA}.",
            file=path,
            field="schema",
            fix="use the version of riobravo that wrote it, or a later one.",
        )
    if schema < 1:
        raise InputError(f"there is no layout {schema}.", file=path, field="schema", fix="restore the file.")
    for version in range(schema, SCHEMA):
        content = _STEPS[version](content)
    return content
