"""From observed series to a calibration: fit every block, check it, and say what the data identify."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from riobravo._version import __version__
from riobravo.credibility.calibration.block import Block, Floats
from riobravo.credibility.calibration.checks import cover, judge_cover, judge_ranks, rank_made_up
from riobravo.credibility.calibration.fingerprint import code_hash, prior_hash
from riobravo.credibility.calibration.overdose import Overdose, read_overdose
from riobravo.credibility.calibration.passing import Encounters, Imports, read_encounters, read_imports
from riobravo.credibility.calibration.sampling import (
    Chain,
    autocorrelation,
    one_thread,
    sample,
    seed_of,
    values_at,
)
from riobravo.credibility.calibration.violence import Violence, read_violence
from riobravo.errors import InputError
from riobravo.evidence.loading import Ledger, load_ledger
from riobravo.observed import data_hash

READERS: Final[dict[str, Callable[[datetime.date, Path | None], Block]]] = {
    "violence": read_violence,
    "overdose": read_overdose,
    "encounters": read_encounters,
    "imports": read_imports,
}
KINDS: Final[dict[str, type[Block]]] = {
    "violence": Violence,
    "overdose": Overdose,
    "encounters": Encounters,
    "imports": Imports,
}
# A parameter is identified if the data take at least three tenths off the spread of its prior.
THRESHOLD: Final = 0.7
DRAWS: Final = 400
_BINS: Final = 24
# Called with what is being done, and the numbers of steps done and to do.
Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Effort:
    """How long walkers walk.

    Args:
        walkers: walkers of each fit.
        steps: steps of each walker.
        settle: first steps, which are thrown away.
        refits: fits to made-up data for each block.
    """

    walkers: int = 24
    steps: int = 800
    settle: int = 200
    refits: int = 40


FULL: Final = Effort()
QUICK: Final = Effort(walkers=12, steps=200, settle=80, refits=0)


def calibrate(
    as_of: datetime.date,
    *,
    blocks: Sequence[str] = tuple(READERS),
    effort: Effort = FULL,
    seed: int = 20260101,
    work: Path | None = None,
    report: Report | None = None,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Calibrate against what was observed before a date.

    Args:
        as_of: day from which on nothing is used.
        blocks: names of the blocks.
        effort: how long walkers walk.
        seed: fixes all chance.
        work: folder that unfinished work is kept in and taken up from; nothing is kept if None.
        report: told how far the work is.
        overlay: folder with newer series.

    Returns:
        version, manifest, threshold and blocks, see `artefact`.

    Raises:
        InputError: a package is missing, or the kept work belongs to another calibration.
        DataError: the series do not reach far enough.
    """
    ledger = load_ledger()
    manifest = make_manifest(as_of, blocks, effort, seed, ledger, overlay)
    total = len(blocks) * (2 * effort.steps + effort.refits * 10)
    counted = 0
    with one_thread(), tempfile.TemporaryDirectory() as nowhere:
        folder = _open_work(work, manifest) if work else Path(nowhere)
        done: dict[str, Any] = {}
        for name in blocks:

            def tell(steps: int, name: str = name) -> None:
                nonlocal counted
                counted += steps
                if report:
                    report(name, counted, total)

            done[name] = _calibrate(READERS[name](as_of, overlay), ledger, effort, seed, folder, tell)
    return {
        "version": 1,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "manifest": manifest,
        "threshold": THRESHOLD,
        "blocks": done,
    }


