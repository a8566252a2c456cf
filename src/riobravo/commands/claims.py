"""`riobravo claims`: what published documents claim, and in how many worlds it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from riobravo.claims.result import ClaimResult

ALL = "all"


def show_claims(
    ids: Sequence[str] = (),
    *,
    worldview: str | None = None,
    file: Path | None = None,
    members: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    as_json: bool = False,
) -> None:
    """Test claims and print what came out.

    Args:
        ids: claims to test; all if empty.
        worldview: id or file of a worldview, or `all`; the pool by default.
        file: a file of claims instead of the shipped register.
        members: number of worlds.
        seed: fixes all random numbers.
        threads: number of threads.
        as_json: print a JSON list for programs.

    Raises:
        RiobravoError: a claim, worldview or file cannot be used.
    """
    from riobravo.claims.evaluate import MEMBERS, evaluate_claims
    from riobravo.commands.screen import announce_compiling, print_json, say
    from riobravo.evidence.worldviews import POOL, worldview_ids

    views = worldview_ids() if worldview == ALL else (worldview or POOL,)
    announce_compiling()
    results = evaluate_claims(
        ids or None,
        views,
        members=MEMBERS if members is None else members,
        seed=seed,
        file=file,
        threads=threads,
        announce=say,
    )
    if as_json:
        print_json([result.record() for result in results])
        return
    from rich.console import Console

    console = Console()
    if len(results) <= 3:
        for result in results:
            _print_one(console, result)
    else:
        _print_table(console, results)


def _print_table(console: Console, results: Sequence[ClaimResult]) -> None:
    from rich.table import Table
    from rich.text import Text

    from riobravo.analysis.words import VERDICT_SCALE
    from riobravo.claims.result import TESTED

    table = Table(title="Claims", title_justify="left", pad_edge=False)
    table.add_column("claim", no_wrap=True)
    table.add_column("says", ratio=3)
    for heading in ("direction", "material"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("status", ratio=2)
    for result in results:
        answer = result.answer
        shown: str = result.status
        if result.status == "not yet modelled":
            shown = f"{shown}: {', '.join(result.needs)}"
        table.add_row(
            result.id,
            Text(result.says),
            *(
                f"{100 * reading.value:.0f} of 100" if reading else ""
                for reading in (answer.weak, answer.material)
            ),
            Text(shown),
            style="" if result.status in TESTED else "dim",
        )
    console.print(table)
    counts = Counter(result.status for result in results)
    console.print(
        "; ".join(f"{number} {status}" for status, number in counts.most_common()) + ".",
        highlight=False,
    )
    scale = "; ".join(f"{name}: {share}" for name, share in VERDICT_SCALE)
    console.print(
        f"Worlds in which a claim holds, of 100. Scale: {scale}. `riobravo claims ID` shows one in"
        " full. Not a prediction.",
        style="dim",
        highlight=False,
        markup=False,
    )


def _print_one(console: Console, result: ClaimResult) -> None:
    def line(name: str, text: str) -> None:
        console.print(f"  {name}: {text}", highlight=False, markup=False)

    console.print(f"\n{result.id} ({result.kind}, {result.status})", style="bold", highlight=False)
    line("says", result.says)
    if result.tests:
        line("test", f"{result.form}: {result.tests}")
    line("verdict", result.verdict)
    if result.options:
        line("options", ", ".join(result.options))
    if len(result.answers) > 1:
        for name, answer in result.answers.items():
            shares = [
                f"{100 * reading.value:.0f} of 100" if reading else "condition not met"
                for reading in (answer.weak, answer.material)
            ]
            line(f"  {name}", f"direction {shares[0]}, material {shares[1]}")
    if result.shares and result.share_errors:
        errors = result.share_errors
        parts = [
            f"{_group(name)} {100 * share:.0f} %"
            if share > 2.0 * errors[name]
            else f"{_group(name)} not distinguishable from zero"
            for name, share in result.shares.items()
            if share or errors[name]
        ]
        line("its variance rests on", "; ".join(parts))


def _group(name: str) -> str:
    return f"grade {name}" if len(name) == 1 else name
