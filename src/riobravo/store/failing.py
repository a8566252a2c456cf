"""What failed in a study, and where in the space of its parameters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np

from riobravo.store.failures import read_failures, where
from riobravo.store.manifest import Manifest, prepare, read_manifest

# Worlds whose parameters stand for all: drawn again, as they are not kept.
_SAMPLE: Final = 10_000
_REASONS: Final = 10


def describe_failures(folder: Path) -> dict[str, Any]:
    """Return what failed and where.

    Args:
        folder: the folder of a study.

    Returns:
        `{"reasons": [{"reason", "runs", "options"}], "worlds", "where": [...]}`: how many runs failed
        for each reason, the most frequent ones first, in how many worlds, and `failures.where`.

    Raises:
        InputError: there is no study in the folder.
    """
    manifest = read_manifest(folder)
    failed = read_failures(folder)
    if failed is None:
        return {"reasons": [], "worlds": 0, "where": []}
    reasons: Counter[str] = Counter()
    options: dict[str, Counter[str]] = {}
    columns = [failed[name].to_pylist() for name in ("kind", "outcome", "reason", "option")]
    for kind, outcome, text, option in zip(*columns, strict=True):
        reason = f"{outcome} left its bounds" if kind == "bounds" else text
        reasons[reason] += 1
        options.setdefault(reason, Counter())[option] += 1
    return {
        "reasons": [
            {"reason": reason, "runs": count, "options": ", ".join(sorted(options[reason]))}
            for reason, count in reasons.most_common(_REASONS)
        ],
        "worlds": len(np.unique(failed["run"].to_numpy())),
        "where": where(failed, _draw(manifest)),
    }


def _draw(manifest: Manifest) -> dict[str, Any]:
    return prepare(manifest.study).draw(0, min(manifest.layout.members, _SAMPLE))
