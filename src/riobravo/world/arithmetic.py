"""Elementary functions with the same bits on every processor, in a form that compilers vectorise.

The system library picks its `exp` and `log` by processor generation, and their last bits differ.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from riobravo.world.compile import inlined, kernel

_LOG2_E = 1.4426950408889634
_LN2 = 0.6931471805599453
# The same in two parts, the first of which has zeros at its end: products with it are exact.
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
# Adding 1.5 * 2**52 leaves the nearest integer in the low bits of a double.
_ROUND = 6755399441055744.0
# Numbers in the widest vector register.
LANES = 8
_TWO_52 = 4503599627370496.0


def _reinterpret_as_bits(_context: Any, _value: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.int64(types.float64), generate


def _reinterpret_as_number(_context: Any, _bits: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), generate


def _fuse(_context: Any, _one: Any, _other: Any, _more: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.fma(*arguments)

    return types.float64(types.float64, types.float64, types.float64), generate


_bits_of: Any = intrinsic(_reinterpret_as_bits)
_from_bits: Any = intrinsic(_reinterpret_as_number)
# fused(a, b, c): a x b + c rounded once, on every processor, one operation on those of the last ten years.
fused: Any = intrinsic(_fuse)


@inlined
def exponential(x: float) -> float:
    """Return e**x for |x| <= 708; arguments beyond are clamped. Relative error below 1e-15."""
    x = min(max(x, -708.0), 708.0)
    shifted = x * _LOG2_E + _ROUND
    k = shifted - _ROUND
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    # Terms are added in pairs and pairs of pairs, because a processor works on those side by side.
    r2 = r * r
    r4 = r2 * r2
    low = (0.5 + r * (1.0 / 6.0)) + r2 * (1.0 / 24.0 + r * (1.0 / 120.0))
    middle = (1.0 / 720.0 + r * (1.0 / 5040.0)) + r2 * (1.0 / 40320.0 + r * (1.0 / 362880.0))
    high = (1.0 / 3628800.0 + r * (1.0 / 39916800.0)) + r2 * (1.0 / 479001600.0 + r * (1.0 / 6227020800.0))
    series = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)))
    power_of_two: float = _from_bits((_bits_of(shifted) + 1023) << 52)
    return series * power_of_two


@inlined
def short_exponential(x: float) -> float:
    """Return e**x for |x| <= 700; arguments beyond give nonsense. Relative error below 1e-11.

    Half the work of `exponential`, for what a random number of 32 bits cannot tell from it.
    """
    shifted = fused(x, _LOG2_E, _ROUND)
    r = fused(_ROUND - shifted, _LN2, x)
    r2 = r * r
    low = fused(r2, fused(r, 1.0 / 120.0, 1.0 / 24.0), fused(r, 1.0 / 6.0, 0.5))
    high = fused(r2, fused(r, 1.0 / 362880.0, 1.0 / 40320.0), fused(r, 1.0 / 5040.0, 1.0 / 720.0))
    series: float = 1.0 + fused(r2, fused(r2 * r2, high, low), r)
    power_of_two: float = _from_bits((_bits_of(shifted) + 1023) << 52)
    return series * power_of_two


@inlined
def logarithm(x: float) -> float:
    """Return the natural logarithm of a positive normal number. Error below 2e-15."""
    bits = _bits_of(x)
    # The exponent becomes a double through its bits, which needs no slow conversion.
    exponent: float = _from_bits(((bits >> 52) & 0x7FF) | 0x4330000000000000) - (_TWO_52 + 1023.0)
    mantissa: float = _from_bits((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000)
    above = mantissa > 1.4142135623730951
    mantissa = mantissa * 0.5 if above else mantissa
    exponent = exponent + 1.0 if above else exponent
    f = (mantissa - 1.0) / (mantissa + 1.0)
    # As in `exponential`.
    s = f * f
    s2 = s * s
    s4 = s2 * s2
    low = (1.0 / 3.0 + s * (1.0 / 5.0)) + s2 * (1.0 / 7.0 + s * (1.0 / 9.0))
    middle = (1.0 / 11.0 + s * (1.0 / 13.0)) + s2 * (1.0 / 15.0 + s * (1.0 / 17.0))
    high = (1.0 / 19.0 + s * (1.0 / 21.0)) + s2 * (1.0 / 23.0)
    series = 1.0 + s * (low + s4 * (middle + s4 * high))
    return 2.0 * f * series + exponent * _LN2_LOW + exponent * _LN2_HIGH


@kernel
def power(base: float, exponent: float) -> float:
    """Return base**exponent for a positive base."""
    return exponential(exponent * logarithm(base))


@kernel
def halved(times: float) -> float:
    """Return 0.5**times: what is left after so many half-lives."""
    return exponential(-_LN2 * times)


@inlined
def _central_quantile(u: float) -> float:
    """Return the normal quantile of u between 0.075 and 0.925."""
    q = u - 0.5
    r = 0.180625 - q * q
    top = 2.5090809287301226727e3
    top = top * r + 3.3430575583588128105e4
    top = top * r + 6.7265770927008700853e4
    top = top * r + 4.5921953931549871457e4
    top = top * r + 1.3731693765509461125e4
    top = top * r + 1.9715909503065514427e3
    top = top * r + 1.3314166789178437745e2
    top = top * r + 3.3871328727963666080e0
    bottom = 5.2264952788528545610e3
    bottom = bottom * r + 2.8729085735721942674e4
    bottom = bottom * r + 3.9307895800092710610e4
    bottom = bottom * r + 2.1213794301586595867e4
    bottom = bottom * r + 5.3941960214247511077e3
    bottom = bottom * r + 6.8718700749205790830e2
    bottom = bottom * r + 4.2313330701600911252e1
    bottom = bottom * r + 1.0
    return q * top / bottom


@kernel
def _tail_quantile(u: float) -> float:
    """Return the normal quantile of u outside 0.075 to 0.925."""
    low = u < 0.5
    r = math.sqrt(-logarithm(u if low else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        top = 7.74545014278341407640e-4
        top = top * r + 2.27238449892691845833e-2
        top = top * r + 2.41780725177450611770e-1
        top = top * r + 1.27045825245236838258e0
        top = top * r + 3.64784832476320460504e0
        top = top * r + 5.76949722146069140550e0
        top = top * r + 4.63033784615654529590e0
        top = top * r + 1.42343711074968357734e0
        bottom = 1.05075007164441684324e-9
        bottom = bottom * r + 5.47593808499534494600e-4
        bottom = bottom * r + 1.51986665636164571966e-2
        bottom = bottom * r + 1.48103976427480074590e-1
        bottom = bottom * r + 6.89767334985100004550e-1
        bottom = bottom * r + 1.67638483018380384940e0
        bottom = bottom * r + 2.05319162663775882187e0
        bottom = bottom * r + 1.0
    else:
        r -= 5.0
        top = 2.01033439929228813265e-7
        top = top * r + 2.71155556874348757815e-5
        top = top * r + 1.24266094738807843860e-3
        top = top * r + 2.65321895265761230930e-2
        top = top * r + 2.96560571828504891230e-1
        top = top * r + 1.78482653991729133580e0
        top = top * r + 5.46378491116411436990e0
        top = top * r + 6.65790464350110377720e0
        bottom = 2.04426310338993978564e-15
        bottom = bottom * r + 1.42151175831644588870e-7
        bottom = bottom * r + 1.84631831751005468180e-5
        bottom = bottom * r + 7.86869131145613259100e-4
        bottom = bottom * r + 1.48753612908506148525e-2
        bottom = bottom * r + 1.36929880922735805310e-1
        bottom = bottom * r + 5.99832206555887937690e-1
        bottom = bottom * r + 1.0
    value = top / bottom
    return -value if low else value


@kernel
def normal_quantile(u: float) -> float:
    """Return the standard normal quantile of u in (0, 1).

    Source: Wichura (1988), Algorithm AS 241, Applied Statistics 37:477-484; error below 1e-15.
    """
    return _central_quantile(u) if abs(u - 0.5) <= 0.425 else _tail_quantile(u)


@inlined
def whole_vectors(n: int, array: Any) -> int:
    """Return n rounded up to full vector registers, if the array has room for so many numbers.

    A loop over so many leaves no numbers at the end that are worked out one by one. What stands beyond
    the first n is never read.
    """
    whole: int = min((n + LANES - 1) // LANES * LANES, array.shape[0])
    return whole


@kernel
def fill_normal(u: Any, out: Any, n: int) -> None:
    """Write the standard normal quantiles of the first n numbers in (0, 1); `out` is not `u`."""
    for i in range(n):
        out[i] = _central_quantile(u[i])
    for i in range(n):
        if abs(u[i] - 0.5) > 0.425:
            out[i] = _tail_quantile(u[i])


# What follows is written in vectors, because Numba vectorises no sum whose order is fixed. The order of
# addition is the same on every processor, however wide its registers are.
_tools: Any = cgutils
BLOCK = 32
_VECTOR = ir.VectorType(ir.DoubleType(), LANES)


def _point(context: Any, builder: Any, kind: Any, array: Any, offset: Any = None) -> list[Any]:
    """Return pointers to the vectors of a block of 32 numbers, `offset` numbers into an array."""
    if kind.dtype != types.float64 or kind.layout != "C":
        raise TypeError(f"sums in vectors need contiguous numbers, not {kind}")
    start = context.make_array(kind)(context, builder, array).data
    if offset is not None:
        start = builder.gep(start, [offset])
    start = builder.bitcast(start, _VECTOR.as_pointer())
    return [builder.gep(start, [ir.Constant(ir.IntType(64), k)]) for k in range(BLOCK // LANES)]


def _pick(builder: Any, vector: Any, lanes: list[int]) -> Any:
    """Return a vector of the given lanes of another."""
    mask = ir.Constant(ir.VectorType(ir.IntType(32), len(lanes)), lanes)
    return builder.shuffle_vector(vector, ir.Constant(vector.type, ir.Undefined), mask)


def _repeat(builder: Any, number: Any) -> Any:
    """Return a vector of one number in all lanes."""
    nothing = ir.Constant(ir.VectorType(number.type, LANES), ir.Undefined)
    single = builder.insert_element(nothing, number, ir.Constant(ir.IntType(32), 0))
    return _pick(builder, single, [0] * LANES)


def _add_lanes(builder: Any, sums: list[Any]) -> Any:
    """Return the sum of all numbers of some vectors: pairs, and pairs of pairs."""
    while len(sums) > 1:
        sums = [builder.fadd(*pair) for pair in zip(sums[::2], sums[1::2], strict=True)]
    total, lanes = sums[0], LANES
    while lanes > 1:
        half = lanes // 2
        low, high = (_pick(builder, total, list(range(at, at + half))) for at in (0, half))
        total, lanes = builder.fadd(low, high), half
    return builder.extract_element(total, ir.Constant(ir.IntType(32), 0))


def _add_up(_context: Any, values: Any, _n: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        array, n = arguments
        zeros = ir.Constant(_VECTOR, [0.0] * LANES)
        sums = [_tools.alloca_once_value(builder, zeros) for _ in range(BLOCK // LANES)]
        whole = ir.VectorType(n.type, LANES)
        with _tools.for_range_slice(builder, n.type(0), n, n.type(BLOCK), intp=n.type) as (index, _):
            left = _repeat(builder, builder.sub(n, index))
            for k, pointer in enumerate(_point(context, builder, values, array, index)):
                places = ir.Constant(whole, list(range(k * LANES, (k + 1) * LANES)))
                there = builder.icmp_signed("<", places, left)
                more = builder.select(there, builder.load(pointer, align=8), zeros)
                builder.store(builder.fadd(builder.load(sums[k]), more), sums[k])
        return _add_lanes(builder, [builder.load(total) for total in sums])

    return types.float64(values, types.int64), generate


def _find_negatives(_context: Any, values: Any, _offset: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        zeros, found = ir.Constant(_VECTOR, [0.0] * LANES), ir.Constant(ir.IntType(64), 0)
        for k, pointer in enumerate(_point(context, builder, values, *arguments)):
            below = builder.fcmp_ordered("<", builder.load(pointer, align=8), zeros)
            bits = builder.zext(builder.bitcast(below, ir.IntType(LANES)), found.type)
            found = builder.or_(found, builder.shl(bits, ir.Constant(found.type, k * LANES)))
        return found

    return types.int64(values, types.int64), generate


def _find_lowest(_context: Any, _bits: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), generate


def _dot_block(_context: Any, left: Any, right: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        one, other = (
            [builder.load(pointer, align=8) for pointer in _point(context, builder, kind, array)]
            for kind, array in zip((left, right), arguments, strict=True)
        )
        return _add_lanes(builder, [builder.fmul(*pair) for pair in zip(one, other, strict=True)])

    return types.float64(left, right), generate


def _weigh_rows(_context: Any, weights: Any, rows: Any, out: Any, _n: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        first = context.make_array(weights)(context, builder, arguments[0]).data
        zeros = ir.Constant(_VECTOR, [0.0] * LANES)
        sums = [_tools.alloca_once_value(builder, zeros) for _ in range(BLOCK // LANES)]
        block = ir.Constant(ir.IntType(64), BLOCK)
        with _tools.for_range(builder, arguments[3], intp=ir.IntType(64)) as loop:
            weight = builder.load(builder.gep(first, [loop.index]))
            same = _repeat(builder, weight)
            row = _point(context, builder, rows, arguments[1], builder.mul(loop.index, block))
            for total, pointer in zip(sums, row, strict=True):
                product = builder.fmul(same, builder.load(pointer, align=8))
                builder.store(builder.fadd(builder.load(total), product), total)
        for total, pointer in zip(sums, _point(context, builder, out, arguments[2]), strict=True):
            builder.store(builder.load(total), pointer, align=8)
        return context.get_dummy_value()

    return types.void(weights, rows, out, types.int64), generate


def _into_block(combine: Callable[[Any, Any, Any], Any]) -> Any:
    """Return what puts numbers, times a factor, into a block, by a rule for what stands there."""

    def put(_context: Any, out: Any, factor: Any, values: Any) -> Any:
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            same = _repeat(builder, arguments[1])
            ours, theirs = (
                _point(context, builder, *pair) for pair in ((out, arguments[0]), (values, arguments[2]))
            )
            coming = [builder.fmul(same, builder.load(pointer, align=8)) for pointer in theirs]
            for pointer, more in zip(ours, coming, strict=True):
                builder.store(combine(builder, builder.load(pointer, align=8), more), pointer, align=8)
            return context.get_dummy_value()

        return types.void(out, factor, values), generate

    return put


def _sum(builder: Any, there: Any, more: Any) -> Any:
    return builder.fadd(there, more)


def _larger(builder: Any, there: Any, more: Any) -> Any:
    return builder.select(builder.fcmp_ordered(">", more, there), more, there)


def _scale_block(_context: Any, out: Any, values: Any, factor: Any) -> Any:
    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        same = _repeat(builder, arguments[2])
        ours, theirs = (
            _point(context, builder, *pair) for pair in ((out, arguments[0]), (values, arguments[1]))
        )
        scales = [builder.load(pointer, align=8) for pointer in theirs]
        for pointer, scale in zip(ours, scales, strict=True):
            product = builder.fmul(builder.load(pointer, align=8), scale)
            builder.store(builder.fmul(product, same), pointer, align=8)
        return context.get_dummy_value()

    return types.void(out, values, factor), generate


# add_up(values, n): the sum of the first n numbers of an array that has room for whole blocks of 32.
add_up: Any = intrinsic(_add_up)
# find_negatives(values, offset): which of 32 numbers are below zero, a bit each, the first the lowest.
find_negatives: Any = intrinsic(_find_negatives)
# find_lowest(bits): the place of the lowest bit that is set; one must be.
find_lowest: Any = intrinsic(_find_lowest)
# dot_block(left, right): the inner product of the first 32 numbers of two arrays.
dot_block: Any = intrinsic(_dot_block)
# weigh_rows(weights, rows, out, n): write the sum of the first n rows of 32 numbers, each by its weight.
weigh_rows: Any = intrinsic(_weigh_rows)
# add_block(out, factor, values): add the first 32 numbers of another array, times a factor, to an array.
add_block: Any = intrinsic(_into_block(_sum))
# raise_block(out, factor, values): the same, where the first are raised to the others if these are larger.
raise_block: Any = intrinsic(_into_block(_larger))
# scale_block(out, values, factor): multiply the first 32 numbers of an array by others and a factor.
scale_block: Any = intrinsic(_scale_block)
