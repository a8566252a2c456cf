"""PySD: the deterministic model as a subscripted Vensim model, translated and run by PySD."""

from __future__ import annotations

import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

from peers.model import Cartels, Floats, Peer, Totals, collect

_HEAD = "{UTF-8}\n"


def _vector(values: Floats) -> str:
    return ",".join(f"{value:.10g}" for value in values)


def vensim(c: Cartels) -> str:
    """Return the model in Vensim's language."""
    groups = len(c.start)
    rows = ";\n".join(_vector(row) for row in c.matrix)
    parts = [
        f"group: (g1-g{groups}) ~~|",
        "other <-> group ~~|",
        f"start[group] = {_vector(c.start)} ~~|",
        f"meets[group,other] = {rows}; ~~|",
        "total = SUM(size[group!]) ~~|",
        f"joined[group] = {c.recruitment!r} * size[group] ~~|",
        f"arrested[group] = {c.arrests!r} * size[group] / total ~~|",
        f"killed[group] = {c.conflict!r} * size[group] * SUM(meets[group,other!] * size[other!]) ~~|",
        f"left[group] = {c.saturation!r} * size[group] * size[group] ~~|",
        "change[group] = joined[group] - arrested[group] - killed[group] - left[group] ~~|",
        "size[group] = INTEG(change[group], start[group]) ~~|",
        "deaths = INTEG(SUM(killed[group!]), 0) ~~|",
        "arrests = INTEG(SUM(arrested[group!]), 0) ~~|",
        "recruits = INTEG(SUM(joined[group!]), 0) ~~|",
        "FINAL TIME = 520 ~~|",
        "INITIAL TIME = 0 ~~|",
        "SAVEPER = TIME STEP ~~|",
        "TIME STEP = 1 ~~|",
    ]
    return _HEAD + "\n".join(parts) + "\n"


def peers(c: Cartels) -> list[Peer]:
    import pysd

    folder = Path(tempfile.mkdtemp(prefix="riobravo-benchmark-"))
    file = folder / "cartels.mdl"
    file.write_text(vensim(c), encoding="utf-8")
    with warnings.catch_warnings():
        # It calls pandas in ways that are to go.
        warnings.simplefilter("ignore")
        model = pysd.read_vensim(str(file))

    def run(members: int, weeks: int, _: int) -> Totals:
        rows = []
        for _ in range(members):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = model.run(
                    return_columns=["total", "deaths", "arrests", "recruits"],
                    final_time=weeks,
                    return_timestamps=[weeks],
                )
            rows.append(tuple(found.iloc[-1][["total", "deaths", "arrests", "recruits"]]))
        return collect(rows)

    return [Peer("PySD, Vensim model, Euler", version("pysd"), "deterministic", 1, 1, run)]
