"""`riobravo diff`: which conclusions changed between two results, and because of what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_KINDS = {
    "code": "Code",
    "ledger": "Ledger",
    "data": "Data",
    "worldview": "Worldview",
    "study": "Study",
    "option": "Options",
}


def show_difference(
    old: Path,
    new: Path,
    *,
    attribute: bool = False,
    old_data: Path | None = None,
    new_data: Path | None = None,
    threads: int | None = None,
    as_json: bool = False,
) -> None:
    """Compare two saved results and print what changed.

    Args:
        old: the earlier result.
        new: the later one.
        attribute: run again, one kind of input at a time, to share out each change.
        old_data: folder with the series of the earlier result.
        new_data: the same for the later one.
        threads: number of threads.
        as_json: print JSON for programs instead.

    Raises:
        InputError: a file is no saved result, or cannot be run again.
    """
    from riobravo import api
    from riobravo.commands.screen import print_json, say

    found = api.diff(
        old, new, attribute=attribute, old_data=old_data, new_data=new_data, threads=threads, say=say
    )
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    shown = [one for one in found["changed"] if one["matters"]]
    small = len(found["changed"]) - len(shown)
    console.print(Text(f"{len(shown)} conclusion{'' if len(shown) == 1 else 's'} changed", style="bold"))
    parts = {(one["option"], one["outcome"]): one["shares"] for one in found["attribution"] or []}
    before = None
    for one in shown:
        if one["subject"] != before and one["outcome"]:
            console.print(Text(f"\n{one['subject']}", style="bold"))
            before = one["subject"]
        name = one["outcome"] or one["subject"]
        line = f"  {name}: {one['old']} → {one['new']}"
        if one["shift"] is not None:
            line += f"; mean difference {one['shift']:+.4g} {one['unit']}".rstrip()
        if one["within_error"]:
            line += ", within Monte Carlo error"
        console.print(Text(line))
        for kind, share in parts.get((one["subject"], one["outcome"]), {}).items():
            console.print(Text(f"      {share:+.4g} by {kind}", style="dim"))
    if small:
        words = f"{small} more changed only between `a little` and `not clear`; --json has them."
        console.print(Text(f"\n{words}", style="dim"))
    if found["ranks"]:
        console.print(Text("\nOrder of options", style="bold"))
        for one in found["ranks"]:
            console.print(Text(f"  {one['outcome']}: {one['old']}\n    now {one['new']}"))
    _print_causes(console, found)


def _print_causes(console: Any, found: dict[str, Any]) -> None:
    from rich.text import Text

    console.print(Text("\nBecause of", style="bold"))
    if not found["causes"]:
        console.print(
            "  no input that differs." if found["kind"] == "result" else "  what these files do not say."
        )
    for kind, title in _KINDS.items():
        for one in found["causes"]:
            if one["kind"] == kind:
                console.print(Text(f"  {title}: {one['name']}: {one['old']} → {one['new']}"))
    for sentence in found["notes"]:
        console.print(Text(sentence, style="dim"))
