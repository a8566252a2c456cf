"""Scores of one model over origins and seeds, kept by origin and horizon until they are summed up."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from riobravo.forecasting.known import Floats
from riobravo.forecasting.scores import covered, crps_of_sorted, energy_score, pit

PIT_CLASSES = 10


class Tally:
    """Scores of one model.

    Args:
        origins: number of origins.
        seeds: number of seeds.
        steps: number of horizons.
    """

    KEPT = ("crps", "crps_log1p", "covered50", "covered90", "forecast", "observed", "energy")

    def __init__(self, origins: int, seeds: int, steps: int) -> None:
        self.cells = {name: np.full((seeds, origins, steps), np.nan) for name in self.KEPT}
        self.pit = np.zeros((origins, PIT_CLASSES))

    def add(
        self,
        place: int,
        seed: int,
        draws: Floats,
        observed: Floats,
        random: np.random.Generator,
        joint: bool,
    ) -> None:
        """Score one forecast; means over units are kept.

        Args:
            place: number of the origin.
            seed: number of the seed.
            draws: (draws, horizons, units).
            observed: (horizons, units), as many horizons as have been observed.
            random: breaks ties.
            joint: whether to score the units jointly as well.
        """
        steps = min(draws.shape[1], observed.shape[0])
        if steps == 0:
            return
        draws, observed = draws[:, :steps], observed[:steps]
        ordered = np.sort(draws, axis=0)
        found: dict[str, NDArray[Any]] = {
            "crps": crps_of_sorted(ordered, observed),
            "crps_log1p": crps_of_sorted(np.log1p(ordered), np.log1p(observed)),
            "covered50": covered(ordered, observed, 0.5),
            "covered90": covered(ordered, observed, 0.9),
            "forecast": ordered.mean(axis=0),
            "observed": observed,
        }
        for name, values in found.items():
            self.cells[name][seed, place, :steps] = values.mean(axis=1)
        if joint:
            self.cells["energy"][seed, place, :steps] = [
                energy_score(draws[:, step], observed[step]) for step in range(steps)
            ]
        active = (observed > 0.0) | (found["forecast"] >= 1.0)
        values = pit(draws, observed, random)[active]
        self.pit[place] += np.histogram(values, bins=PIT_CLASSES, range=(0.0, 1.0))[0]

    def by_origin(self, name: str, first: int, last: int) -> Floats:
        """Return sums over seeds and horizons first to last, by origin, (origins,).

        An origin without any score has NaN.
        """
        cells = self.cells[name][:, :, first - 1 : last]
        total = np.nansum(cells, axis=(0, 2))
        return np.asarray(np.where(np.isnan(cells).all(axis=(0, 2)), np.nan, total))

    def mean(self, name: str, first: int, last: int, places: NDArray[np.bool_] | None = None) -> float | None:
        """Return the mean over seeds, origins and horizons; None if nothing was scored."""
        cells = self.cells[name][:, :, first - 1 : last]
        if places is not None:
            cells = cells[:, places]
        return None if np.isnan(cells).all() else float(np.nanmean(cells))

    def summary(
        self, first: int, last: int, places: NDArray[np.bool_] | None = None
    ) -> dict[str, float | None]:
        """Return the five headline scores over horizons first to last.

        Args:
            first: shortest horizon, from 1.
            last: longest horizon.
            places: which origins; all if None.
        """
        said, came = (self.mean(name, first, last, places) for name in ("forecast", "observed"))
        return {
            "crps": self.mean("crps", first, last, places),
            "crps_log1p": self.mean("crps_log1p", first, last, places),
            "mean_ratio": said / came if said is not None and came else None,
            "coverage50": self.mean("covered50", first, last, places),
            "coverage90": self.mean("covered90", first, last, places),
        }
