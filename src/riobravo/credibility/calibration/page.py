"""The page of the calibration, made from the shipped result: what the series identify, and what not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from riobravo.credibility.calibration.artefact import load_calibration, posterior_of
from riobravo.credibility.calibration.words import verdict_of
from riobravo.evidence.loading import load_ledger
from riobravo.world.mechanisms import MECHANISMS

_NOT_TRIED = (
    (
        "`recruitment_rate`, `conflict_rate`",
        "matched to `initial_members` so that every size gives the same deaths",
    ),
    (
        "`arrests_per_week`, `saturation_rate`",
        "one published value each; no series counts arrests of members",
    ),
    (
        "`national_shock_sd` and the other sizes of shocks to homicides",
        "estimated anew from the series at each start",
    ),
    (
        "`favourability_fall`, `favourability_recovery`",
        "made by hand from the few polls there are; fitting them to the same polls would count these twice",
    ),
    (
        "prices and elasticities of drugs",
        "no series of prices; seizures follow enforcement as much"
        " as flow, so"
        " they are no likelihood for supply",
    ),
    (
        "all effects of options",
        "no option of the catalogue is in these series in a way that tells its effect apart",
    ),
)


def calibration_page() -> str:
    """Return the page."""
    calibration = load_calibration()
    manifest = calibration["manifest"]
    chosen = posterior_of(calibration).parameters
    everything = sum(len(block["parameters"]) for block in calibration["blocks"].values())
    lines = [
        "# Calibration: what the observed series identify",
        "",
        "This page is made from the shipped result (`src/riobravo/credibility/calibration/shipped.json`) by"
        " `python -m riobravo.documentation docs/`. `riobravo calibrate` makes such a result again.",
        "",
        f"{everything} parameters were tried in {len(calibration['blocks'])} blocks, against what had been"
        f" observed by {manifest['as_of']}. {len(chosen)} are identified: the spread of the posterior"
        f" is at most"
        f" {calibration['threshold']} of the prior's. **All others stay at their priors exactly**,"
        f" and so does"
        " everything by default: a study uses the posterior only if it says `calibration: shipped`"
        " (`riobravo brief --calibration shipped`).",
        "",
        "Why it is not the default: what is identified is how much passing shocks move encounters and trade,"
        " how fast trade grows, and how the trend of overdose deaths returns. Nothing about armed"
        " groups, and no"
        " effect of any option, is. Some priors were written with the same series in view, so prior"
        " and data are"
        " not independent and the posterior is somewhat too narrow. Where prior and data disagree, the prior"
        " should be looked at before the posterior is used.",
        "",
        "## How",
        "",
        "- Each block compares the simulation without chance (the compiled kernel) with logarithms of the"
        " series. What is left is Gaussian: the model's own shocks as discrepancy, levels, seasons"
        " and rules that"
        " are not known, and errors of measurement. The likelihood is exact.",
        f"- Sampler: emcee, {manifest['effort']['walkers']} walkers, {manifest['effort']['steps']}"
        f" steps of which"
        f" {manifest['effort']['settle']} are thrown away, in normal scores of the priors.",
        f"- Sampler check: parameters drawn from the priors, data made up from them, fitted again;"
        f" {manifest['effort']['refits']} refits a block. The rank of the true value must be uniform.",
        "- Cover: fitted without the last twelve months, which are then forecast.",
        "- Series on different bases are used beside each other, each with its own basis, and never joined."
        " Seizures are not used.",
        "",
    ]
    for name, block in calibration["blocks"].items():
        lines += _block(name, block)
    lines += _start()
    lines += ["## Not tried, and why", "", "| what | why |", "|---|---|"]
    lines += [f"| {what} | {why} |" for what, why in _NOT_TRIED]
    lines += [
        "",
        "## What the result was made from",
        "",
        f"Made {calibration['made']}, riobravo {manifest['riobravo']}, seed {manifest['seed']}, code"
        f" `{manifest['code'][:12]}`, kernel `{manifest['kernel'][:12]}`.",
        "",
        "| series | SHA-256 |",
        "|---|---|",
        *(f"| {one} | `{found[:16]}` |" for one, found in manifest["data"].items()),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(name: str, block: dict[str, Any]) -> Iterator[str]:
    yield f"## {block['title']}"
    yield ""
    yield f"{block['observations']} observations of {', '.join(f'`{one}`' for one in block['series'])}."
    yield f"Measurement: {block['measured']}."
    yield ""
    yield f"![Prior (grey line) and posterior (blue)](calibration/{name}.svg)"
    yield ""
    yield "| parameter | unit | prior, 90 % | posterior, 90 % | spread | verdict | refits |"
    yield "|---|---|---|---|---|---|---|"
    for parameter, one in block["parameters"].items():
        ranges = [
            f"{_number(one[when]['median'])} ({_number(one[when]['low'])} to {_number(one[when]['high'])})"
            for when in ("prior", "posterior")
        ]
        made_up = one.get("made_up")
        check = f"{made_up['verdict']} (p {made_up['p_value']:.2f})" if made_up else "not run"
        yield (
            f"| {_to_ledger(parameter)} | {one['unit']} | {ranges[0]} | {ranges[1]} |"
            f" {one['spread_ratio']:.2f} | {verdict_of(one)} | {check} |"
        )
    yield ""
    for error, one in block["errors"].items():
        yield (
            f"Fitted beside them: {error.replace('_', ' ')}, standard deviation {_number(one['median'])}"
            f" ({_number(one['low'])} to {_number(one['high'])})."
        )
        yield ""
    cover, prior = block["cover"]["posterior"], block["cover"]["prior"]
    yield (
        f"Last twelve months left out, {cover['left_out']} observations: {cover['inside50']:.0%}"
        f" inside the 50 %"
        f" and {cover['inside90']:.0%} inside the 90 % interval (with priors alone"
        f" {prior['inside50']:.0%} and"
        f" {prior['inside90']:.0%}); {block['cover']['verdict']}."
    )
    yield ""


def _to_ledger(parameter: str) -> str:
    mechanism = load_ledger()[parameter].mechanism
    table = next(one.table for one in MECHANISMS if one.id == mechanism)
    return f"[{parameter}](ledger/{table}.md#{parameter})"


def _start() -> Iterator[str]:
    """Say where the simulation of the shipped study starts."""
    from riobravo.ensemble.opening import prepare_start
    from riobravo.observed import states
    from riobravo.study import load_study

    start = prepare_start(load_study())
    known = start.nowcast.homicides
    yearly = 52.0 * known.level
    spread = np.sqrt(known.covariance[0, 0] + 2.0 * known.covariance[0, 1:] + np.diag(known.covariance)[1:])
    force = known.mean[0] + known.mean[1:]
    weights = yearly / yearly.sum()
    both = known.covariance[0, 0] + 2.0 * weights @ known.covariance[0, 1:]
    nation = float(np.sqrt(both + weights @ known.covariance[1:, 1:] @ weights))
    yield "## Where the simulation starts"
    yield ""
    yield (
        f"The shipped study starts on {start.date}. Log homicide rates are updated month by month"
        f" with a shock"
        " that all states share and one of each state, both fading; every world draws its own start from what"
        " is known then, states jointly. New rows in the series move the day and the levels. A state"
        " above its"
        " usual level is expected to fall, slowly, and one below it to rise. Encounters, trade, overdose"
        " deaths, opinion and cooperation start from draws of their own."
    )
    yield ""
    yield "| | expected homicides a year | known within, 90 % | against its usual level |"
    yield "|---|---|---|---|"
    usual = float(yearly.sum() / np.exp(known.usual + 0.5 * known.noise**2).sum() / 52.0 - 1.0)
    yield f"| **Mexico** | {yearly.sum():,.0f} | ±{1.645 * nation:.0%} | {usual:+.0%} |"
    for state, level, wide, above in zip(states(), yearly, spread, force, strict=True):
        yield f"| {state.name} | {level:,.0f} | ±{1.645 * wide:.0%} | {np.expm1(above):+.0%} |"
    yield ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else "0" if abs(value) < 1e-9 else f"{value:.3g}"
