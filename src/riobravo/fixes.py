"""What to do about a value that does not fit, by the kind of misfit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from pydantic_core import ErrorDetails

Suggest = Callable[[str, Sequence[str]], str]

_BY_KIND: Final = {
    "bool": "write true or false, without quotes.",
    "list": "write each entry on a line of its own below the field, beginning with `- `.",
    "tuple": "write each entry on a line of its own below the field, beginning with `- `.",
    "dict": "write lines of the form `field: value` below the field, further to the right.",
    "model": "write lines of the form `field: value` below the field, further to the right.",
    "mapping": "write lines of the form `field: value` below the field, further to the right.",
    "string_too_short": "write more.",
    "string_too_long": "shorten it.",
    "too_short": "add what is missing.",
    "too_long": "remove some.",
    "greater": "give a larger number.",
    "less": "give a smaller number.",
    "finite": "write a number of ordinary size.",
}


def fix_of(detail: ErrorDetails, suggest: Suggest) -> str:
    """Return what a user can do about one problem that Pydantic found.

    Args:
        detail: the problem.
        suggest: names the closest of some known words.
    """
    kind, value = detail["type"], detail["input"]
    if kind in {"literal_error", "enum"}:
        return suggest(value if isinstance(value, str) else "", quoted(str(detail["ctx"]["expected"])))
    if kind == "string_type":
        return _fix_text(value)
    if kind.startswith(("int", "float")):
        return _fix_number(kind, value)
    return next((fix for start, fix in _BY_KIND.items() if kind.startswith(start)), "write it as described.")


def quoted(listed: str) -> list[str]:
    """Return the words that Pydantic lists between single quotes."""
    return re.findall(r"'([^']*)'", listed)


def _fix_text(value: object) -> str:
    if isinstance(value, int | float):
        return "put it in quotes."
    return "write text after the colon." if value is None else "write it as one text."


def _fix_number(kind: str, value: object) -> str:
    if isinstance(value, str):
        return "write a number, without quotes or unit."
    if kind.startswith("int") and isinstance(value, float):
        return "write it without a decimal point."
    return "write a single number."
