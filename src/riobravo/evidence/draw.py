"""From random numbers between 0 and 1 to values of all parameters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riobravo.errors import InputError
from riobravo.evidence.loading import Ledger, dependency_order

Floats = NDArray[np.float64]


def draw(
    ledger: Ledger,
    uniforms: Mapping[str, Floats],
    fixed: Mapping[str, ArrayLike] | None = None,
) -> dict[str, Floats]:
    """Return a value of every parameter for every random number.

    Args:
        ledger: the parameters.
        uniforms: probabilities in [0, 1] for each parameter that is drawn, all of one shape;
            those of parameters that need none are ignored.
        fixed: values to use instead of draws, in the parameter's unit; what is matched to them
            follows.

    Returns:
        Arrays of the shape of `uniforms`, by parameter, in the ledger's order.

    Raises:
        InputError: a name is not in the ledger, a drawn parameter has no probabilities, or a
            fixed value is outside its bounds.
    """
    fixed = fixed or {}
    for name in (*uniforms, *fixed):
        if name not in ledger:
            raise InputError(
                "there is no parameter of this name.",
                field=name,
                fix="`riobravo evidence` lists all parameters.",
            )
    shapes = {np.shape(u) for u in uniforms.values()}
    if len(shapes) > 1:
        raise InputError(f"the probabilities have different shapes: {sorted(shapes)}.")
    shape = shapes.pop() if shapes else ()
    values: dict[str, Floats] = {}
    for name in dependency_order(ledger):
        parameter = ledger[name]
        if name in fixed:
            values[name] = _fixed_values(ledger, name, fixed[name], shape)
        elif name in uniforms:
            values[name] = parameter.quantile(uniforms[name], values)
        elif parameter.distribution.is_drawn:
            raise InputError("there are no probabilities for this parameter.", field=name)
        else:
            values[name] = parameter.quantile(np.full(shape, 0.5), values)
    return {name: values[name] for name in ledger}


def _fixed_values(ledger: Ledger, name: str, value: ArrayLike, shape: tuple[int, ...]) -> Floats:
    low, high = ledger[name].bounds
    values = np.broadcast_to(np.asarray(value, dtype=np.float64), shape).copy()
    if not bool(np.all((values >= low) & (values <= high))):
        raise InputError(
            f"the value must lie between {low:g} and {high:g} {ledger[name].unit}.",
            field=name,
            fix="choose a value inside the bounds; the ledger gives their reason.",
        )
    return values
