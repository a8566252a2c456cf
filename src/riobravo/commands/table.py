"""The short table of a comparison on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray

SHOWN = ("homicides", "group_deaths", "members", "groups")


def print_comparison(result: xarray.Dataset, summary: dict[str, Any]) -> None:
    """Print what each option does in the last year, beside the reference.

    Args:
        result: what was simulated.
        summary: its summary.
    """
    from rich.console import Console
    from rich.table import Table

    from riobravo.analysis.words import number

    console = Console()
    year = str(int(result["year"].values[-1]))
    reference, *others = summary["options"]
    for name in SHOWN:
        outcome = summary["outcomes"][name]
        cells = outcome["horizons"][year]
        base = cells[reference]
        error = base["mcse"] or 0.0
        console.print(
            f"\n[bold]{result[name].attrs['long_name']}[/bold] in year {year}"
            f" after {summary['start']} ({outcome['unit']}). {reference}: median"
            f" {number(base['q50'], error)},"
            f" 90 % of worlds {number(base['q05'], error)} to {number(base['q95'], error)}.",
            highlight=False,
        )
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("option")
        for heading in ("difference", "90 % of worlds", "", "worlds with less"):
            table.add_column(heading, justify="right")
        for option in others:
            change = cells[option]["difference"]
            error = change["mcse"] or 0.0
            relative = 100.0 * change["mean"] / base["mean"] if base["mean"] else 0.0
            table.add_row(
                option,
                number(change["mean"], error, signed=True),
                f"{number(change['q05'], error, signed=True)} to"
                f" {number(change['q95'], error, signed=True)}",
                f"{relative:+.1f} %",
                f"{100.0 * change['probability_lower']:.0f} of 100",
            )
        console.print(table)
    console.print(
        f"\n{summary['members']} worlds, seed {summary['seed']}. Differences are paired: the same"
        " world with the same luck, twice. Not a prediction.",
        style="dim",
        highlight=False,
    )
