"""What a calibration says, in words."""

from __future__ import annotations

from typing import Any


def verdict_of(one: dict[str, Any]) -> str:
    """Return what the data say about a parameter.

    Args:
        one: its entry in a calibration.
    """
    if not one["identified"]:
        return "not identified: stays at its prior"
    if one["at_edge"]:
        return "identified, where its prior has little weight: prior and data disagree"
    return "identified"
