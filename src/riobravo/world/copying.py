"""Copying records of many fields as the bytes that they are.

If one is assigned to another, LLVM takes both apart field by field, which takes it seconds.
"""

from __future__ import annotations

from typing import Any

from numba.core import cgutils, types
from numba.core.errors import TypingError
from numba.extending import intrinsic

_copy_memory: Any = cgutils.raw_memcpy


def _copy_records(_context: Any, source: Any, target: Any, _count: Any) -> Any:
    """Copy the first `count` records of an array to the start of another array of the same records."""
    if source.dtype != target.dtype or source.layout != "C" or target.layout != "C":
        raise TypingError("copy_records needs contiguous arrays of the same records")

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kinds = signature.args[:2]
        size = context.get_abi_sizeof(context.get_data_type(source.dtype))
        first, second = (
            context.make_array(kind)(context, builder, array).data
            for kind, array in zip(kinds, arguments[:2], strict=True)
        )
        _copy_memory(builder, second, first, arguments[2], size)
        return context.get_dummy_value()

    return types.none(source, target, types.intp), generate


copy_records: Any = intrinsic(_copy_records)
