"""JSON Schemas of files that users write, as they are published."""

from __future__ import annotations

import sys


def show_schema(name: str) -> None:
    """Print the JSON Schema of a kind of file, for editors and programs.

    Args:
        name: `option`, `study`, `worldview`, `claims` or `parameter`.
    """
    from riobravo.schemas import schema_text

    sys.stdout.write(schema_text(name))
