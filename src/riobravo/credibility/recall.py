"""Recall: the published results as the program gave them the last time, while nothing behind them differs."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from riobravo.credibility.reproduce import reproduce
from riobravo.errors import OutputError
from riobravo.files import write_together
from riobravo.observed.catalogue import load_catalogue
from riobravo.observed.table import data_hash
from riobravo.store.manifest import code_hash, environment
from riobravo.world.compile import cache_folder

# Experiments draw on most of the program; what only shows or stores results changes none of them.
_ROOMS: Final = (
    "analysis",
    "claims",
    "credibility",
    "ensemble",
    "evidence",
    "forecasting",
    "observed",
    "options",
    "world",
    "dates.py",
    "document.py",
    "reading.py",
    "study.py",
    "study_fields.py",
    "studies",
)


def recall_reproduction() -> dict[str, Any]:
    """Return what `reproduce` returns, from the cache where code, ledger, series and machine are the same.

    Raises:
        DataError: the observed series do not serve.
    """
    path = _place()
    with suppress(OSError, ValueError):
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return kept
    found = reproduce()
    # Where nothing can be kept, the next report runs them again.
    with suppress(OutputError):
        write_together(path.parent, {path.name: json.dumps(found)})
    return found


def _place() -> Path:
    """Return the file in the cache that is named by all that the experiments depend on."""
    series = data_hash(load_catalogue().entries)
    made_from = [code_hash(_ROOMS), series, *environment().values()]
    name = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:16]
    return cache_folder() / f"published-{name}.json"
