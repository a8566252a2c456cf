"""The call behind `riobravo diff`: what changed between two results, and because of what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any


def diff(
    old: Path | str,
    new: Path | str,
    *,
    attribute: bool = False,
    old_data: Path | None = None,
    new_data: Path | None = None,
    threads: int | None = None,
    say: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Compare the conclusions of two saved results, and what went into them.

    Args:
        old: the earlier result: JSON that `compare` or `brief` wrote, or the folder of a report; or what
            `check`, `reproduce` or `claims` print with `--json`.
        new: the later one, of the same kind.
        attribute: run the results again, one kind of input swapped at a time, and share out each change.
        old_data: folder with the series of the earlier result, for attribution.
        new_data: the same for the later one.
        threads: number of threads; changes no number.
        say: told what is being run.

    Returns:
        `{"kind", "changed", "ranks", "causes", "attribution", "notes"}`; `attribution` is None unless
        asked for.

    Raises:
        InputError: a file is no saved result, the kinds differ, or it cannot be run again.
    """
    from riobravo.analysis.causes import differing_inputs, notes
    from riobravo.analysis.changes import changed_conclusions, changed_ranks
    from riobravo.analysis.saved import read_saved

    before, after = read_saved(Path(old)), read_saved(Path(new))
    changes = changed_conclusions(before, after)
    causes = differing_inputs(before, after)
    parts = None
    if attribute:
        from riobravo.attribution import attribute as share_out

        parts = share_out(
            before, after, changes, causes, old_data=old_data, new_data=new_data, threads=threads, say=say
        )
    return {
        "kind": before.kind,
        "changed": [
            asdict(one) | {"within_error": one.within_error, "matters": one.matters} for one in changes
        ],
        "ranks": [asdict(one) for one in changed_ranks(before, after)],
        "causes": [asdict(one) for one in causes],
        "attribution": None if parts is None else [asdict(one) for one in parts],
        "notes": notes(before, after, causes, attributed=attribute),
    }
