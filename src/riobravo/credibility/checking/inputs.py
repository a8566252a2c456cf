"""The input matrix: every lever at its ends, all pairs of ends, and a thousand random points.

Every input has a name that says what it is, so that it can be run again alone: `neutral`, `tariff=high`,
`arrests=low+tariff=high`, `random-17`. Its levers hold from the start of the options on; levers that are
events act in the first week.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations
from typing import Final, Literal

import numpy as np

from riobravo.errors import InputError
from riobravo.world.levers import LEVERS, Lever
from riobravo.world.streams import draw_members

Part = Literal["neutral", "ends", "pairs", "random", "bounds"]
PARTS: Final[tuple[Part, ...]] = ("neutral", "ends", "pairs", "random", "bounds")
# Half of the points draw parameters as usual, half spread them over the ledger's bounds.
RANDOM: Final = 1000
QUICK: Final = 96
# So many points share a world, and with it the history that is simulated before the options.
SHARED: Final = 8
END_WORLDS: Final = 2
# Levers that count or name something take whole numbers.
_WHOLE: Final = frozenset({"remove_largest", "ultimatum", "demand"})
_LEVERS: Final = {lever.name: lever for lever in LEVERS}


@dataclass(frozen=True)
class Input:
    """One point of the matrix.

    Args:
        name: what it is called in findings, and for a replay.
        part: which part of the matrix it belongs to.
        levers: values by lever; all others stand at neutral.
        world: number of the simulated world, which fixes its luck and its parameters.
        anywhere: whether parameters are spread over their whole bounds, not drawn as usual.
    """

    name: str
    part: Part
    levers: Mapping[str, float] = field(default_factory=dict)
    world: int = 0
    anywhere: bool = False


def matrix(parts: tuple[Part, ...] = PARTS, *, seed: int = 0, quick: bool = False) -> list[Input]:
    """Return the inputs of some parts of the matrix.

    An end at which a lever does nothing is the neutral input and is not repeated. Pairs are exhaustive.

    Args:
        parts: which parts.
        seed: fixes the random points.
        quick: leave out pairs and most of the random points.
    """
    found: list[Input] = []
    if "neutral" in parts:
        found += [Input(_in_world("neutral", world), "neutral", {}, world) for world in range(END_WORLDS)]
    if "ends" in parts:
        found += [
            Input(_in_world(_name([end]), world), "ends", _levers([end]), world)
            for end in ends()
            for world in range(END_WORLDS)
        ]
    if "pairs" in parts and not quick:
        found += [
            Input(_name(pair), "pairs", _levers(pair))
            for pair in combinations(ends(), 2)
            if pair[0][0] != pair[1][0]
        ]
    points = _points(seed, QUICK if quick else RANDOM) if {"random", "bounds"} & set(parts) else []
    return found + [one for one in points if one.part in parts]


def find_input(name: str, *, seed: int = 0) -> Input:
    """Return the input of a name.

    Args:
        name: a name as findings give it.
        seed: fixes the random points.

    Raises:
        InputError: no input has this name.
    """
    known = {one.name: one for one in matrix(seed=seed)}
    if name not in known:
        examples = f"neutral, tariff=high, arrests=low+tariff=high, random-{RANDOM - 1}"
        close = get_close_matches(name[:80], known, n=3)
        raise InputError(
            f"no input or behaviour is called `{name[:80]}`.",
            field="replay",
            fix=f"did you mean {' or '.join(close)}?"
            if close
            else f"give a name that `riobravo check` printed, such as {examples}.",
        )
    return known[name]


def ends() -> Iterator[tuple[str, str, float]]:
    """Yield lever, `low` or `high`, and value, for all ends at which a lever acts."""
    for lever in LEVERS:
        for end, value in (("low", lever.low), ("high", lever.high)):
            if value != lever.neutral:
                yield lever.name, end, value


def _points(seed: int, count: int) -> list[Input]:
    """Return points over all levers; in every second world parameters lie anywhere in their bounds."""
    spread = {lever.name: _spread(lever, seed, count) for lever in LEVERS}
    found = []
    for number in range(count):
        world = number // SHARED
        anywhere = world % 2 == 1
        values = {name: float(column[number]) for name, column in spread.items()}
        found.append(Input(f"random-{number}", "bounds" if anywhere else "random", values, world, anywhere))
    return found


def _spread(lever: Lever, seed: int, count: int) -> np.ndarray:
    share = draw_members(seed, f"check lever {lever.name}", 0, count)
    if lever.name in _WHOLE:
        return np.floor(lever.low + share * (lever.high - lever.low + 1.0))
    return np.asarray(lever.low + share * (lever.high - lever.low))


def _name(some: list[tuple[str, str, float]] | tuple[tuple[str, str, float], ...]) -> str:
    return "+".join(f"{lever}={end}" for lever, end, _ in some)


def _in_world(name: str, world: int) -> str:
    return name if world == 0 else f"{name}@{world}"


def _levers(some: list[tuple[str, str, float]] | tuple[tuple[str, str, float], ...]) -> dict[str, float]:
    return {lever: value for lever, _, value in some}
