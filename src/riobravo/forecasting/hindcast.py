"""Hindcasts of one series: every model at every origin under every seed, scored as soon as it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from riobravo.credibility.preregistration import Registration, Series, month
from riobravo.forecasting.bootstrap import skill
from riobravo.forecasting.calibration import Spread, stretch
from riobravo.forecasting.events import Doublings
from riobravo.forecasting.known import Floats, Panel, load_panel
from riobravo.forecasting.models import (
    NOWCAST,
    POOLED,
    POOLED_SIMULATION,
    SIMULATION,
    UNCALIBRATED,
    Origin,
    run_parts,
    run_pool,
    stand_at,
)
from riobravo.forecasting.origins import learning_origins, origins_of
from riobravo.forecasting.pooling import Weights, components
from riobravo.forecasting.tally import Tally

Progress = Callable[[int, int], None]


class Hindcast:
    """The hindcasts of one series.

    Args:
        registration: what was registered.
        series: the series.
        panel: its observations; loaded if None.
        overlay: folder with newer series.
        simulate: whether the simulation may run.
    """

    def __init__(
        self,
        registration: Registration,
        series: Series,
        *,
        panel: Panel | None = None,
        overlay: Path | None = None,
        simulate: bool = True,
    ) -> None:
        self.registration, self.series, self.overlay = registration, series, overlay
        self.panel = load_panel(series, overlay) if panel is None else panel
        self.origins = origins_of(series)
        self.simulate = simulate and series.simulation
        self.tallies: dict[str, Tally] = {}
        self.doublings = Doublings(registration.events.doubling) if series.shape == "states" else None
        self.missing: dict[str, str] = {}
        self.weights: dict[str, list[list[float]]] = {}
        self.spreads: dict[str, list[float]] = {}
        pool, seeds = registration.pool, registration.seeds
        # A coarser grid is enough for three parts, whose number of mixtures grows fast.
        steps = {POOLED: (2, pool.step), POOLED_SIMULATION: (3, 2.0 * pool.step)}
        self._learned = {
            name: [(Weights(count, pool.prior_origins, step), Spread(pool.prior_origins)) for _ in seeds]
            for name, (count, step) in steps.items()
        }

    def run(self, progress: Progress | None = None) -> dict[str, Any]:
        """Run everything and return the summary.

        Args:
            progress: called with the number of forecasts done, and of all forecasts.
        """
        before = learning_origins(self.series)
        seeds = self.registration.seeds
        total, done = (len(before) + len(self.origins)) * len(seeds), 0
        # Origins outside, seeds inside: what is fitted once at an origin serves all seeds.
        for place, date in enumerate([*before, *self.origins], start=-len(before)):
            for number, seed in enumerate(seeds):
                origin = stand_at(
                    self.registration, self.series, self.panel, date, seed, overlay=self.overlay
                )
                self._forecast(origin, place, number)
                done += 1
                if progress:
                    progress(done, total)
        return self._summarise()

    def _forecast(self, origin: Origin, place: int, seed: int) -> None:
        observed = self._observed(origin.date, origin.steps)
        partner = self.series.partner
        scored = place >= 0
        names: tuple[str, ...] = (NOWCAST, partner)
        if scored:
            names = (*dict.fromkeys((*self.registration.baselines, NOWCAST)),)
            if self.simulate:
                names = (*names, SIMULATION)
        done, missing = run_parts(origin, names)
        self.missing.update(missing)
        self._pool(origin, done, POOLED, observed, seed, scored)
        if SIMULATION in done:
            self._pool(origin, done, POOLED_SIMULATION, observed, seed, scored)
        if not scored:
            return
        random = origin.chance("ties")
        for name, draws in done.items():
            tally = self.tallies.setdefault(
                name, Tally(len(self.origins), len(self.registration.seeds), origin.steps)
            )
            tally.add(place, seed, draws, observed, random, joint=observed.shape[1] > 1)
            if self.doublings and len(observed) >= 12 and draws.shape[1] >= 12:
                self.doublings.add(name, draws, observed, origin.known.values)

    def _pool(
        self, origin: Origin, done: dict[str, Floats], name: str, observed: Floats, seed: int, scored: bool
    ) -> None:
        """Mix and stretch with what is known here, then let later origins learn from what came."""
        parts = self._parts(name)
        if any(part not in done for part in parts):
            return
        learned, spread = self._learned[name][seed]
        known = origin.known.months[-1]
        weights, factor = learned.at(known), spread.at(known)
        mixed = run_pool(origin, name, [done[part] for part in parts], weights)
        if scored:
            done[name] = stretch(mixed, factor)
            if name == POOLED:
                done[UNCALIBRATED] = mixed
            if seed == 0:
                self.weights.setdefault(name, []).append([round(float(one), 3) for one in weights])
                self.spreads.setdefault(name, []).append(round(factor, 3))
        steps = min(len(observed), self.registration.horizons.scored)
        if steps:
            ordered = [np.sort(done[part][:, :steps], axis=0) for part in parts]
            learned.add(origin.date, *components(ordered, observed[:steps]))
            spread.add(origin.date, mixed, observed[:steps])

    def _observed(self, date: np.datetime64, steps: int) -> Floats:
        """Return what came, (horizons that are observed, units)."""
        panel = self.panel.nation() if self.series.shape == "nation" else self.panel
        after = (panel.months > date) & (panel.months <= date + steps)
        return panel.values[after]

    def _summarise(self) -> dict[str, Any]:
        last, longest = self.registration.horizons.scored, self.registration.horizons.longest
        everywhere = np.ones(len(self.origins), dtype=bool)
        summary: dict[str, Any] = {
            "title": self.series.title,
            "published": self.series.published.model_dump(exclude_none=True),
            "origins": [str(one) for one in self.origins],
            "models": {},
            "skill_vs": self._skills(POOLED, everywhere),
            "skill_of_parts": {
                name: self._skills(name, everywhere, (self.series.partner,))
                for name in (UNCALIBRATED, NOWCAST, SIMULATION, POOLED_SIMULATION)
                if name in self.tallies
            },
            "horizons": {},
            "apart": {},
            "weights": {
                name: {
                    "parts": list(self._parts(name)),
                    "by_origin": rows,
                    "spread_by_origin": self.spreads[name],
                }
                for name, rows in self.weights.items()
            },
            "missing": self.missing,
        }
        for name, tally in self.tallies.items():
            counts = tally.pit.sum(axis=0)
            shares = counts / max(counts.sum(), 1.0)
            crps = tally.cells["crps"][:, :, :last]
            summary["models"][name] = tally.summary(1, last) | {
                "energy": tally.mean("energy", 1, last),
                "pit": [round(float(one), 4) for one in shares],
                "pit_distance": float(0.5 * np.abs(shares - 1.0 / len(shares)).sum()),
                "crps_by_seed": [float(np.nanmean(one)) for one in crps],
            }
        bands = [(1, 3), (4, 6), (7, 12), (13, 24), (25, 36)]
        for low, high in ((low, high) for low, high in bands if high <= longest):
            rows = {name: tally.summary(low, high) for name, tally in self.tallies.items()}
            summary["horizons"][f"{low}-{high}"] = {
                name: row for name, row in rows.items() if row["crps"] is not None
            }
        for name, span in self.series.apart.items():
            dates = np.array(self.origins)
            inside = (dates >= month(span.first)) & (dates <= month(span.last))
            for label, places in ((name, inside), (f"not-{name}", ~inside)):
                summary["apart"][label] = {
                    "origins": int(places.sum()),
                    "models": {one: tally.summary(1, last, places) for one, tally in self.tallies.items()},
                    "skill_vs": self._skills(POOLED, places, (self.series.partner,)),
                }
        if self.doublings:
            summary["events"] = {"doubling": self.doublings.summary()}
        return summary

    def _parts(self, name: str) -> tuple[str, ...]:
        both = (NOWCAST, self.series.partner)
        return both if name == POOLED else (SIMULATION, *both)

    def _skills(
        self, model: str, places: np.ndarray, against: tuple[str, ...] | None = None
    ) -> dict[str, dict[str, float]]:
        """Return the skill of a model against others, on the origins that both have."""
        if model not in self.tallies:
            return {}
        last, bootstrap = self.registration.horizons.scored, self.registration.bootstrap
        own = self.tallies[model].by_origin("crps", 1, last)
        found = {}
        for name in against or [one for one in self.tallies if one != model]:
            if name not in self.tallies:
                continue
            other = self.tallies[name].by_origin("crps", 1, last)
            both = ~np.isnan(own) & ~np.isnan(other) & places
            if both.any():
                found[name] = skill(
                    own[both],
                    other[both],
                    self.series.block_origins,
                    bootstrap.resamples,
                    bootstrap.level,
                    bootstrap.seed,
                )
        return found
