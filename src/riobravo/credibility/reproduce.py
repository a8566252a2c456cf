"""Reproduction: published results beside what the program gives, and a verdict for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from riobravo.credibility.experiments import EXPERIMENTS, run_experiment
from riobravo.credibility.targets import BASES, Target, load_targets
from riobravo.errors import RiobravoError
from riobravo.evidence.loading import load_ledger


def reproduce(
    experiments: tuple[str, ...] | None = None, progress: Callable[[str], None] | None = None
) -> dict[str, Any]:
    """Run the experiments and compare them with what was published.

    Args:
        experiments: names of the experiments to run; all if None. The others' targets are listed
            as not run.
        progress: called with the name of each experiment before it runs.

    Returns:
        `{"targets": [...]}`; each with id, title, unit, published (None where only a sign is
        published), low, high, simulated, status (`reproduced`, `missed` or `not run`), source,
        basis and note.
    """
    chosen = set(EXPERIMENTS if experiments is None else experiments)
    sources = load_ledger().sources
    rows = []
    announced = set()
    for target in load_targets():
        if target.experiment in chosen and target.experiment not in announced:
            announced.add(target.experiment)
            if progress:
                progress(target.experiment)
        source = sources[target.source]
        year = "" if source.year is None else f" ({source.year})"
        where = source.doi or source.address
        rows.append(
            _compare(target, target.experiment in chosen)
            | {"source": f"{source.authors}{year}, {source.title}" + (f", {where}" if where else "")}
        )
    return {"targets": rows}


def _compare(target: Target, run: bool) -> dict[str, Any]:
    simulated = None
    note = target.note
    if run:
        try:
            simulated = float(run_experiment(target.experiment)[target.measure])
        except RiobravoError as error:
            note = str(error)
    if simulated is None:
        status = "not run"
    else:
        status = "reproduced" if target.low <= simulated <= target.high else "missed"
    return {
        "id": target.id,
        "title": target.title,
        "unit": target.unit,
        "published": target.published,
        "low": target.low,
        "high": target.high,
        "simulated": simulated,
        "status": status,
        "basis": BASES[target.basis],
        "note": note,
    }
