"""One shard of a Zarr array: the compressed chunks of a unit of work in one file.

Zarr's own writer goes through every chunk in Python and takes eight times as long; the format of its
`sharding_indexed` codec is short enough to write out, and Zarr reads the result back in every test.
"""

from __future__ import annotations

import struct
from typing import Any, Final

import google_crc32c
import numpy as np
from numcodecs import blosc
from numpy.typing import NDArray

Floats = NDArray[np.float32]

COMPRESSOR: Final = "zstd"
LEVEL: Final = 3
_SHUFFLE: Final = 1
_EMPTY: Final = 2**64 - 1

blosc.use_threads = False  # units of work run on threads of their own


def encode_shard(values: Floats, axis: int) -> bytes:
    """Return a shard with one chunk for every place along an axis.

    Args:
        values: the whole shard.
        axis: the axis along which it is cut into chunks, one place each.

    Returns:
        The chunks, then for each its offset and length, then a checksum of these. A chunk of which
        every value is missing is left out.
    """
    parts: list[bytes] = []
    index = bytearray()
    offset = 0
    for place in range(values.shape[axis]):
        chunk = np.ascontiguousarray(np.take(values, place, axis=axis), dtype="<f4")
        if np.isnan(chunk).all():
            index += struct.pack("<QQ", _EMPTY, _EMPTY)
            continue
        part = blosc.compress(chunk, COMPRESSOR.encode(), LEVEL, _SHUFFLE)
        index += struct.pack("<QQ", offset, len(part))
        offset += len(part)
        parts.append(part)
    return b"".join([*parts, bytes(index), struct.pack("<I", google_crc32c.value(bytes(index)))])


def decode_shard(content: bytes, shape: tuple[int, ...], axis: int) -> Floats:
    """Return the values of a shard; see `encode_shard`.

    Raises:
        ValueError: it is damaged.
    """
    count = shape[axis]
    index, (checksum,) = content[-16 * count - 4 : -4], struct.unpack("<I", content[-4:])
    if len(index) != 16 * count or google_crc32c.value(index) != checksum:
        raise ValueError("the index of the shard is damaged")
    values = np.full(shape, np.nan, np.float32)
    kept = (*shape[:axis], *shape[axis + 1 :])
    for place in range(count):
        offset, length = struct.unpack_from("<QQ", index, 16 * place)
        if offset != _EMPTY:
            chunk = np.frombuffer(blosc.decompress(content[offset : offset + length]), "<f4")
            _part(values, axis, place)[...] = chunk.reshape(kept)
    return values


def _part(values: Floats, axis: int, place: int) -> Any:
    return values[(slice(None),) * axis + (place,)]
