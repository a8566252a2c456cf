"""How a study is cut into units of work and laid out in arrays; the study alone decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

Keep = Literal["weekly", "quarterly", "annual", "summaries"]
KEEP: Final[tuple[Keep, ...]] = get_args(Keep)

STATES: Final = 32
WEEKS: Final = 52
# A unit takes seconds, so that an interruption costs little and a shard is worth a file.
_RUNS: Final = 2048
_MOST_UNITS: Final = 4096
_MOST_BYTES: Final = 48_000_000
# At least this many units, so that all processors have work, but no unit with so few runs that its files
# would cost more than they do.
_FEWEST_UNITS: Final = 16
_FEWEST_RUNS: Final = 64
_ROUND: Final = 32


@dataclass(frozen=True)
class Layout:
    """The shape of what is kept.

    Args:
        options: ids, the reference first.
        members: number of worlds.
        years: years after the start of the options.
        keep: weekly, quarterly or annual readings; `summaries` keeps annual readings until the study
            is finished, and summaries of them from then on.
        quarters_before: quarters between the start of the simulation and that of the options.
        outcomes: national outcomes.
        state_outcomes: outcomes by state; none unless states are kept.
        unit: members per unit of work.
    """

    options: tuple[str, ...]
    members: int
    years: int
    keep: Keep
    quarters_before: int
    outcomes: tuple[str, ...]
    state_outcomes: tuple[str, ...]
    unit: int

    @property
    def units(self) -> int:
        """Number of units of work."""
        return -(-self.members // self.unit)

    @property
    def runs(self) -> int:
        """Number of runs: worlds times options."""
        return self.members * len(self.options)

    @property
    def times(self) -> list[float]:
        """Ends of the periods that readings cover, in years after the start of the options."""
        match self.keep:
            case "weekly":
                return [week / WEEKS for week in range(1, WEEKS * self.years + 1)]
            case "quarterly":
                return [quarter / 4.0 for quarter in range(1 - self.quarters_before, 4 * self.years + 1)]
            case _:
                return [float(year) for year in range(1, self.years + 1)]

    @property
    def national_shape(self) -> tuple[int, int, int, int]:
        """Options, members of one unit, readings, outcomes."""
        return len(self.options), self.unit, len(self.times), len(self.outcomes)

    @property
    def state_shape(self) -> tuple[int, int, int, int, int]:
        """Options, members of one unit, years, outcomes by state, states."""
        return len(self.options), self.unit, self.years, len(self.state_outcomes), STATES

    def members_of(self, unit: int) -> range:
        """Return the members of a unit of work."""
        return range(unit * self.unit, min((unit + 1) * self.unit, self.members))


def choose_unit(members: int, options: int, bytes_per_run: int) -> int:
    """Return how many members make a unit of work.

    Args:
        members: number of worlds.
        options: number of options.
        bytes_per_run: what is kept of one run, before compression.
    """
    runs = max(_RUNS, members * options // _MOST_UNITS)
    most = min(runs, _MOST_BYTES // bytes_per_run) // options
    unit = max(min(most, -(-members // _FEWEST_UNITS)), min(most, _FEWEST_RUNS // options), 1)
    unit -= unit % _ROUND if unit > _ROUND else 0
    return min(unit, members)


def bytes_per_run(keep: Keep, years: int, quarters_before: int, outcomes: int, state_outcomes: int) -> int:
    """Return the size of what is kept of one run, before compression."""
    readings = {"weekly": WEEKS * years, "quarterly": quarters_before + 4 * years}.get(keep, years)
    return 4 * (readings * outcomes + years * state_outcomes * STATES)


def missing(done: Sequence[int] | set[int], units: int) -> list[int]:
    """Return the units of work that are not done, in order."""
    known = set(done)
    return [unit for unit in range(units) if unit not in known]
