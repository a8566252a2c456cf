"""What the source of a mechanism says about it."""

from __future__ import annotations

import ast
from pathlib import Path

from riobravo.world.mechanism import Mechanism


def read_docstring(mechanism: Mechanism) -> str:
    """Return the text at the head of a mechanism's file, as it stands there.

    Args:
        mechanism: the mechanism.
    """
    path = Path(__file__).parent / mechanism.file
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
