"""The envelope: which answers of a study lie at the edge of the evidence, or outside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

import numpy as np

from riobravo.credibility.model_card import Limit, load_card
from riobravo.dates import WEEKS_PER_YEAR
from riobravo.errors import InputError
from riobravo.evidence.loading import load_ledger
from riobravo.options.instruments import load_instruments
from riobravo.options.schedule import lever_table, parameters_of
from riobravo.options.schema import Option
from riobravo.study import Study
from riobravo.world.levers import LEVERS
from riobravo.world.mechanisms import MECHANISMS

# The mechanisms of force inside Mexico; strikes at sea and disruption have others.
FORCE: Final = frozenset({"F1", "F2", "F4", "F5"})
_ESCALATION: Final = "P5"
_LEVER: Final = {lever.name: place for place, lever in enumerate(LEVERS)}
_ROUNDING: Final = 1e-9


@dataclass(frozen=True)
class Stamp:
    """What is put on answers that the evidence does not carry.

    Args:
        id: which limit of the card.
        stamp: the words put on the answer.
        degree: `edge` or `outside`.
        says: why.
        option: id of the option whose answers carry it; None for all options.
        outcomes: the outcomes that carry it; all if empty.
    """

    id: str
    stamp: str
    degree: Literal["edge", "outside"]
    says: str
    option: str | None = None
    outcomes: tuple[str, ...] = ()


def find_stamps(study: Study, simulation_start: str | None = None) -> list[Stamp]:
    """Return the stamps that the answers of a study carry.

    Args:
        study: what is run.
        simulation_start: day after the last observation, `YYYY-MM-DD`; unknown if None.
    """
    options = [(option, _moves(option, study)) for option in study.resolved_options()]
    return [
        Stamp(name, limit.stamp, limit.degree, limit.says, option, limit.when.outcomes)
        for name, limit in load_card().envelope.items()
        for option in _where(limit, study, simulation_start, options)
    ]


def stamp_records(study: Study, simulation_start: str | None = None) -> list[dict[str, Any]]:
    """Return the stamps as plain values; see `find_stamps`."""
    return [asdict(one) for one in find_stamps(study, simulation_start)]


def force_of(option: Option) -> str:
    """Tell whether an option uses force inside Mexico: with or without consent, or not at all.

    Args:
        option: the option, with its bundle joined.
    """
    instruments = load_instruments()
    consents = {
        order.consent for order in option.orders if FORCE & set(instruments[order.instrument].mechanisms)
    }
    if not consents:
        return ""
    return "without consent" if consents != {"with-consent"} else "with consent"


def _where(
    limit: Limit, study: Study, simulation_start: str | None, options: Sequence[tuple[Option, np.ndarray]]
) -> Iterator[str | None]:
    """Yield the options on which a limit puts its stamp; None for the whole study."""
    when = limit.when
    if when.force is not None or when.lever is not None:
        yield from (option.id for option, moved in options if _is_met(limit, option, moved))
        return
    on = set(study.active_mechanisms)
    off = [one.id for one in MECHANISMS if one.default and one.id not in on]
    met = (
        (when.years_above is not None and study.years > when.years_above)
        or (when.gap_above is not None and _gap(study, simulation_start) > when.gap_above)
        or (when.mechanisms_off is not None and bool(off))
        or (when.escalation is not None and _ESCALATION in on)
        or (when.parameter_outside is not None and bool(_parameters_outside(study)))
        or bool(when.outcomes)
    )
    if met:
        yield None


def _is_met(limit: Limit, option: Option, moved: np.ndarray) -> bool:
    """Tell whether an option is beyond a limit; `moved` as of `_moves`."""
    force, seen = limit.when.force, limit.when.lever
    if force is not None:
        kind = force_of(option)
        return bool(kind) and force in ("any", kind)
    assert seen is not None
    low, high = moved[_LEVER[seen.name]]
    return bool(low < seen.low - _ROUNDING or high > seen.high + _ROUNDING)


def _moves(option: Option, study: Study) -> np.ndarray:
    """Return the lowest and highest value of every lever, with uncertain sizes at their medians."""
    ledger = load_ledger()
    draws = {name: np.array([ledger[name].default]) for name in parameters_of(option) if name in ledger}
    try:
        table = lever_table(option, study, study.years * WEEKS_PER_YEAR, draws, 1)[0]
    except InputError:  # an option that cannot run is told of where it is run
        table = np.array([[lever.neutral for lever in LEVERS]])
    return np.stack([table.min(axis=0), table.max(axis=0)], axis=1)


def _gap(study: Study, simulation_start: str | None) -> float:
    if simulation_start is None:
        return 0.0
    year, month, *_ = (int(part) for part in simulation_start.split("-"))
    return (study.start_date.year - year) + (study.start_date.month - month) / 12.0


def _parameters_outside(study: Study) -> list[str]:
    """Return the parameters that a study fixes where the ledger hardly draws."""
    ledger = load_ledger()
    found = []
    for name, value in study.parameters.items():
        if name in ledger and isinstance(value, int | float):
            span = getattr(ledger[name].distribution, "span", None)
            if span is not None and not span[0] - _ROUNDING <= value <= span[1] + _ROUNDING:
                found.append(name)
    return found
