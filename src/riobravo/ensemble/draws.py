"""The parameters of each member: one addressed random number per member and parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.shocks import Shocks
from riobravo.errors import InputError
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import Ledger
from riobravo.evidence.parameter import Parameter
from riobravo.study import Study
from riobravo.validation import check
from riobravo.world.streams import draw_members

Floats = NDArray[np.float64]

_SCALED = ("national_shock_sd", "state_shock_sd", "weekly_shock_sd")


def apply_overrides(ledger: Ledger, study: Study) -> tuple[Ledger, dict[str, float]]:
    """Apply the parameters that a study sets: other distributions, and fixed values.

    Returns:
        The ledger with the study's distributions, and the fixed values by parameter.

    Raises:
        InputError: a name is not in the ledger, or a value or distribution does not fit its entry.
    """
    entries = dict(ledger)
    fixed: dict[str, float] = {}
    for name, value in study.parameters.items():
        if name not in ledger:
            raise InputError(
                "there is no parameter of this name.",
                field=f"parameters.{name}",
                fix="`riobravo evidence` lists all parameters.",
            )
        if isinstance(value, (int, float)):
            fixed[name] = float(value)
        else:
            entries[name] = _with_distribution(ledger[name], value)
    return Ledger(entries, ledger.sources), fixed


def _with_distribution(parameter: Parameter, distribution: Mapping[str, object]) -> Parameter:
    content = parameter.model_dump() | {"distribution": dict(distribution)}
    try:
        return check(content, Parameter)
    except InputError as error:
        raise InputError(
            error.message, field=f"parameters.{parameter.id}.{error.field}", fix=error.fix
        ) from None


def draw_parameters(
    ledger: Ledger,
    fixed: Mapping[str, float],
    shocks: Shocks | None,
    seed: int,
    first: int,
    count: int,
) -> dict[str, Floats]:
    """Draw all parameters of some members.

    Args:
        ledger: the parameters.
        fixed: values that are not drawn.
        shocks: estimated sizes of shocks; the ledger's values if None.
        seed: study seed.
        first: number of the first member.
        count: number of members.

    Returns:
        Arrays of shape (count,) by parameter.
    """
    uniforms = {
        name: draw_members(seed, name, first, count)
        for name, parameter in ledger.items()
        if parameter.distribution.is_drawn
    }
    uniforms.setdefault("initial_members", draw_members(seed, "initial_members", first, count))
    estimates = {} if shocks is None else asdict(shocks)
    values = draw(ledger, uniforms, {**estimates, **fixed})
    for name in _SCALED:
        if name not in fixed:
            values[name] = values[name] * values["shock_scale"]
    return values


def kernel_record(ledger: Ledger, values: Mapping[str, Floats]) -> NDArray[np.void]:
    """Pack the parameters that the compiled week reads into one record per member.

    Args:
        ledger: the parameters, for which of them the kernel reads.
        values: arrays of shape (members,) by parameter.

    Returns:
        Structured array of shape (members,), one field per parameter, in the ledger's order.
    """
    names = [name for name, parameter in ledger.items() if parameter.used_by != "option"]
    count = len(next(iter(values.values())))
    record = np.zeros(count, dtype=[(name, np.float64) for name in names])
    for name in names:
        record[name] = values[name]
    return record
