"""`riobravo reproduce`: published results beside what the program gives."""

from __future__ import annotations

from typing import Any


def show_reproduction(*, as_json: bool = False, all_rows: bool = False) -> None:
    """Run all experiments and print every published result with its verdict.

    Args:
        as_json: print JSON for programs instead of a table.
        all_rows: print the whole table, not only misses and printed results.
    """
    from riobravo.commands.screen import announce_compiling, print_json, say
    from riobravo.credibility.reproduce import reproduce

    announce_compiling()
    result = reproduce(progress=lambda name: say(f"running {name}"))
    if as_json:
        print_json(result)
    else:
        _print_table(result["targets"], all_rows)


def _print_table(targets: list[dict[str, Any]], all_rows: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from riobravo.credibility.targets import BASES

    console = Console()
    missed = [target for target in targets if target["status"] == "missed"]
    shown = targets if all_rows else missed + [t for t in targets if _is_headline(t)]
    table = Table(title="Published results", title_justify="left", pad_edge=False)
    table.add_column("what")
    for heading in ("published", "accepted", "simulated"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for target in shown:
        style = "red" if target["status"] == "missed" else ""
        table.add_row(
            f"{target['title']} ({target['unit']})",
            _number(target["published"]),
            f"{_number(target['low'])} to {_number(target['high'])}",
            _number(target["simulated"]),
            target["status"],
            style=style,
        )
    console.print(table)
    for target in missed:
        if target["note"]:
            console.print(f"{target['id']}: {target['note']}", highlight=False, style="dim")
    counts = {
        status: sum(target["status"] == status for target in targets)
        for status in ("reproduced", "missed", "not run")
    }
    console.print(
        f"\n{counts['reproduced']} of {len(targets)} reproduced, {counts['missed']} missed,"
        f" {counts['not run']} not run."
        + ("" if all_rows else " --all shows every one; misses are always shown."),
        highlight=False,
    )
    console.print(f"Re-run means {BASES['rerun']}.", style="dim", highlight=False)


def _is_headline(target: dict[str, Any]) -> bool:
    from riobravo.credibility.targets import BASES

    return target["status"] != "missed" and target["basis"] in (BASES["printed"], BASES["sign"])


def _number(value: float | None) -> str:
    if value is None:
        return "sign only"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}"
