"""`riobravo check`: whether the simulated worlds behave as plain sentences say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

# So many inputs are named on the screen; JSON names them all.
NAMED = 3


def show_checks(
    files: Sequence[Path] = (),
    *,
    quick: bool = False,
    replay: str | None = None,
    show_all: bool = False,
    as_json: bool = False,
) -> bool:
    """Check behaviours and print which hold.

    Args:
        files: files of behaviours; the shipped ones if there are none.
        quick: fewer inputs and worlds.
        replay: check one behaviour, or one input of the matrix, alone.
        show_all: also print what holds.
        as_json: print JSON for programs instead.

    Returns:
        Whether all hold, save those that are known not to.

    Raises:
        InputError: a file does not hold behaviours, or there is nothing to replay.
    """
    from riobravo import api
    from riobravo.commands.screen import print_json, show_progress

    with show_progress("Behaviours", "runs") as progress:
        report = api.check(files, quick=quick, replay=replay, progress=progress)
    if as_json:
        print_json(report)
    else:
        _print(report, show_all or replay is not None)
    return bool(report["failed"] == 0)


def show_schema() -> None:
    """Print the JSON Schema of a file of behaviours."""
    from riobravo.commands.screen import print_json
    from riobravo.credibility.checking.behaviour import behaviour_schema

    print_json(behaviour_schema())


def _print(report: dict[str, Any], show_all: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    before = None
    for one in report["behaviours"]:
        if one["status"] == "holds" and not show_all:
            continue
        if one["describe"] != before:
            console.print(Text(f"\n{one['describe']}", style="bold"))
            before = one["describe"]
        style = {"holds": "green", "fails": "red", "known": "yellow"}[one["status"]]
        line = Text(f"  {one['status']:5} ", style=style)
        line.append(Text(one["it"], style="not bold default"))
        line.append(Text(f"  [{one['id']}; {one['checked']:,} {one['of']}]", style="dim"))
        console.print(line)
        for miss in one["misses"]:
            console.print(Text(f"        {miss['what']} {miss['says']}."))
            if miss["inputs"] and one["of"] == "inputs":
                some = ", ".join(miss["inputs"][:NAMED])
                more = f" and {len(miss['inputs']) - NAMED:,} more" if len(miss["inputs"]) > NAMED else ""
                console.print(Text(f"        in {some}{more}", style="dim"))
        if one["misses"]:
            again = one["misses"][0]["replay"]
            console.print(Text(f"        again: {again}", style="dim"))
        if one["known"]:
            console.print(Text(f"        known: {one['known']}", style="dim"))
    if "input" in report:
        _print_input(console, report["input"])
    held = sum(one["status"] == "holds" for one in report["behaviours"])
    known = sum(one["status"] == "known" for one in report["behaviours"])
    console.print(
        f"\n{held} of {len(report['behaviours'])} behaviours hold, {report['failed']} fail"
        f"{f', {known} are known not to hold' if known else ''}; {report['runs']:,} runs, seed"
        f" {report['seed']}." + ("" if show_all else " --all shows every one; failures are always shown."),
        highlight=False,
    )


def _print_input(console: Any, one: dict[str, Any]) -> None:
    from rich.text import Text

    moved = ", ".join(f"{name} {value:.6g}" for name, value in one["levers"].items()) or "none"
    console.print(Text(f"\n{one['input']}: world {one['world']} of seed {one['seed']}; levers: {moved}."))
    console.print(Text("--json has all parameters of this world.", style="dim"))
