"""Code as it acts: a hash that comments, docstrings, layout and the version of Python do not change."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_code(paths: Iterable[Path], home: Path) -> str:
    """Return a SHA-256 of what source files do.

    Args:
        paths: the files, in a fixed order.
        home: the folder that their names are told from.

    Returns:
        64 hexadecimal digits.
    """
    total = hashlib.sha256()
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
                node.body = node.body[1:]
        total.update(f"{path.relative_to(home).as_posix()} {_describe(tree)}\n".encode())
    return total.hexdigest()


def _describe(part: object) -> str:
    """Spell out a part of a syntax tree; newer versions of Python know more fields, which are empty here."""
    if isinstance(part, ast.AST):
        fields = [
            f"{name}={_describe(value)}" for name, value in ast.iter_fields(part) if value not in (None, [])
        ]
        return f"{type(part).__name__}({', '.join(fields)})"
    if isinstance(part, list):
        return f"[{', '.join(_describe(one) for one in part)}]"
    return repr(part)
