"""`riobravo score`: a forecast on record against what came."""

from __future__ import annotations

from pathlib import Path


def show_scores(file: Path, observed: Path, *, as_json: bool = False) -> None:
    """Print the scores of a forecast.

    Args:
        file: the forecast.
        observed: CSV of observations.
        as_json: print JSON for programs.

    Raises:
        RiobravoError: one of the files cannot be used.
    """
    from riobravo.api import score
    from riobravo.commands.screen import print_json

    result = score(file, observed)
    if as_json:
        print_json(result)
        return
    for name, one in result["series"].items():
        print(f"{name}: {one['cells']} figures of {one['months']} months.")
        print(f"  CRPS {one['crps']:,.4g}; of log(1 + y) {one['crps_log1p']:.3f}")
        if one["mean_ratio"] is not None:
            print(f"  mean of the forecast / mean observed {one['mean_ratio']:.2f}")
        print(f"  in the 50 % interval {one['coverage50']:.2f}, in the 90 % interval {one['coverage90']:.2f}")
        if one["energy"] is not None:
            print(f"  energy score of the joint states {one['energy']:,.4g}")
