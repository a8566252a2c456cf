"""The states, their borders and outlines, and the groups that have a base in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import DataError
from riobravo.observed.content import stamp
from riobravo.observed.entry import STATE_CODES
from riobravo.observed.groups import GroupMap, read_groups
from riobravo.observed.table import load
from riobravo.observed.topology import read_topology


@dataclass(frozen=True)
class State:
    """A federal entity.

    Args:
        code: INEGI code as text, "01" to "32"; its index is the number less one.
        name: its name in Spanish.
        iso: its ISO 3166-2 code.
    """

    code: str
    name: str
    iso: str


def states(*, overlay: Path | None = None) -> tuple[State, ...]:
    """Return the 32 states in the order of their codes.

    Args:
        overlay: folder laid over the shipped one.

    Raises:
        DataError: the table is missing, altered, malformed or incomplete.
    """
    table = load("states", overlay=overlay)
    names = ("state_code", "state_name", "state_iso")
    found = sorted(zip(*(table[name].tolist() for name in names), strict=True))
    if [code for code, _, _ in found] != list(STATE_CODES):
        raise DataError("the table does not hold all 32 states.", file=table.path, fix="add those missing.")
    return tuple(State(*row) for row in found)


def adjacency(*, overlay: Path | None = None) -> NDArray[np.bool_]:
    """Return which states share a border.

    Args:
        overlay: folder laid over the shipped one.

    Returns:
        bool (32, 32), symmetric, false on the diagonal.

    Raises:
        DataError: the table is missing, altered or malformed, or ties a state to itself.
    """
    table = load("adjacency", overlay=overlay)
    one = table["state_code_a"].astype(np.int64) - 1
    other = table["state_code_b"].astype(np.int64) - 1
    if np.any(one == other):
        raise DataError(
            f"state {STATE_CODES[int(one[one == other][0])]} borders itself.",
            file=table.path,
            fix="remove the row.",
        )
    borders = np.zeros((32, 32), dtype=np.bool_)
    borders[one, other] = borders[other, one] = True
    return borders


def geometry(kind: Literal["map", "hex"] = "map", *, overlay: Path | None = None) -> dict[str, Any]:
    """Return the outlines of the states as a TopoJSON object.

    Every outline has its two-digit code as `id` and as property `state_code`, also where the
    file has numbers.

    Args:
        kind: `map` for outlines in longitude and latitude, `hex` for one hexagon per state.
        overlay: folder laid over the shipped one.

    Raises:
        DataError: the file is missing, altered or malformed.
    """
    table = load("state-map" if kind == "map" else "state-hexagons", overlay=overlay)
    topology: dict[str, Any] = json.loads(read_topology(table.path, stamp(table.path)).text)
    return topology


def group_map(*, overlay: Path | None = None) -> GroupMap:
    """Return the map of criminal groups.

    Args:
        overlay: folder laid over the shipped one; a map of its own replaces the shipped map.

    Raises:
        DataError: the file is missing, altered or malformed.
    """
    path = load("group-map", overlay=overlay).path
    return read_groups(path, stamp(path))
