"""The map of criminal groups: who there is, where each has its base, who fights and who sides."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from riobravo.document import Document, Position
from riobravo.errors import DataError, InputError
from riobravo.observed.content import Stamp, read_content
from riobravo.observed.entry import STATE_CODES
from riobravo.reading import read_bytes, validate

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Tie = tuple[_Name, _Name, Annotated[int, Field(ge=1, le=1_000_000)]]
_FIX: Final = "correct this entry."

Array = TypeVar("Array", bound=NDArray[Any])


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Name
    state: _Name
    short_name: _Name
    name: _Name


class _GroupFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    vintage: int = Field(ge=1900, le=2200)
    groups: tuple[_Group, ...] = Field(min_length=1)
    rivalries: tuple[_Tie, ...] = ()
    alliances: tuple[_Tie, ...] = ()


@dataclass(frozen=True)
class GroupMap:
    """Groups and the undirected ties between them; all arrays are read-only.

    Args:
        vintage: the year the map speaks of.
        keys: ids as published.
        identities: uint64 (groups,), lasting numbers below 2**63 derived from `keys` alone, so
            that they survive reordering and replacement of the map.
        names: full names, trimmed.
        short_names: short names, trimmed; not always unique.
        home: int64 (groups,), index of the state of the base, 0 to 31.
        rivalries: int64 (pairs, 3): index, higher index, weight in reports or contexts.
        alliances: the same for alliances; a pair can be in both.
    """

    vintage: int
    keys: tuple[str, ...]
    identities: NDArray[np.uint64] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    short_names: tuple[str, ...] = field(repr=False)
    home: NDArray[np.int64] = field(repr=False)
    rivalries: NDArray[np.int64] = field(repr=False)
    alliances: NDArray[np.int64] = field(repr=False)

    def columns(self) -> dict[str, NDArray[Any]]:
        """Return the groups, without their ties, as columns."""
        return {
            "id": np.array(self.keys),
            "state_code": np.array([STATE_CODES[index] for index in self.home]),
            "short_name": np.array(self.short_names),
            "name": np.array(self.names),
        }


@lru_cache(maxsize=4)
def read_groups(path: Path, at: Stamp) -> GroupMap:
    """Read a file of groups and ties.

    Args:
        path: the file, YAML.
        at: result of `stamp(path)`.

    Raises:
        DataError: it cannot be used as written; names the line.
    """
    try:
        document = read_bytes(read_content(path, at).data, str(path))
        content = validate(document, _GroupFile)
    except InputError as error:
        raise DataError(
            error.message, file=error.file, line=error.line, field=error.field, fix=error.fix
        ) from None
    places: dict[str, int] = {}
    for index, group in enumerate(content.groups):
        if group.id in places:
            raise _refuse(document, ("groups", index, "id"), f"the id {group.id} is used twice.")
        if group.state not in STATE_CODES:
            message = f"`{group.state}` is not a state code from 01 to 32."
            raise _refuse(document, ("groups", index, "state"), message)
        places[group.id] = index
    return GroupMap(
        content.vintage,
        tuple(places),
        _freeze(np.array([_identify(key) for key in places], dtype=np.uint64)),
        tuple(group.name for group in content.groups),
        tuple(group.short_name for group in content.groups),
        _freeze(np.array([int(group.state) - 1 for group in content.groups], dtype=np.int64)),
        _freeze(_number(document, "rivalries", content.rivalries, places)),
        _freeze(_number(document, "alliances", content.alliances, places)),
    )


def _number(document: Document, kind: str, ties: Sequence[_Tie], places: dict[str, int]) -> NDArray[np.int64]:
    rows: dict[tuple[int, int], int] = {}
    for index, (one, other, weight) in enumerate(ties):
        position: Position = (kind, index)
        for key in (one, other):
            if key not in places:
                raise _refuse(document, position, f"there is no group with the id {key}.")
        pair = (min(places[one], places[other]), max(places[one], places[other]))
        if pair[0] == pair[1]:
            raise _refuse(document, position, f"{one} is tied to itself.")
        if pair in rows:
            raise _refuse(document, position, f"the tie of {one} and {other} is there twice.")
        rows[pair] = weight
    table = [(*pair, weight) for pair, weight in rows.items()]
    return np.array(table, dtype=np.int64).reshape(-1, 3)


def _identify(key: str) -> int:
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def _freeze(values: Array) -> Array:
    values.flags.writeable = False
    return values


def _refuse(document: Document, position: Position, message: str) -> DataError:
    return DataError(
        message,
        file=document.file,
        line=document.line_of(position),
        field=".".join(map(str, position)),
        fix=_FIX,
    )
