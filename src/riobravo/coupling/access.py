"""Access: what some source touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import riobravo.world

ROOT: Final = Path(riobravo.world.__file__).parent
OUTCOME: Final = "outcome"


@dataclass(frozen=True)
class Access:
    """What some source touches.

    Args:
        reads: state that is loaded, as `table.field`, or `local.field` and its like, or the name of an array.
        writes: state that is stored, the same names.
        levers: levers that are loaded.
        outcomes: outcomes that are counted.
        parameters: parameters of the ledger that are loaded.
    """

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    levers: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()

    def __or__(self, other: Access) -> Access:
        """Return what both touch together."""
        return Access(
            self.reads | other.reads,
            self.writes | other.writes,
            self.levers | other.levers,
            self.outcomes | other.outcomes,
            self.parameters | other.parameters,
        )


@dataclass(frozen=True)
class Function:
    """One function of the source: what it touches, and what it calls."""

    access: Access
    calls: frozenset[tuple[str, str]]
    flows: tuple[tuple[frozenset[str], str], ...]


def sort_names(loads: Iterable[str], stores: Iterable[str]) -> Access:
    """Sort names into state, levers, outcomes and parameters."""
    kinds: dict[str, set[str]] = {"lever": set(), "parameters": set()}
    reads = set()
    for name in loads:
        kind, _, rest = name.partition(".")
        if kind in kinds:
            kinds[kind].add(rest)
        elif kind != OUTCOME:
            reads.add(name)
    writes = {name for name in stores if name.partition(".")[0] not in (OUTCOME, *kinds)}
    outcomes = {name.partition(".")[2] for name in stores if name.startswith(f"{OUTCOME}.")}
    return Access(
        frozenset(reads),
        frozenset(writes),
        frozenset(kinds["lever"]),
        frozenset(outcomes),
        frozenset(kinds["parameters"]),
    )
