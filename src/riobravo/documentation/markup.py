"""What all generated pages share: heads, links, and text in which no sign acts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

COMMAND: Final = "python -m riobravo.documentation docs/"
_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|~])")


def plain(text: object) -> str:
    """Return a text in which no sign acts as markup."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def anchor(heading: str) -> str:
    """Return the anchor that sites give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def number(value: float) -> str:
    """Return a number to four digits, or in whole ones from a thousand on."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def head(title: str, where: str) -> list[str]:
    """Return the first lines of a page: its title, and what it is made from."""
    made = f"This page is made from the data ({where}) by `{COMMAND}`; change the data, not the page."
    return [f"# {title}", "", made, ""]


def join(lines: Iterable[str]) -> str:
    """Return the text of a page, which ends in one new line."""
    return "\n".join(lines).rstrip("\n") + "\n"


def link(name: str, page: str = "") -> str:
    """Return a link to the heading of this name, on the same page unless another is named."""
    return f"[{plain(name)}]({page}#{anchor(name)})"
