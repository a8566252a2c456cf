"""The functions of the world's source, each with what it touches and calls."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from typing import Final

from riobravo.coupling.access import ROOT, Function
from riobravo.coupling.reader import Reader

# Files that compute and know nothing of the system.
MACHINERY: Final = ("arithmetic", "compile", "counts", "streams", "state", "levers", "fields")


@cache
def functions_of(module: str) -> Mapping[str, Function]:
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
    return {node.name: Reader(origins).function(node) for node in own}
