"""The members of a study: what each brings into its world, drawn in blocks of many."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riobravo.world.state import Records

# Drawing takes almost as long for one member as for hundreds.
BLOCK: Final = 512
# Blocks that are kept: threads work on neighbours.
_KEPT: Final = 8


class Members(NamedTuple):
    """Some members in a row. Nobody changes what they bring, since many may use it.

    Args:
        values: their parameters, arrays of shape (members,) by name.
        records: what of it the compiled week reads, (members,).
        starts: what they start from where they differ, see `world.opening.start_records`, (members,).
    """

    values: dict[str, NDArray[np.float64]]
    records: Records
    starts: Records

    def part(self, first: int, count: int) -> Members:
        """Return some of them, which share memory with all."""
        place = slice(first, first + count)
        values = {name: some[place] for name, some in self.values.items()}
        return Members(values, self.records[place], self.starts[place])


class Blocks:
    """Members of a study by block, each drawn once however many threads and options ask for it.

    Args:
        draw: returns members, given the number of the first and how many.
        members: members of the study.
    """

    def __init__(self, draw: Callable[[int, int], Members], members: int) -> None:
        self._draw = draw
        self._members = members
        self._blocks: dict[int, Members] = {}
        self._lock = threading.Lock()

    def take(self, first: int, count: int) -> Members:
        """Return some members; they may lie beyond the last one of the study."""
        block = first // BLOCK
        begin = block * BLOCK
        drawn = min(BLOCK, self._members - begin)
        if first + count > begin + drawn:
            return self._draw(first, count)
        with self._lock:
            found = self._blocks.get(block)
            if found is None:
                found = self._blocks[block] = self._draw(begin, drawn)
                for old in list(self._blocks)[:-_KEPT]:
                    del self._blocks[old]
        return found.part(first - begin, count)
