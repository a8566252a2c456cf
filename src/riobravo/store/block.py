"""What is kept of one unit of work, in memory and in its shards."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from riobravo.errors import OutputError
from riobravo.store.failures import Failure
from riobravo.store.journal import Entry
from riobravo.store.layout import Layout
from riobravo.store.names import BY_STATE, NATIONAL, shard_file
from riobravo.store.shard import decode_shard, encode_shard

Floats = NDArray[np.float32]

# The axis along which a shard is cut into chunks: one outcome can be read without the others.
CHUNK_AXIS: Final = 3


@dataclass
class Block:
    """What is kept of a unit; what failed is missing.

    Args:
        national: (options, members, readings, outcomes).
        by_state: (options, members, years, kinds, states).
        failures: the runs that failed.
    """

    national: Floats
    by_state: Floats
    failures: list[Failure] = field(default_factory=list)

    def encode(self, unit: int) -> dict[str, bytes]:
        """Return the shards, by file relative to the folder of the study."""
        shards = {shard_file(NATIONAL, unit): encode_shard(self.national, CHUNK_AXIS)}
        if self.by_state.shape[CHUNK_AXIS]:
            shards[shard_file(BY_STATE, unit)] = encode_shard(self.by_state, CHUNK_AXIS)
        return shards


def empty_block(layout: Layout) -> Block:
    """Return a block in which everything is missing."""
    return Block(
        np.full(layout.national_shape, np.nan, np.float32), np.full(layout.state_shape, np.nan, np.float32)
    )


def read_block(folder: Path, layout: Layout, unit: int, entry: Entry | None = None) -> Block:
    """Return what is on disk of a unit, without its failures.

    Args:
        folder: the folder of the study.
        layout: its shape.
        unit: the unit.
        entry: what the journal says of it, if its checksums are to be compared.

    Raises:
        OutputError: a shard is missing or damaged.
    """

    def read(array: str, shape: tuple[int, ...]) -> Floats:
        name = shard_file(array, unit)
        try:
            content = (folder / name).read_bytes()
            if entry and not entry.vouches_for(name, content):
                raise ValueError("the checksum of the file is another")
            return decode_shard(content, shape, CHUNK_AXIS)
        except (OSError, ValueError, RuntimeError, struct.error) as error:
            raise OutputError(
                "the shard is missing or damaged.",
                file=folder / name,
                fix=f"run `riobravo resume {folder} --verify`, which simulates it again.",
            ) from error

    block = empty_block(layout)
    block.national = read(NATIONAL, layout.national_shape)
    if layout.state_outcomes:
        block.by_state = read(BY_STATE, layout.state_shape)
    return block
