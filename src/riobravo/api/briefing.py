"""The call behind `riobravo brief`: from a study to a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from riobravo.api.simulating import run_study
from riobravo.ensemble.runner import Progress
from riobravo.study import Study, load_study

if TYPE_CHECKING:
    import xarray


def brief(
    study: Study | None = None,
    out: Path | str = "riobravo-report",
    *,
    claims: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
    command: str = "riobravo brief",
) -> tuple[xarray.Dataset, Path]:
    """Simulate a study, compare the program with published results and write the report.

    Args:
        study: what to run; the shipped study if None.
        out: folder for `report.html` and the data of its figures.
        claims: also test the shipped claims, as `riobravo claims` does; a minute or more.
        threads: number of threads; all processors if None.
        progress: called with the number of members done, and of all members.
        say: told what happens after the simulation.
        command: the command line that the report names as its own.

    Returns:
        The result, and the path of the report.

    Raises:
        RiobravoError: the study cannot be used, or the report cannot be written.
    """
    from riobravo.files import check_writable
    from riobravo.report import write_report
    from riobravo.report.gathering import gather_claims, gather_material, gather_outside

    folder = Path(out)
    check_writable(folder)
    study = study or load_study()
    result = run_study(study, threads=threads, progress=progress, command=command)
    if say:
        say("Comparing with published results…")
    material = gather_outside(gather_material(study), study, result)
    if claims:
        tell = say or (lambda _: None)
        tell("Testing the claims: a minute or more…")
        material = gather_claims(
            material, threads=threads, announce=lambda what: tell(f"Testing the claims: {what}")
        )
    if say:
        say("Writing the report…")
    return result, write_report(result, folder, material)
