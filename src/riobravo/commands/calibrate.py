"""`riobravo calibrate`: what the observed series say about parameters, with checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from riobravo.errors import OutputError

FILE: Final = "calibration.json"
_WORK: Final = "unfinished"


def calibrate(
    out: Path,
    *,
    resume: bool = False,
    quick: bool = False,
    as_of: str | None = None,
    seed: int | None = None,
    as_json: bool = False,
) -> None:
    """Calibrate, write the result, and print what was identified.

    Unfinished work is kept in a folder below `out` until the result is written.

    Args:
        out: folder for `calibration.json`.
        resume: go on with the unfinished work of an earlier run.
        quick: short chains, and no refits of made-up data.
        as_of: day from which on nothing observed is used.
        seed: fixes all chance.
        as_json: print JSON for programs instead of a table.

    Raises:
        RiobravoError: a package is missing, the series do not serve, or the result cannot be written.
    """
    from riobravo import api
    from riobravo.commands.screen import print_json, say, show_progress
    from riobravo.credibility.calibration.artefact import load_calibration, write_calibration
    from riobravo.files import check_writable

    check_writable(out)
    work = out / _WORK
    if work.exists() and not resume:
        _remove(work)
    try:
        with show_progress("Calibrating", "steps") as progress:
            result = api.calibrate(
                as_of,
                quick=quick,
                seed=seed,
                work=work,
                report=lambda _, done, total: progress(done, total),
            )
    except KeyboardInterrupt:
        if work.exists():
            say(f"Unfinished work is kept in {work}; the same command with --resume goes on.")
        raise
    write_calibration(result, out / FILE)
    _remove(work)
    result = load_calibration(out / FILE)
    if as_json:
        print_json({"calibration": str(out / FILE), **result})
    else:
        _print(result, out / FILE)


def _remove(work: Path) -> None:
    """Remove kept work, and nothing that a calibration did not put there."""
    kept = (*work.glob("*.npz"), *work.glob("*-ranks.json"), work / "unfinished.json")
    try:
        for path in kept:
            path.unlink(missing_ok=True)
        work.rmdir()
    except OSError as error:
        raise OutputError(
            f"cannot be cleared ({error.strerror}).", file=work, fix="move it away, or give another --out."
        ) from None


def _print(result: dict[str, Any], path: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    from riobravo.credibility.calibration.words import verdict_of

    console = Console()
    for block in result["blocks"].values():
        table = Table(
            title=f"{block['title']}, {block['observations']} observations",
            title_justify="left",
            box=None,
            pad_edge=False,
            header_style="dim",
        )
        for heading in ("parameter", "prior, 90 %", "posterior, 90 %", "spread", "verdict"):
            table.add_column(heading, no_wrap=heading != "verdict")
        for name, one in block["parameters"].items():
            ranges = [f"{one[when]['low']:.3g} to {one[when]['high']:.3g}" for when in ("prior", "posterior")]
            table.add_row(name, *ranges, f"{one['spread_ratio']:.2f}", verdict_of(one))
        console.print(table)
        console.print(f"Last twelve months left out: {block['cover']['verdict']}.\n", highlight=False)
    console.print(
        f"Written to {path}. Spread is that of the posterior over that of the prior; above"
        f" {result['threshold']} a parameter stays at its prior.",
        style="dim",
        highlight=False,
        soft_wrap=True,
    )
