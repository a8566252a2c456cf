"""What has been previewed, so that asking again, or adding an option, simulates only what is new.

Options of a member meet the same world with the same luck whichever others are run beside them, so that
each can be kept by itself and laid beside any other. They also begin where the same past ends, which is kept
for the settings that were asked for last.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from riobravo.ensemble.job import Job, Pasts, prepare_job
from riobravo.ensemble.opening import SERIES_USED
from riobravo.ensemble.runner import Worlds, run_job
from riobravo.observed import data_hash
from riobravo.options.schema import Option
from riobravo.study import Study

# Small tasks, so that threads end together: a hundred worlds are few.
_CHUNK = 10
# Bytes of the options that are kept, of which those asked for longest ago are dropped first; and of a past.
_KEPT_BYTES = 256 * 2**20


class _Begun(NamedTuple):
    """What all options of some settings begin with; no past is kept of more members than memory is for."""

    job: Job
    pasts: Pasts | None


_Key = tuple[str, str]
_kept: OrderedDict[_Key, Worlds] = OrderedDict()
_begun: dict[str, _Begun] = {}
_lock = threading.Lock()


def preview_worlds(study: Study, threads: int | None = None) -> Worlds:
    """Simulate a study as `run_worlds` does, but only the options that this process has not simulated yet.

    Args:
        study: what to run.
        threads: number of threads; all processors if None. It changes no number.

    Returns:
        The same bits as `run_worlds`; the seconds are those of this call.
    """
    began = time.perf_counter()
    options = study.resolved_options()
    # A newer series, or another folder of them, is another start.
    shared = study.model_dump_json(exclude={"options"}) + data_hash(SERIES_USED)
    keys = [(shared, option.model_dump_json()) for option in options]
    with _lock:
        found = {key: _kept[key] for key in keys if key in _kept}
    missing = [(key, option) for key, option in zip(keys, options, strict=True) if key not in found]
    if missing:
        found |= _simulate(_begin(study, shared), study, missing, threads)
    with _lock:
        for key in keys:
            _kept[key] = found[key]
            _kept.move_to_end(key)
        while len(_kept) > 1 and sum(_size(one) for one in _kept.values()) > _KEPT_BYTES:
            _kept.popitem(last=False)
    parts = [found[key] for key in keys]
    return Worlds(
        np.concatenate([one.quarterly for one in parts]),
        np.concatenate([one.by_state for one in parts]),
        np.concatenate([one.refused_splits for one in parts]),
        parts[0].start,
        time.perf_counter() - began,
    )


def forget_previews() -> None:
    """Drop all that is kept."""
    with _lock:
        _kept.clear()
        _begun.clear()


def _begin(study: Study, shared: str) -> _Begun:
    """Return what the options of a study begin with, anew if its settings are not those of the last time."""
    with _lock:
        found = _begun.get(shared)
    if found is None:
        job = prepare_job(study)
        found = _Begun(job, job.new_pasts() if job.bytes_of_pasts <= _KEPT_BYTES else None)
        with _lock:
            _begun.clear()
            _begun[shared] = found
    return found


def _simulate(
    begun: _Begun, study: Study, missing: list[tuple[_Key, Option]], threads: int | None
) -> dict[_Key, Worlds]:
    """Run some options of a study; return each by itself."""
    # A study compares two options or more; what is run here may be one, and is checked already.
    some = study.model_copy(update={"options": tuple(option for _, option in missing)})
    worlds = run_job(begun.job.with_options(some), threads=threads, chunk=_CHUNK, pasts=begun.pasts)
    return {
        key: replace(
            worlds,
            quarterly=worlds.quarterly[o : o + 1].copy(),
            by_state=worlds.by_state[o : o + 1].copy(),
            refused_splits=worlds.refused_splits[o : o + 1].copy(),
        )
        for o, (key, _) in enumerate(missing)
    }


def _size(worlds: Worlds) -> int:
    return worlds.quarterly.nbytes + worlds.by_state.nbytes + worlds.refused_splits.nbytes
