"""`riobravo run`, `resume` and `rerun`: studies that survive interruptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riobravo.store.running import Progress


def run(
    study: Path,
    *,
    out: Path,
    keep: str | None = None,
    states: bool = False,
    members: int | None = None,
    years: int | None = None,
    seed: int | None = None,
    worldview: str | None = None,
    chunk: int | None = None,
    threads: int | None = None,
    scheduler: str | None = None,
    as_json: bool = False,
) -> None:
    """Run a study into a folder; see `riobravo.run` for the arguments.

    Raises:
        RiobravoError: the study, an argument or the folder cannot be used.
    """
    from riobravo.store import calls
    from riobravo.study import load_study

    plan = load_study(study)
    changes = {"members": members, "years": years, "seed": seed, "worldview": worldview}
    given = {name: value for name, value in changes.items() if value is not None}
    if given:
        plan = plan.with_changes(**given)
    with _showing(out) as progress:
        report = calls.run(
            plan,
            out,
            keep=keep,
            states=states,
            chunk=chunk,
            threads=threads,
            scheduler=scheduler,
            progress=progress,
        )
    show_report(report, out, as_json=as_json)


def resume(
    folder: Path,
    *,
    verify: bool = False,
    threads: int | None = None,
    scheduler: str | None = None,
    as_json: bool = False,
) -> None:
    """Go on with the study in a folder; see `riobravo.resume`."""
    from riobravo.store import calls

    with _showing(folder) as progress:
        report = calls.resume(folder, verify=verify, threads=threads, scheduler=scheduler, progress=progress)
    show_report(report, folder, as_json=as_json)


def rerun(
    folder: Path,
    *,
    failed: bool,
    threads: int | None = None,
    scheduler: str | None = None,
    as_json: bool = False,
) -> None:
    """Simulate failed runs once more; see `riobravo.rerun_failed`.

    Raises:
        InputError: it is not said what to run again.
    """
    from riobravo.errors import InputError
    from riobravo.store import calls

    if not failed:
        raise InputError(
            "it is not said what to run again.",
            field="--failed",
            fix="give --failed; what is done and did not fail would come out the same.",
        )
    with _showing(folder) as progress:
        report = calls.rerun_failed(folder, threads=threads, scheduler=scheduler, progress=progress)
    show_report(report, folder, as_json=as_json)


@contextmanager
def _showing(folder: Path) -> Iterator[Progress]:
    """Show runs done, failed and time left while the body runs; say what Ctrl-C leaves."""
    from riobravo.commands.screen import say, show_progress

    begun = False
    try:
        with show_progress("Simulating", unit="runs") as bar:

            def progress(done: int, total: int, failed: int) -> None:
                nonlocal begun
                begun = True
                bar(done, total, f"Simulating ({failed} failed)" if failed else "Simulating")

            yield progress
    except KeyboardInterrupt:
        if not begun:
            raise
        say(f"stopped; what is done is kept. Go on with: riobravo resume {folder}")
        raise SystemExit(130) from None


def show_report(report: dict[str, Any], folder: Path, *, as_json: bool) -> None:
    """Print what a finished call left in the folder."""
    from riobravo.commands.screen import print_json
    from riobravo.commands.status import print_status

    if as_json:
        print_json(report)
    else:
        print_status(report, folder)
