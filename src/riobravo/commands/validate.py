"""`riobravo validate`: hindcasts beside simple baselines, where they lose first."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any


def show_validation(
    series: Sequence[str] | None = None, *, again: bool = False, as_json: bool = False
) -> None:
    """Print the scores of all models and the verdict on every falsifier.

    Args:
        series: names of registered series; all if None.
        again: run them even if the kept result fits.
        as_json: print the short form as JSON for programs.

    Raises:
        InputError: there is no such series.
    """
    from riobravo.commands.screen import print_json, say
    from riobravo.credibility.validation import headline, outdated_simulations, validate_series

    names = [name for one in series or () for name in one.split(",") if name] or None
    with _Bars() as bars:
        result = validate_series(names, again=again, progress=bars.report)
    for name, one in result["series"].items():
        for model, reason in one["missing"].items():
            say(f"{name}: {model} was not run: {reason}")
    for name in outdated_simulations(result):
        say(f"{name}: the simulation has changed since its arm was run; --again runs it.")
    if as_json:
        print_json(headline(result))
    else:
        _print(result)


class _Bars:
    """One progress bar after the other, one for each series that has to be run."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._title: str | None = None
        self._report: Any = None

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def report(self, title: str, done: int, total: int) -> None:
        """Show how far a series is."""
        from riobravo.commands.screen import show_progress

        if title != self._title:
            self._stack.close()
            self._title = title
            self._report = self._stack.enter_context(show_progress(title, "forecasts", simulates=False))
        self._report(done, total)


def _print(result: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    from riobravo.analysis.hindcasts import STATUSES, describe_policy, losses

    console = Console()
    console.print("[bold]Where it loses[/bold]")
    for sentence in losses(result) or ["No registered comparison is lost."]:
        console.print(f"  {sentence}", highlight=False)
    for name, one in result["series"].items():
        console.print(
            f"\n[bold]{name}[/bold]: {one['title']}. {len(one['origins'])} origins,"
            f" {one['origins'][0]} to {one['origins'][-1]}, horizons 1 to 12.",
            highlight=False,
        )
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("model", no_wrap=True)
        for heading in ("CRPS", "ratio", "in 90 %", "skill of the pool"):
            table.add_column(heading, justify="right", no_wrap=True)
        for model, row in sorted(one["models"].items(), key=lambda item: item[1]["crps"]):
            skill = one["skill_vs"].get(model)
            table.add_row(
                model,
                f"{row['crps']:,.4g}" if row["crps"] < 1000 else f"{row['crps']:,.0f}",
                f"{row['mean_ratio']:.2f}",
                f"{row['coverage90']:.2f}",
                ""
                if skill is None
                else f"{skill['estimate']:+.2f} ({skill['low']:+.2f} to {skill['high']:+.2f})",
            )
        console.print(table)
        for sentence in describe_policy(one["policy"]) if "policy" in one else ():
            console.print(f"  {sentence}", highlight=False)
    shown = [one for one in result["falsifiers"] if one["series"] in result["series"]]
    console.print("\n[bold]What was registered before the first run[/bold]")
    for one in sorted(shown, key=lambda one: STATUSES.index(one["status"])):
        style = {"PASS": "green", "FAIL": "red"}.get(one["status"], "dim")
        console.print(f"  [{style}]{one['status']:5}[/{style}] {one['says']}", highlight=False)
    console.print(
        "\nSkill is 1 - CRPS / CRPS of the other; its interval is over blocks of origins. Ratio is mean"
        " forecast / mean observed. Final figures stand for first ones, so live skill is lower. --json has"
        " all scores.",
        style="dim",
        highlight=False,
    )
