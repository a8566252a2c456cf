"""What the causal part buys: the simulation with policies as known, with the later path, and with placebos.

At each origin the simulation runs from the last published month. One arm holds what had been ordered by the
origin; the other is also fed what was ordered after it; placebos are fed the same path with shuffled dates or
states. All meet the same worlds with the same luck, so that the difference in score is the policy path alone.
Origins after which nothing begins within the scored months are left out: there the arms are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

import numpy as np

from riobravo.credibility.policy_paths import as_option, load_path, shuffle
from riobravo.credibility.preregistration import Registration, Series
from riobravo.forecasting.bootstrap import skill
from riobravo.forecasting.known import Floats, Panel
from riobravo.forecasting.models import SIMULATION, stand_at
from riobravo.forecasting.origins import origins_of
from riobravo.forecasting.simulation import simulate_options
from riobravo.forecasting.tally import Tally

WITH_POLICY: Final = "simulation-with-policy"
WITH_SHUFFLED: Final = "simulation-with-shuffled-policy"
KINDS: Final[tuple[Literal["dates", "states"], ...]] = ("dates", "states")


def policy_origins(series: Series, steps: int) -> list[np.datetime64]:
    """Return the registered origins after which the path orders something within so many months."""
    assert series.policy_path is not None
    path = load_path(series.policy_path)
    return [date for date in origins_of(series) if path.begins_within(date, date + steps)]


def run_policy_arms(
    registration: Registration,
    series: Series,
    panel: Panel,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Run all arms at all origins under all seeds.

    Args:
        registration: the settings.
        series: a series by state with a policy path.
        panel: its observations.
        progress: called with the number of forecasts done, and of all.

    Returns:
        path, origins, models (headline scores, means over shuffles for placebos), skill of each arm
        against the one that holds policies as known, that of each shuffle, and the skill of the true path
        against the placebos.
    """
    assert series.policy_path is not None
    path, steps = load_path(series.policy_path), registration.horizons.scored
    origins, count = policy_origins(series, steps), registration.policy.shuffles
    arms = [SIMULATION, WITH_POLICY, *(f"{kind}-{number}" for kind in KINDS for number in range(count))]
    tallies = {arm: Tally(len(origins), len(registration.seeds), steps) for arm in arms}
    done, total = 0, len(origins) * len(registration.seeds)
    for place, date in enumerate(origins):
        for number, seed in enumerate(registration.seeds):
            origin = stand_at(registration, series, panel, date, seed)
            random = origin.chance("shuffles")
            later = [None, path, *(shuffle(path, kind, random) for kind in KINDS for _ in range(count))]
            known_until = origin.known.months[-1]
            options = tuple(
                as_option(path, known_until, date, one).model_copy(update={"id": arm})
                for one, arm in zip(later, arms, strict=True)
            )
            draws = simulate_options(
                origin.known, date, origin.worlds, seed, registration.policy.window_months, options
            )
            after = (panel.months > date) & (panel.months <= date + steps)
            ties = origin.chance("ties")
            for arm, values in zip(arms, draws, strict=True):
                tallies[arm].add(place, number, values[:, :steps], panel.values[after], ties, joint=True)
            done += 1
            if progress:
                progress(done, total)
    return _summarise(registration, series, origins, tallies)


def _summarise(
    registration: Registration, series: Series, origins: list[np.datetime64], tallies: dict[str, Tally]
) -> dict[str, Any]:
    last = registration.horizons.scored
    groups = {SIMULATION: [SIMULATION], WITH_POLICY: [WITH_POLICY]}
    for kind in KINDS:
        groups[f"{WITH_SHUFFLED}-{kind}"] = [arm for arm in tallies if arm.startswith(f"{kind}-")]
    groups[WITH_SHUFFLED] = [arm for arm in tallies if arm not in {SIMULATION, WITH_POLICY}]

    def scores(name: str) -> Floats:
        return np.asarray(np.mean([tallies[arm].by_origin("crps", 1, last) for arm in groups[name]], axis=0))

    def compare(one: Floats, other: Floats) -> dict[str, float]:
        settings = registration.bootstrap
        return skill(one, other, series.block_origins, settings.resamples, settings.level, settings.seed)

    reference = scores(SIMULATION)
    models = {}
    for name, arms in groups.items():
        rows = [tallies[arm].summary(1, last) for arm in arms]
        models[name] = {key: float(np.mean([row[key] for row in rows])) for key in rows[0]}
    return {
        "path": series.policy_path,
        "origins": [str(one) for one in origins],
        "shuffles": registration.policy.shuffles,
        "models": models,
        "skill": {name: compare(scores(name), reference) for name in groups if name != SIMULATION},
        "skill_by_shuffle": {
            arm: compare(tallies[arm].by_origin("crps", 1, last), reference) for arm in groups[WITH_SHUFFLED]
        },
        "true_against_shuffled": compare(scores(WITH_POLICY), scores(WITH_SHUFFLED)),
    }
