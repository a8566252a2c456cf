"""The calls that ask how far the program can be trusted: `check`, `validate` and `calibrate`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from riobravo._version import __version__
from riobravo.api.days import day_of
from riobravo.ensemble.runner import Progress
from riobravo.study import load_study


def check(
    files: Sequence[Path | str] = (),
    *,
    quick: bool = False,
    replay: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Check behaviours: over every lever at its ends, all pairs, and a thousand random points.

    Args:
        files: files of behaviours; the shipped ones if there are none.
        quick: leave out pairs and most of the random points, and run 32 worlds for a behaviour that does
            not say how many it needs.
        replay: id of one behaviour, or name of one input, to check alone.
        progress: called with the number of runs done, and of all runs.

    Returns:
        `{"seed", "runs", "failed", "behaviours": [{"id", "it", "status", "misses", ...}]}`, and `input`
        with levers and parameters if one input was replayed.

    Raises:
        InputError: a file does not hold behaviours, or there is nothing to replay.
    """
    from riobravo.credibility.checking.behaviour import load_behaviours
    from riobravo.credibility.checking.check import check_behaviours, describe_input, record
    from riobravo.evidence.loading import ledger_hash
    from riobravo.world.compile import kernel_hash

    placed = load_behaviours([Path(file) for file in files])
    runs = 0

    def count(done: int, total: int) -> None:
        nonlocal runs
        runs = total
        if progress:
            progress(done, total)

    found = check_behaviours(placed, quick=quick, replay=replay, progress=count)
    command = shlex.join(["riobravo", "check", *map(str, files)])
    report: dict[str, Any] = {
        "version": __version__,
        "kernel_hash": kernel_hash(),
        "ledger_hash": ledger_hash(),
        "seed": load_study().seed,
        "runs": runs,
        "failed": sum(one.status == "fails" for one in found),
        "behaviours": [record(one, command) for one in found],
    }
    if replay is not None and all(one.id != replay for one in placed):
        report["input"] = describe_input(replay)
    return report


def validate(
    series: Sequence[str] | None = None,
    *,
    again: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Return the hindcasts of observed series beside their baselines.

    Args:
        series: names of the registered series; all if None.
        again: run them even where the kept result was made from the same code and data.
        progress: called with the title of a series and the numbers of forecasts done and to do.
        overlay: folder with newer observed series.

    Returns:
        `{"series": {NAME: {"origins", "models", "skill_vs"}}}`: the scores of every model over the
        registered origins and horizons, and the skill of the pooled forecast against each other one.

    Raises:
        InputError: there is no such series.
        DataError: the observations cannot be used.
    """
    from riobravo.credibility.validation import headline, validate_series

    return headline(validate_series(series, again=again, progress=progress, overlay=overlay))


def calibrate(
    as_of: str | None = None,
    *,
    quick: bool = False,
    seed: int | None = None,
    work: Path | None = None,
    report: Callable[[str, int, int], None] | None = None,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Fit the parameters that the observed series identify, and check the fit.

    Args:
        as_of: day from which on nothing is used, `YYYY-MM-DD`; that of the shipped study if None.
        quick: short chains, and no refits of made-up data.
        seed: fixes all chance.
        work: folder that unfinished work is kept in and taken up from.
        report: called with the name of a block and the numbers of steps done and to do.
        overlay: folder with newer observed series.

    Returns:
        See `riobravo.credibility.calibration.run.calibrate`.

    Raises:
        InputError: an argument does not fit, or a package is missing.
        DataError: the observed series do not reach far enough.
    """
    from riobravo.credibility.calibration.artefact import SEED
    from riobravo.credibility.calibration.run import FULL, QUICK
    from riobravo.credibility.calibration.run import calibrate as run

    return run(
        load_study().as_of_date if as_of is None else day_of(as_of),
        effort=QUICK if quick else FULL,
        seed=SEED if seed is None else seed,
        work=work,
        report=report,
        overlay=overlay,
    )
