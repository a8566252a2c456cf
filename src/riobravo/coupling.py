"""Who reads and writes what: the coupling of the system, read from the source of its mechanisms.

Nothing is declared by hand. The source of every mechanism is parsed, with the functions it calls in other
files of the world, and every load and store of the world's state becomes a read or a write; what is only
added to is written and not read. One mechanism acts on another when it writes what the other reads. Lines
of the week that only pass numbers on, such as the account of members at its end, are followed through.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import riobravo.world
from riobravo.world.mechanism import Mechanism
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.state import SETS, TABLES, World

ROOT: Final = Path(riobravo.world.__file__).parent
OUTCOME: Final = "outcome"
RECORDS: Final = (*TABLES, *SETS)
# What one week forgets: working space, and identities that never change.
SCRATCH: Final = frozenset(
    {"mean", "uniform", "work", "chance", "size", "identity", "root", "state_identity", "first_overlap"}
    | {"group_levers", "place_levers"}
)
ARRAYS: Final = frozenset(World._fields) - frozenset(RECORDS) - SCRATCH
# Flows of the week: its account limits them to who is left, which makes no mechanism their author.
FLOWS: Final = frozenset({"recruits", "arrested", "killed", "left"})
# Functions of these files fill the array that their argument of this name is given.
FILLING: Final = ("counts", "streams")
FILLED: Final = "out"
# Files that compute and know nothing of the system.
MACHINERY: Final = ("arithmetic", "compile", "counts", "streams", "state", "levers", "fields")


@dataclass(frozen=True)
class Access:
    """What some source touches.

    Args:
        reads: state that is loaded, as `table.field`, or `local.field` and its like, or the name of an array.
        writes: state that is stored, the same names.
        levers: levers that are loaded.
        outcomes: outcomes that are counted.
        parameters: parameters of the ledger that are loaded.
    """

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    levers: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()

    def __or__(self, other: Access) -> Access:
        """Return what both touch together."""
        return Access(
            self.reads | other.reads,
            self.writes | other.writes,
            self.levers | other.levers,
            self.outcomes | other.outcomes,
            self.parameters | other.parameters,
        )


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


@dataclass(frozen=True)
class Function:
    """One function of the source: what it touches, and what it calls."""

    access: Access
    calls: frozenset[tuple[str, str]]
    flows: tuple[tuple[frozenset[str], str], ...]


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
    waiting = [(name, function) for function in _functions(name)]
    seen: set[tuple[str, str]] = set()
    access = Access()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        function = _functions(one[0]).get(one[1])
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
        for title, function in _functions(name).items():
            if not title.startswith("open_"):
                yield from function.flows


@cache
def _functions(module: str) -> Mapping[str, Function]:
    """Return the functions of a module below `riobravo.world`, by name."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    if module in MACHINERY or not path.is_file():
        return {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    origins = {
        alias.asname or alias.name: (node.module.removeprefix("riobravo.world."), alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("riobravo.world.")
        for alias in node.names
    }
    own = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    origins |= {node.name: (module, node.name) for node in own}
    return {node.name: _Reader(origins).function(node) for node in own}


class _Reader:
    """Reads one function: which names stand for which records, and what is loaded and stored."""

    def __init__(self, origins: Mapping[str, tuple[str, str]]) -> None:
        self.origins = origins
        self.aliases: dict[str, str] = {name: name for name in RECORDS}
        self.aliases |= {"lever": "lever", "parameters": "parameters", "tally": OUTCOME}
        self.held: dict[str, frozenset[str]] = {}

    def function(self, node: ast.FunctionDef) -> Function:
        """Return what a function touches and calls."""
        for line in ast.walk(node):
            if isinstance(line, ast.Assign):
                self._name(line.targets[0], line.value)
        loads: set[str] = set()
        stores: set[str] = set()
        flows = []
        for part in _outermost(node):
            name = self.state(part)
            if name is None:
                continue
            context = part.ctx if isinstance(part, ast.Attribute | ast.Subscript) else ast.Load()
            (loads if isinstance(context, ast.Load) else stores).add(name)
        for line in ast.walk(node):
            if isinstance(line, ast.Call):
                stores |= self._filled(line)
            if isinstance(line, ast.Assign | ast.AugAssign):
                target = line.targets[0] if isinstance(line, ast.Assign) else line.target
                self._hold(target, line.value)
        for line in ast.walk(node):
            if isinstance(line, ast.Assign | ast.AugAssign):
                target = line.targets[0] if isinstance(line, ast.Assign) else line.target
                name = self.state(target)
                if name is not None:
                    flows.append((self.sources(line.value), name))
        calls = {
            self.origins[line.func.id]
            for line in ast.walk(node)
            if isinstance(line, ast.Call) and isinstance(line.func, ast.Name) and line.func.id in self.origins
        }
        return Function(_sorted(loads, stores), frozenset(calls), tuple(flows))

    def state(self, node: ast.AST) -> str | None:
        """Return the state, lever, parameter or outcome that an expression names, if any."""
        if isinstance(node, ast.Subscript):
            return self._array(node.value)
        if isinstance(node, ast.Attribute):
            if (record := self._record(node.value)) is not None:
                return f"{record}.{node.attr}"
            return self._array(node)
        return self._array(node)

    def sources(self, node: ast.AST) -> frozenset[str]:
        """Return the state that an expression depends on, through local names too."""
        found: set[str] = set()
        for part in ast.walk(node):
            if (name := self.state(part)) is not None:
                found.add(name)
            elif isinstance(part, ast.Name):
                found |= self.held.get(part.id, frozenset())
        return frozenset(found)

    def _name(self, target: ast.expr, value: ast.expr) -> None:
        """Remember that a local name stands for a record or an array."""
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, other in zip(target.elts, value.elts, strict=False):
                self._name(one, other)
        elif isinstance(target, ast.Name):
            if (record := self._record(value)) is not None:
                self.aliases[target.id] = record
            elif (array := self._array(value)) is not None:
                self.aliases[target.id] = f"array:{array}"

    def _hold(self, target: ast.expr, value: ast.expr) -> None:
        """Remember what a local number was made from."""
        if isinstance(target, ast.Name) and target.id not in self.aliases:
            self.held[target.id] = self.held.get(target.id, frozenset()) | self.sources(value)

    def _record(self, node: ast.AST) -> str | None:
        """Return the table, set of records, `lever`, `parameters` or `outcome` that an expression is."""
        if isinstance(node, ast.Name):
            found = self.aliases.get(node.id)
            return None if found is None or found.startswith("array:") else found
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
            owner, name = node.value.value, node.value.attr
            if isinstance(owner, ast.Name) and owner.id in ("world", "branch") and name in RECORDS:
                return name
            if isinstance(owner, ast.Name) and owner.id == "record":
                return OUTCOME
        return None

    def _array(self, node: ast.AST) -> str | None:
        """Return the array of the world that an expression is, or is a part of."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return node.attr if node.value.id in ("world", "branch") and node.attr in ARRAYS else None
        if self._is_array(node) and isinstance(node, ast.Name):
            return self.aliases[node.id].removeprefix("array:")
        return None

    def _is_array(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and self.aliases.get(node.id, "").startswith("array:")

    def _filled(self, call: ast.Call) -> set[str]:
        """Return the arrays that a call fills."""
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        place = _fills().get(name)
        if place is None or place >= len(call.args):
            return set()
        array = self._array(call.args[place])
        return {array} if array else set()


@cache
def _fills() -> dict[str, int]:
    """Return the functions that fill an array they are given, with the place of that array."""
    found = {}
    for module in FILLING:
        tree = ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if FILLED in names:
                    found[node.name] = names.index(FILLED)
    return found


def _outermost(node: ast.AST) -> Iterator[ast.AST]:
    """Yield expressions that may name state, the longest form of each only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Subscript | ast.Attribute):
            yield child
            inner = child.value
            while isinstance(inner, ast.Subscript | ast.Attribute):
                if isinstance(inner, ast.Subscript):
                    yield from _outermost(inner.slice)
                inner = inner.value
            if isinstance(child, ast.Subscript):
                yield from _outermost(child.slice)
        else:
            if isinstance(child, ast.Name):
                yield child
            yield from _outermost(child)


def _sorted(loads: Iterable[str], stores: Iterable[str]) -> Access:
    """Sort names into state, levers, outcomes and parameters."""
    kinds: dict[str, set[str]] = {"lever": set(), "parameters": set()}
    reads = set()
    for name in loads:
        kind, _, rest = name.partition(".")
        if kind in kinds:
            kinds[kind].add(rest)
        elif kind != OUTCOME:
            reads.add(name)
    writes = {name for name in stores if name.partition(".")[0] not in (OUTCOME, *kinds)}
    outcomes = {name.partition(".")[2] for name in stores if name.startswith(f"{OUTCOME}.")}
    return Access(
        frozenset(reads),
        frozenset(writes),
        frozenset(kinds["lever"]),
        frozenset(outcomes),
        frozenset(kinds["parameters"]),
    )
