"""Fingerprints of the code and the priors that a calibration was made with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from riobravo.code import hash_code
from riobravo.evidence.loading import Ledger

_HOME: Final = Path(__file__).parent
# What shows, names or keeps a calibration changes none of its numbers.
_NO_NUMBERS: Final = {"artefact", "fingerprint", "page", "picture", "predictive", "predictive_page", "words"}


def code_hash() -> str:
    """Return a SHA-256 of what the calibration does; comments, docstrings and layout do not count."""
    return hash_code([path for path in sorted(_HOME.glob("*.py")) if path.stem not in _NO_NUMBERS], _HOME)


def prior_hash(ledger: Ledger, name: str) -> str:
    """Return a SHA-256 of the distribution that a parameter has in the ledger."""
    content = json.dumps(ledger[name].distribution.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