def make_manifest(
    as_of: datetime.date,
    blocks: Sequence[str],
    effort: Effort,
    seed: int,
    ledger: Ledger,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Return all that a calibration depends on."""
    from riobravo.world.compile import kernel_hash

    parameters = [name for block in blocks for name in KINDS[block].parameters]
    series = [one for block in blocks for one in KINDS[block].series]
    return {
        "riobravo": __version__,
        "as_of": as_of.isoformat(),
        "seed": seed,
        "effort": {name: getattr(effort, name) for name in Effort.__dataclass_fields__},
        "code": code_hash(),
        "kernel": kernel_hash(),
        "priors": {name: prior_hash(ledger, name) for name in sorted(parameters)},
        "data": {one: data_hash([one], overlay=overlay) for one in sorted(series)},
    }


def _open_work(folder: Path, manifest: dict[str, Any]) -> Path:
    """Return the folder of unfinished work, refused if it belongs to another calibration."""
    from riobravo.files import write_together

    note = folder / "unfinished.json"
    text = json.dumps(manifest, indent=1)
    if note.is_file() and note.read_text(encoding="utf-8") != text:
        raise InputError(
            "the unfinished work belongs to another calibration: data, priors, code or effort have changed.",
            file=note,
            field="resume",
            fix="run without --resume, or give another folder.",
        )
    write_together(folder, {note.name: text})
    return folder


def _calibrate(
    block: Block, ledger: Ledger, effort: Effort, seed: int, folder: Path, tell: Callable[[int], None]
) -> dict[str, Any]:
    chains: dict[str, Chain] = {}
    for kind, keep in (("all", None), ("without-last-year", block.last_year)):
        chains[kind] = sample(
            block,
            ledger,
            walkers=effort.walkers,
            steps=effort.steps,
            settle=effort.settle,
            seed=seed_of(seed, block.name, kind),
            keep=keep,
            kept_in=folder / f"{block.name}-{kind}.npz",
            report=tell,
        )
    ranks = rank_made_up(
        block, ledger, effort.refits, seed, folder / f"{block.name}-ranks.json", lambda some: tell(10 * some)
    )
    found = cover(block, ledger, chains["without-last-year"], DRAWS, seed)
    prior = cover(block, ledger, chains["without-last-year"], DRAWS, seed, from_prior=True)
    chain = chains["all"]
    times = autocorrelation(chain)
    random = np.random.default_rng(seed_of(seed, block.name, "draws"))
    chosen = chain.draws[random.choice(len(chain.draws), DRAWS, replace=len(chain.draws) < DRAWS)]
    values = values_at(block, ledger, chosen)
    everything = values_at(block, ledger, chain.draws)
    parameters = {}
    for place, name in enumerate(block.parameters):
        one = _compare(ledger, name, everything[name])
        one["independent_draws"] = round(float(len(chain.draws) / max(times[place], 1.0)))
        if ranks[name]:
            one["ranks"] = ranks[name]
            one["made_up"] = judge_ranks(ranks[name], sum(len(kind.parameters) for kind in KINDS.values()))
        parameters[name] = one
    errors = {name: _summary(everything[name]) for name in block.errors}
    identified = [name for name, one in parameters.items() if one["identified"]]
    return {
        "title": block.title,
        "series": list(block.series),
        "measured": block.measured,
        "observations": len(block.y),
        "accepted": chain.accepted,
        "parameters": parameters,
        "errors": errors,
        "cover": {"posterior": found, "prior": prior, "verdict": judge_cover(found)},
        "draws": {name: values[name].tolist() for name in identified},
    }


def _compare(ledger: Ledger, name: str, posterior: Floats) -> dict[str, Any]:
    """Return prior and posterior of a parameter, and whether the data identify it."""
    even = (np.arange(4000) + 0.5) / 4000
    prior = ledger[name].quantile(even, {})
    ratio = float(posterior.std() / prior.std())
    edges = np.linspace(min(prior.min(), posterior.min()), max(prior.max(), posterior.max()), _BINS + 1)
    return {
        "unit": ledger[name].unit,
        "prior": _describe(prior, edges),
        "posterior": _describe(posterior, edges),
        "edges": edges.tolist(),
        "spread_ratio": ratio,
        "identified": ratio <= THRESHOLD,
        "at_edge": ratio <= THRESHOLD and _is_at_edge(prior, posterior),
    }


def _is_at_edge(prior: Floats, posterior: Floats) -> bool:
    """Return whether most of the posterior lies where the prior has a twentieth of its weight."""
    low, high = np.quantile(prior, [0.05, 0.95])
    return bool((posterior < low).mean() > 0.5 or (posterior > high).mean() > 0.5)


def _describe(values: Floats, edges: Floats) -> dict[str, Any]:
    return _summary(values) | {"shares": (np.histogram(values, edges)[0] / len(values)).tolist()}


def _summary(values: Floats) -> dict[str, float]:
    low, middle, high = (float(one) for one in np.quantile(values, [0.05, 0.5, 0.95]))
    return {
        "mean": float(values.mean()),
        "sd": float(values.std()),
        "low": low,
        "median": middle,
        "high": high,
    }
