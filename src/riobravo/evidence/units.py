"""A small grammar of units, so that a unit in the ledger is more than a label."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIMENSIONS: dict[str, str | None] = {
    "person": "person",
    "people": "person",
    "member": "person",
    "members": "person",
    "victim": "victim",
    "victims": "victim",
    "group": "group",
    "groups": "group",
    "state": "state",
    "states": "state",
    "removal": "removal",
    "removals": "removal",
    "incident": "incident",
    "incidents": "incident",
    "firearm": "firearm",
    "firearms": "firearm",
    "strike": "strike",
    "strikes": "strike",
    "point": "point",
    "points": "point",
    "usd": "usd",
    "week": "week",
    "weeks": "week",
    "year": "year",
    "years": "year",
    "share": None,
    "ratio": None,
    "probability": None,
    "log": None,
    "1": None,
}
TIMES = ("week", "year")

_TERM = re.compile(r"(?P<name>1|[a-z]+)(?:\^(?P<power>[1-9]))?")


@dataclass(frozen=True)
class Unit:
    """A product of dimensions with whole powers.

    Args:
        powers: dimension and power, sorted by dimension, without zero powers.
    """

    powers: tuple[tuple[str, int], ...]

    @property
    def is_dimensionless(self) -> bool:
        """Return whether every dimension has cancelled."""
        return not self.powers

    @property
    def is_duration(self) -> bool:
        """Return whether the unit is one time to the first power."""
        return len(self.powers) == 1 and self.powers[0] in [(time, 1) for time in TIMES]

    @property
    def is_per_time(self) -> bool:
        """Return whether the unit has a time below the line."""
        return any(name in TIMES and power < 0 for name, power in self.powers)


def parse_unit(text: str) -> Unit:
    """Return the unit that a text such as `1/person/week` or `people*week` means.

    Args:
        text: terms joined by `*` and `/`, read from left to right; a term is `1` or a known
            name with an optional whole power (`person^2`).

    Raises:
        ValueError: the text is no unit; the message names the first term that is not understood.
    """
    powers: dict[str, int] = {}
    sign = 1
    for index, part in enumerate(re.split(r"([*/])", text)):
        if index % 2:
            sign = 1 if part == "*" else -1
            continue
        term = _TERM.fullmatch(part.strip())
        if term is None or term["name"] not in DIMENSIONS:
            known = ", ".join(sorted(DIMENSIONS))
            raise ValueError(f"'{part.strip()}' in the unit '{text}' is not one of {known}")
        dimension = DIMENSIONS[term["name"]]
        if dimension is not None:
            powers[dimension] = powers.get(dimension, 0) + sign * int(term["power"] or 1)
    return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))
