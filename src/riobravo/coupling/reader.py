"""Reading one function: which names stand for which records, and what is loaded and stored."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from riobravo.coupling.access import OUTCOME, ROOT, Function, sort_names
from riobravo.world.state import SETS, TABLES, World, new_world

RECORDS: Final = (*TABLES, *SETS)
# What one week forgets: working space, and identities that never change.
SCRATCH: Final = frozenset(
    {
        "mean",
        "uniform",
        "work",
        "pull",
        "chance",
        "size",
        "identity",
        "root",
        "state_identity",
        "first_overlap",
    }
    | {"group_levers", "place_levers"}
)
ARRAYS: Final = frozenset(World._fields) - frozenset(RECORDS) - SCRATCH
# Functions fill the array that their argument of this name is given.
FILLED: Final = "out"


class Reader:
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
        return Function(sort_names(loads, stores), frozenset(calls), tuple(flows))

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
            elif (array := self._array(value) or self._row(value)) is not None:
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

    def _row(self, node: ast.AST) -> str | None:
        """Return the matrix of the world whose row an expression is."""
        if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Tuple):
            return None
        found = self._array(node.value)
        return found if found in _matrices() else None

    def _is_array(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Name) and self.aliases.get(node.id, "").startswith("array:")

    def _filled(self, call: ast.Call) -> set[str]:
        """Return the arrays that a call fills."""
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        place = _fills().get(name)
        if place is None or place >= len(call.args):
            return set()
        array = self._array(call.args[place]) or self._row(call.args[place])
        return {array} if array else set()


@cache
def _matrices() -> frozenset[str]:
    """Return the arrays of the world that have rows."""
    return frozenset(name for name, array in new_world()._asdict().items() if array.ndim > 1)


@cache
def _fills() -> dict[str, int]:
    """Return the functions that fill an array they are given, with the place of that array."""
    found: dict[str, int] = {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        defined: dict[str, int] = {}
        for node in tree.body:
            for inner in ast.walk(node):
                if isinstance(node, ast.FunctionDef) and isinstance(inner, ast.FunctionDef):
                    names = [argument.arg for argument in inner.args.args]
                    if FILLED in names:
                        defined[node.name] = names.index(FILLED)
        # What is written in instructions of the compiler is given its context first, and named afterwards.
        for node in tree.body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                used = {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
                for name in used & defined.keys() if "intrinsic" in used else ():
                    found[node.target.id] = defined[name] - 1
        found |= defined
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
