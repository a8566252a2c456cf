"""Reproduction: published results beside what the program gives, and a verdict for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from riobravo.credibility.experiments import EXPERIMENTS, run_experiment
from riobravo.credibility.experiments.measures import Measures
from riobravo.credibility.targets import BASES, Target, load_targets
from riobravo.errors import RiobravoError
from riobravo.evidence.loading import load_ledger
from riobravo.world.helper import processors


def reproduce(
    experiments: tuple[str, ...] | None = None,
    progress: Callable[[str], None] | None = None,
    threads: int | None = None,
) -> dict[str, Any]:
    """Run the experiments and compare them with what was published.

    Args:
        experiments: names of the experiments to run; all if None. The others' targets are listed
            as not run.
        progress: called with the name of each experiment, in their order, before it is waited for.
        threads: experiments at a time; all processors if None. It changes no number.

    Returns:
        `{"targets": [...]}`; each with id, title, unit, published (None where only a sign is
        published), low, high, simulated, status (`reproduced`, `missed` or `not run`), source,
        basis and note.
    """
    chosen = set(EXPERIMENTS if experiments is None else experiments)
    sources = load_ledger().sources
    targets = load_targets()
    named = dict.fromkeys(one.experiment for one in targets if one.experiment in chosen)
    rows = []
    with ThreadPoolExecutor(threads or processors()) as pool:
        running = {name: pool.submit(run_experiment, name) for name in named}
        announced = set()
        for target in targets:
            if progress and target.experiment in running and target.experiment not in announced:
                announced.add(target.experiment)
                progress(target.experiment)
            source = sources[target.source]
            year = "" if source.year is None else f" ({source.year})"
            where = source.doi or source.address
            rows.append(
                _compare(target, running)
                | {"source": f"{source.authors}{year}, {source.title}" + (f", {where}" if where else "")}
            )
    return {"targets": rows}


def _compare(target: Target, running: Mapping[str, Future[Measures]]) -> dict[str, Any]:
    simulated = None
    note = target.note
    if target.experiment in running:
        try:
            simulated = float(running[target.experiment].result()[target.measure])
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
