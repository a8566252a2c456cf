"""Do all tools simulate the same law? Means and quantiles against those of riobravo."""

from __future__ import annotations

from typing import Any

import numpy as np

from peers.model import OUTCOMES, Peer, Totals

# Worlds of the sample that all others are compared with, and of theirs at most.
REFERENCE, MOST = 2048, 512
QUANTILES = (0.1, 0.5, 0.9)
# Two-sided, for all statistics of one tool together: 4 outcomes x (1 mean + 3 quantiles).
LARGEST_Z = 4.0
# Deterministic totals: steps of a week against adaptive steps differ by this much at most.
LARGEST_GAP = 0.01


def check_law(peers: list[Peer], rows: list[dict[str, Any]], weeks: int) -> None:
    """Add to each row what it was compared by, and whether it follows the same law."""
    for law in ("stochastic", "deterministic"):
        here = [(peer, row) for peer, row in zip(peers, rows, strict=True) if row["law"] == law]
        found = [peer for peer, _ in here if peer.name == "riobravo, two threads"]
        if not found:
            for _, row in here:
                row["same_law"] = "not compared"
            continue
        if law == "deterministic":
            reference = found[0].run(1, weeks, 11)
            for _, row in here:
                gaps = [abs(row["totals"][name] / reference[name][0] - 1.0) for name in OUTCOMES]
                row["largest_gap"] = max(gaps)
                row["same_law"] = f"{'yes' if max(gaps) < LARGEST_GAP else 'NO'}, gap {max(gaps):.1e}"
            continue
        sample = found[0].run(REFERENCE, weeks, 11)
        for peer, row in here:
            # Slow tools are compared on few worlds: on no more than two calls like the timed ones.
            count = min(MOST, max(peer.members * 2, 8))
            other = peer.run(count, weeks, 23)
            scores = compare(other, sample)
            row["worlds_compared"] = count
            row["z"] = scores
            largest = max(abs(z) for z in scores.values())
            verdict = "yes" if largest < LARGEST_Z else "NO"
            row["same_law"] = f"{verdict}, |z| <= {largest:.1f} on {count}"


def compare(one: Totals, reference: Totals) -> dict[str, float]:
    """Return z values of the means, and of the shares below the quantiles of the reference."""
    scores: dict[str, float] = {}
    for name in OUTCOMES:
        a, b = one[name], reference[name]
        error = np.sqrt(b.var(ddof=1) * (1.0 / len(a) + 1.0 / len(b)))
        scores[f"{name} mean"] = float((a.mean() - b.mean()) / error)
        for q in QUANTILES:
            share = float((a <= np.quantile(b, q)).mean())
            error = np.sqrt(q * (1.0 - q) * (1.0 / len(a) + 1.0 / len(b)))
            scores[f"{name} q{q:g}"] = float((share - q) / error)
    return scores
