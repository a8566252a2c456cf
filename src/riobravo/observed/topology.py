"""Outlines of the states in TopoJSON, with the state's code as the id of each outline."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from riobravo.errors import DataError
from riobravo.observed.content import Stamp, read_content
from riobravo.observed.entry import STATE_CODES


@dataclass(frozen=True)
class Topology:
    """A checked TopoJSON file.

    Args:
        text: the file, with two-digit text codes.
        codes: code of each outline, in the order of the file.
    """

    text: str = field(repr=False)
    codes: tuple[str, ...]


@lru_cache(maxsize=8)
def read_topology(path: Path, at: Stamp) -> Topology:
    """Read a TopoJSON file of the 32 states.

    Codes written as numbers become two-digit text, and every outline gets its code as `id`.

    Args:
        path: the file.
        at: result of `stamp(path)`.

    Raises:
        DataError: it is not TopoJSON, or does not hold each state once.
    """
    try:
        topology: dict[str, Any] = json.loads(read_content(path, at).data)
        (collection,) = topology["objects"].values()
        codes = []
        for outline in collection["geometries"]:
            code = str(outline["properties"]["state_code"]).zfill(2)
            outline["id"] = outline["properties"]["state_code"] = code
            codes.append(code)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DataError(
            "this is not TopoJSON with one object whose outlines have a state_code.",
            file=path,
            fix="put the original back.",
        ) from None
    if sorted(codes) != list(STATE_CODES):
        raise DataError(
            "the outlines are not those of the 32 states, each once.",
            file=path,
            field="state_code",
            fix="give each outline one of the codes 01 to 32.",
        )
    return Topology(json.dumps(topology, ensure_ascii=False), tuple(codes))
