"""Whether a Zarr group on disk can be opened: a look at its files, without Zarr."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from riobravo.store.names import BY_STATE, NATIONAL

_METADATA: Final = "zarr.json"
# Their shards come with the units of work, and the journal tells of them.
_STREAMED: Final = frozenset({NATIONAL, BY_STATE})


def is_whole(group: Path) -> bool:
    """Tell whether a group has its description, and every array that it names its own and its values.

    Args:
        group: the folder of the group; the shards of units of work are not looked at.
    """
    try:
        told = json.loads((group / _METADATA).read_bytes())
        arrays = told["consolidated_metadata"]["metadata"]
        return all(
            (group / name / _METADATA).stat().st_size
            and (name in _STREAMED or any((group / name / "c").iterdir()))
            for name in arrays
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False
