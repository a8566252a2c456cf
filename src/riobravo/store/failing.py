"""What failed in a study, and where in the space of its parameters."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from riobravo.files import write_together
from riobravo.store.done import units_done
from riobravo.store.manifest import Manifest, prepare, read_manifest
from riobravo.store.names import FAILED

if TYPE_CHECKING:
    import pyarrow

# Worlds whose parameters stand for all, and for all that failed; the former are drawn again, as they are
# not kept.
_SAMPLE: Final = 10_000
_REASONS: Final = 10


def describe_failures(folder: Path, failed: int) -> dict[str, Any]:
    """Return what failed and where; a finished study has it written down.

    Args:
        folder: the folder of a study.
        failed: how many of its runs failed.

    Returns:
        `{"reasons": [{"reason", "runs", "options"}], "worlds", "where": [...]}`: how many runs failed
        for each reason, the most frequent ones first, in how many worlds, and `failures.where`.

    Raises:
        InputError: there is no study in the folder.
        OutputError: the rows of what failed are damaged.
    """
    try:
        told: dict[str, Any] = json.loads((folder / FAILED).read_bytes())
        if told.pop("failed") == failed:
            return told
    except (OSError, ValueError, KeyError, AttributeError):
        pass
    return _describe(folder, read_manifest(folder))


def note_failures(folder: Path, manifest: Manifest, failed: int) -> None:
    """Write down what failed and where, so that asking a finished study again takes no time.

    Args:
        folder: the folder of the study, of which every unit is on disk.
        manifest: what it is made from.
        failed: how many of its runs failed.

    Raises:
        OutputError: it cannot be written.
    """
    (folder / FAILED).unlink(missing_ok=True)
    if failed:
        told = {"failed": failed} | _describe(folder, manifest)
        write_together(folder, {FAILED: json.dumps(told, indent=1, ensure_ascii=False) + "\n"})


def _describe(folder: Path, manifest: Manifest) -> dict[str, Any]:
    from riobravo.store.failures import read_failures

    reasons: Counter[str] = Counter()
    options: dict[str, set[str]] = {}
    worlds, examples, held = 0, list[Any](), 0
    for unit, entry in sorted(units_done(folder, manifest).items()):
        if not entry.failed or (table := read_failures(folder, [unit])) is None:
            continue
        columns = [table[name].to_pylist() for name in ("kind", "outcome", "reason", "option")]
        for kind, outcome, text, option in zip(*columns, strict=True):
            reason = f"{outcome} left its bounds" if kind == "bounds" else text
            reasons[reason] += 1
            options.setdefault(reason, set()).add(option)
        one_each = _one_row_per_world(table)
        worlds += one_each.num_rows
        if held < _SAMPLE:
            examples.append(one_each)
            held += one_each.num_rows
    return {
        "reasons": [
            {"reason": reason, "runs": count, "options": ", ".join(sorted(options[reason]))}
            for reason, count in reasons.most_common(_REASONS)
        ],
        "worlds": worlds,
        "where": _where(examples, manifest) if examples else [],
    }


def _one_row_per_world(table: pyarrow.Table) -> pyarrow.Table:
    import numpy as np

    _, first = np.unique(table["run"].to_numpy(), return_index=True)
    return table.take(first)


def _where(examples: list[pyarrow.Table], manifest: Manifest) -> list[dict[str, Any]]:
    import pyarrow

    from riobravo.store.failures import where

    failed = pyarrow.concat_tables(examples, promote_options="default")
    sample = prepare(manifest.study).members.take(0, min(manifest.layout.members, _SAMPLE)).values
    return where(failed, sample)
