"""The short table of a comparison on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray
    from rich.console import Console

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
        if name not in summary["outcomes"]:  # its mechanism is switched off
            continue
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
                f"{number(change['q05'], error, signed=True)} to {number(change['q95'], error, signed=True)}",
                f"{relative:+.1f} %",
                _share(change["probability_lower"]),
            )
        console.print(table)
    print_stamps(console, summary)
    name = result.attrs["worldview"]
    worldview = "" if name == "pool" else f", worldview {name}"
    console.print(
        f"\n{summary['members']} worlds, seed {summary['seed']}{worldview}. Differences are paired:"
        " the same world with the same luck, twice. Not a prediction.",
        style="dim",
        highlight=False,
    )


def print_stamps(console: Console, summary: Mapping[str, Any]) -> None:
    """Print what stamps the answers carry, if any.

    Args:
        console: where to print.
        summary: the summary of a comparison.
    """
    from rich.text import Text

    stamps = [one for one in summary.get("envelope", ()) if not {*one["outcomes"]} - {*SHOWN}]
    if stamps:
        console.print()
    for one in stamps:
        whose = f"{one['option']}: " if one["option"] else ""
        console.print(Text.assemble((f"{whose}{one['stamp']}.", "bold yellow"), f" {one['says']}"))


def print_side_by_side(summaries: Mapping[str, Mapping[str, Any]], titles: Mapping[str, str]) -> None:
    """Print what each option does in the last year under several worldviews.

    Args:
        summaries: summary of the same comparison by worldview, the first one as the yardstick.
        titles: what a figure calls each outcome.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from riobravo.analysis.words import number

    console = Console()
    summary = next(iter(summaries.values()))
    reference, *others = summary["options"]
    for name in SHOWN:
        outcome = summary["outcomes"][name]
        year = max(outcome["horizons"], key=int)
        console.print(
            f"\n[bold]{titles[name]}[/bold] in year {year} after {summary['start']}"
            f" ({outcome['unit']}), difference to {reference}: median over the worlds, and worlds"
            " with less.",
            highlight=False,
        )
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("option")
        for worldview in summaries:
            table.add_column(Text(worldview.replace("-", "-\n")), justify="right")
        for option in others:
            cells = []
            for one in summaries.values():
                change = one["outcomes"][name]["horizons"][year][option]["difference"]
                median = number(change["q50"], change["mcse"] or 0.0, signed=True)
                cells.append(f"{median}\n{100.0 * change['probability_lower']:.0f} of 100")
            table.add_row(option, *cells)
        console.print(table)
    print_stamps(console, summary)
    console.print(
        f"\n{summary['members']} worlds, seed {summary['seed']}, the same luck under every"
        " worldview. A worldview changes beliefs about parameters and nothing else. Not a"
        " prediction.",
        style="dim",
        highlight=False,
    )


def _share(probability: float) -> str:
    """Return worlds of 100; never all or none unless it is all or none."""
    if 0.0 < probability < 0.01 or 0.99 < probability < 1.0:
        return "<1 of 100" if probability < 0.5 else ">99 of 100"
    return f"{100.0 * probability:.0f} of 100"
