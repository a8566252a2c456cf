"""`riobravo export`: the results of a study on disk as one file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path


def export(
    folder: Path, *, out: Path, form: str = "parquet", what: str = "worlds", as_json: bool = False
) -> None:
    """Write one file, and say what it holds; see `riobravo.export`.

    Raises:
        RiobravoError: an argument does not fit, or the file cannot be written.
    """
    from riobravo.commands.screen import print_json
    from riobravo.store import calls

    rows = calls.export(folder, out, form=form, what=what)
    size = out.stat().st_size
    if as_json:
        print_json({"file": str(out), "format": form, "what": what, "rows": rows, "bytes": size})
    else:
        unit = "runs" if form == "netcdf" else "rows"
        sys.stdout.write(f"{out}: {rows:,} {unit}, {size:,} bytes\n")
