"""Numbers of kept results, as they are written."""

from __future__ import annotations

from typing import Any


def rounded(content: Any) -> Any:
    """Return the content with numbers at six significant digits: more would say nothing."""
    if isinstance(content, dict):
        return {name: rounded(value) for name, value in content.items()}
    if isinstance(content, list):
        return [rounded(value) for value in content]
    return float(f"{content:.6g}") if isinstance(content, float) else content
