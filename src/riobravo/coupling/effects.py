"""Effects: what every mechanism touches, and which acts on which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from riobravo.coupling.access import OUTCOME, ROOT, Access
from riobravo.coupling.functions import functions_of
from riobravo.world.mechanism import Mechanism
from riobravo.world.mechanisms import MECHANISMS

# Flows of the week: its account limits them to who is left, which makes no mechanism their author.
FLOWS: Final = frozenset({"recruits", "arrested", "killed", "left"})


@dataclass(frozen=True)
class Edge:
    """One mechanism acts on another.

    Args:
        source: id of the mechanism that writes.
        target: id of the mechanism that reads.
        through: what it writes and the other reads.
    """

    source: str
    target: str
    through: tuple[str, ...]


@cache
def couplings() -> dict[str, Access]:
    """Return what every mechanism touches, by id, in the order of the system's tables."""
    passed = tuple(_passing_lines())
    return {one.id: _follow(mechanism_access(one), passed) for one in MECHANISMS}


@cache
def edges() -> tuple[Edge, ...]:
    """Return all effects of one mechanism on another, in the order of the system's tables."""
    touched = couplings()
    found = []
    for source, first in touched.items():
        for target, second in touched.items():
            if source != target and (through := first.writes & second.reads):
                found.append(Edge(source, target, tuple(sorted(through))))
    return tuple(found)


def find_path(*steps: str, at_most: int = 1) -> tuple[str, ...] | None:
    """Return a path through mechanisms in this order, with few others between, or nothing.

    Args:
        *steps: ids of mechanisms.
        at_most: how many edges may lie between one step and the next.
    """
    after: dict[str, list[str]] = {}
    for edge in edges():
        after.setdefault(edge.source, []).append(edge.target)
    path = [steps[0]]
    for target in steps[1:]:
        ways = [[path[-1]]]
        found = None
        for _ in range(at_most):
            ways = [[*way, one] for way in ways for one in after.get(way[-1], ())]
            found = next((way for way in ways if way[-1] == target), None)
            if found:
                break
        if not found:
            return None
        path += found[1:]
    return tuple(path)


def mechanism_access(mechanism: Mechanism) -> Access:
    """Return what a mechanism's own file touches, with what it calls elsewhere in the world.

    Args:
        mechanism: the mechanism.
    """
    name = mechanism.file.removesuffix(".py").replace("/", ".")
    waiting = [(name, function) for function in functions_of(name)]
    seen: set[tuple[str, str]] = set()
    access = Access()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        function = functions_of(one[0]).get(one[1])
        if function is not None:
            access |= function.access
            waiting += function.calls
    return access


def _follow(access: Access, passed: Iterable[tuple[frozenset[str], str]]) -> Access:
    """Add what lines of the week make of what a mechanism writes."""
    writes, outcomes = set(access.writes), set(access.outcomes)
    for sources, target in passed:
        if sources & access.writes and target not in FLOWS:
            kind, _, name = target.partition(".")
            if kind == OUTCOME:
                outcomes.add(name)
            else:
                writes.add(target)
    return Access(access.reads, frozenset(writes), access.levers, frozenset(outcomes), access.parameters)


def _passing_lines() -> Iterator[tuple[frozenset[str], str]]:
    """Yield for every line of the week that stores state: what it loads, and what it stores."""
    for path in sorted([ROOT / "week.py", ROOT / "run.py", *ROOT.glob("*/week.py")]):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for title, function in functions_of(name).items():
            if not title.startswith("open_"):
                yield from function.flows
