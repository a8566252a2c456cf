"""D4 overdose deaths: by class of drugs, from users, what they take, treatment, and a trend without a cause.

deaths = level at start x users x (pure quantity / users)^g x treatment x exp(drift),  g = w f
treatment = (1 - c + c r) / (1 - c0 + c0 r);  drift' = trend
trend' = (m - trend) x rate + noise

w is the share of the fall from 2023 to 2025 that was due to supply, f what log deaths fell then per unit
of log purity: their product says how far deaths follow supply. Death certificates name several drugs, so
the classes overlap: a share of deaths with stimulants involves opioids too and moves with them. Deaths
of users in a regulated market come with a lower risk. The trend starts at the last observed change,
which holds as long as it has been observed, and returns to a level whose prior spans zero: four decades
of growth against the fall since 2023.

Evidence: mortality in treatment over that out of it is 0.47 (0.42 to 0.53) in 36 cohorts; 25 % of those
who need it have medication; deaths turned down in mid-2023, before any measure of 2025. Against a large
role of supply: no rise of price, naloxone, fewer beginners and depletion. Against the ratio: who stays
in treatment differs from who leaves.
"""

from __future__ import annotations

import math
from typing import Any

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, halved, logarithm, normal_quantile
from riobravo.world.compile import inlined, kernel
from riobravo.world.drugs.fields import COCAINE, FENTANYL, METHAMPHETAMINE, OTHER

# Half the length of the twelve months over which deaths are published.
_MEAN_AGE_WEEKS = 26.0
# The least share of deaths that names none of the three classes, where shares drawn apart leave none.
_LEAST_OTHER = 0.02
# The logarithm of nothing has no value.
_LEAST = 1e-9


@inlined
def _risk(users: float, quantity: float, exponent: float) -> float:
    """Return deaths relative to the start for so many users, relative, who take so much."""
    risk: float = users * exponential(exponent * logarithm(max(quantity, _LEAST) / max(users, _LEAST)))
    return risk


@kernel
def _drift(world: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Move the trend of deaths that nothing else explains."""
    drugs = world.drugs[0]
    years = on.step / 52.0
    drugs.drift += drugs.trend * years
    # The part of the drift that is supply shows as purity: the same w and f, read the other way round.
    share = parameters.supply_share_of_decline / parameters.deaths_per_purity_fall
    drugs.supply_drift = share * drugs.drift
    if (number + 1.0) * years < drugs.trend_known:
        return
    keep = halved(years / parameters.overdose_trend_half_life)
    drugs.trend = parameters.overdose_trend + (drugs.trend - parameters.overdose_trend) * keep
    if on.noise:
        first, _ = streams.draw_pair(luck, number, streams.OVERDOSE_TREND, streams.NATION)
        # At rest the trend scatters by `overdose_trend_spread` around its level.
        size = parameters.overdose_trend_spread * math.sqrt(1.0 - keep * keep)
        drugs.trend += size * normal_quantile(first)


@inlined
def _treat(world: Any, parameters: Any, lever: Any, on: Any) -> Any:
    """Move the cover with medication and return opioid deaths relative to the cover of the start."""
    drugs = world.drugs[0]
    start, ratio = parameters.treatment_coverage, parameters.treatment_mortality_ratio
    keep = halved(on.step / (52.0 * parameters.treatment_uptake))
    wanted = min(max(start + lever.treatment / 100.0, 0.0), parameters.most_treated) - start
    drugs.cover = wanted + (drugs.cover - wanted) * keep
    return 1.0 - drugs.cover * (1.0 - ratio) / (1.0 - start * (1.0 - ratio))


@kernel
def count_deaths(
    world: Any, record: Any, parameters: Any, lever: Any, on: Any, luck: Any, number: int
) -> None:
    """Count the overdose deaths of the week."""
    drugs = world.drugs[0]
    tally = record.national[0]
    _drift(world, parameters, on, luck, number)
    treated = _treat(world, parameters, lever, on)
    g = parameters.supply_share_of_decline * parameters.deaths_per_purity_fall
    common = exponential(drugs.drift)
    illegal = max(1.0 - drugs.legal, 0.0)
    regulated = drugs.legal * (1.0 + parameters.legal_use_growth) * parameters.legal_supply_risk
    opioids = drugs.users * illegal
    opioid_legal = drugs.users * regulated
    fentanyl = (_risk(opioids, world.market[FENTANYL].used, g) + opioid_legal) * treated * common
    other = (_risk(opioids, world.market[OTHER].used, g) + opioid_legal) * treated * common
    meth = (_risk(illegal, world.market[METHAMPHETAMINE].used, g) + regulated) * common
    cocaine = (_risk(illegal, world.market[COCAINE].used, g) + regulated) * common

    joint = parameters.stimulant_deaths_with_opioids
    alone = (1.0 - joint) * (drugs.deaths_methamphetamine + drugs.deaths_cocaine)
    without = drugs.deaths_all - drugs.deaths_opioids
    rest = max(without - alone, _LEAST_OTHER * drugs.deaths_all)
    fit = (without - rest) / alone
    meth_alone = fit * (1.0 - joint) * drugs.deaths_methamphetamine * meth
    cocaine_alone = fit * (1.0 - joint) * drugs.deaths_cocaine * cocaine
    with_opioids = drugs.deaths_opioids * fentanyl
    total = with_opioids + meth_alone + cocaine_alone + rest * other
    years = on.step / 52.0
    tally.overdose_deaths += total * years
    tally.overdose_deaths_synthetic_opioids += with_opioids * years
    tally.overdose_deaths_methamphetamine += (
        meth_alone + (1.0 - fit * (1.0 - joint)) * drugs.deaths_methamphetamine * fentanyl
    ) * years
    tally.overdose_deaths_cocaine += (
        cocaine_alone + (1.0 - fit * (1.0 - joint)) * drugs.deaths_cocaine * fentanyl
    ) * years
    tally.overdose_deaths_other += rest * other * years
    seen = 1.0 - exponential(-on.step / _MEAN_AGE_WEEKS)
    drugs.deaths += (total / drugs.deaths_all - drugs.deaths) * seen
