"""The parameters of each member: one addressed random number per member and parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riobravo.ensemble.shocks import Shocks
from riobravo.errors import InputError
from riobravo.evidence.distributions import Estimated
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import Ledger
from riobravo.evidence.parameter import Parameter
from riobravo.evidence.worldviews import with_distribution
from riobravo.study import Study
from riobravo.world.streams import draw_table

if TYPE_CHECKING:
    from riobravo.credibility.calibration.artefact import Posterior

Floats = NDArray[np.float64]

# Members below this number use the first set of random numbers; their twins above it the second.
SECOND_SET = 2**31

_SCALED = ("national_shock_sd", "state_shock_sd", "weekly_shock_sd")


@dataclass(frozen=True)
class Chances:
    """Which of two independent sets of random numbers every member uses, for what.

    Args:
        parameters: ids of the parameters that use the second set.
        luck: whether all that happens in the simulated weeks uses the second set.
    """

    parameters: frozenset[str] = frozenset()
    luck: bool = False


FIRST_SET = Chances()


def apply_overrides(ledger: Ledger, study: Study) -> tuple[Ledger, dict[str, float]]:
    """Apply what a study believes and sets: its worldview first, then its own parameters.

    Returns:
        The ledger with the distributions of worldview and study, and fixed values by parameter.

    Raises:
        InputError: a name is not in the ledger, or a value or distribution does not fit its entry.
    """
    entries = study.resolved_worldview().reweigh(ledger)
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
    try:
        return with_distribution(parameter, distribution)
    except InputError as error:
        raise InputError(
            error.message, field=f"parameters.{parameter.id}.{error.field}", fix=error.fix
        ) from None


def posterior_for(study: Study) -> Posterior | None:
    """Return the joint draws that members of a study take from a calibration; None if it asks for none.

    What the study fixes and what its worldview believes count for more than the calibration.

    Raises:
        DataError: there is no calibration.
    """
    if study.calibration == "none":
        return None
    from riobravo.credibility.calibration.artefact import load_calibration, posterior_of

    said = {*study.parameters, *study.resolved_worldview().beliefs}
    return posterior_of(load_calibration()).without(said)


def draw_parameters(
    ledger: Ledger,
    fixed: Mapping[str, float],
    shocks: Shocks | None,
    seed: int,
    first: int,
    count: int,
    chances: Chances = FIRST_SET,
    posterior: Posterior | None = None,
) -> dict[str, Floats]:
    """Draw all parameters of some members.

    Args:
        ledger: the parameters.
        fixed: values that are not drawn.
        shocks: estimated sizes of shocks, used where the ledger says so; its values if None.
        seed: study seed.
        first: number of the first member.
        count: number of members.
        chances: which parameters use the second set of random numbers.
        posterior: joint draws of a calibration, used in place of the ledger's distributions.

    Returns:
        Arrays of shape (count,) by parameter.
    """
    drawn = [name for name, parameter in ledger.items() if parameter.distribution.is_drawn]
    if "initial_members" not in drawn:
        drawn.append("initial_members")
    uniforms: dict[str, Floats] = {}
    for begin, names in (
        (first, [name for name in drawn if name not in chances.parameters]),
        (first + SECOND_SET, [name for name in drawn if name in chances.parameters]),
    ):
        uniforms |= zip(names, draw_table(seed, names, begin, count), strict=True)
    estimates = {
        name: value
        for name, value in ({} if shocks is None else asdict(shocks)).items()
        if isinstance(ledger[name].distribution, Estimated)
    }
    calibrated = posterior.draw(seed, first, count, chances.parameters, SECOND_SET) if posterior else {}
    values = draw(ledger, uniforms, {**estimates, **calibrated, **fixed})
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
