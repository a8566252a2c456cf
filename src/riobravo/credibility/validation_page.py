"""The page of the hindcasts, made from the kept result: it leads with where the forecasts lose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riobravo.analysis.hindcasts import STATUSES, describe_found, describe_policy, describe_skill, losses
from riobravo.credibility.policy_paths import load_path
from riobravo.credibility.preregistration import Series, load_registration
from riobravo.credibility.validation import kept_result, outdated_simulations
from riobravo.forecasting.archive import load_archive

_BANDS = ("1-3", "4-6", "7-12", "13-24", "25-36")
_HINDSIGHT = (
    "The simulation is not free of hindsight: its priors and its map of groups come from publications"
    " later than most origins. It was started from the observed victims known at each origin and is"
    " shown for the comparison. `pooled` does not contain it; `pooled-with-simulation` does."
)


def _age_of_simulations(outdated: list[str]) -> list[str]:
    """Say which series show the simulation as it was, not as it is."""
    if not outdated:
        return []
    return [
        f"* **The simulation has changed** since its arm was run for {', '.join(outdated)}: its rows there,"
        " and the policy path, speak of an earlier state of it. `python -m riobravo.credibility.validation"
        " --simulations` runs them again. `pooled` does not depend on it."
    ]


def validation_page() -> str:
    """Return the page."""
    registration, result = load_registration(), kept_result()
    lines = [
        "# Hindcasts: how past forecasts would have done",
        "",
        "This page is made from the kept result (`src/riobravo/credibility/validation.json`) by"
        " `python -m riobravo.documentation docs/`; `riobravo validate --again` makes the result again.",
        "",
        "## Where it loses",
        "",
        *(f"- {_capital(sentence)}" for sentence in losses(result)),
        "",
        "## What was registered before the first run",
        "",
        f"Registered {registration.registered} in `src/riobravo/credibility/preregistration.yaml`: series,"
        " origins, horizons, seeds, baselines, scores and these statements. Nothing was tuned on the"
        " origins below. What was changed after a result was seen:",
        "",
        *(f"- *{one.made}:* {one.says}" for one in registration.amendments),
        "",
        "| | statement | found |",
        "|---|---|---|",
        *(
            f"| **{one['status']}** | {one['says']} | {describe_found(one)} |"
            for one in sorted(result["falsifiers"], key=lambda one: STATUSES.index(one["status"]))
        ),
        "",
        "## How to read the tables",
        "",
        "* *CRPS* is the fair continuous ranked probability score in the unit of the series; of *log* on"
        " log(1 + y). Less is better. Few states with many homicides decide the first, all alike the second.",
        "* *Ratio* is mean forecast over mean observed: a forecast that collapses to nothing shows here and"
        " hardly in the CRPS.",
        "* *50 %* and *90 %* are the shares of observations inside these intervals.",
        "* *PIT* is the distance of the probability integral transform from flat, on cells where something"
        " happened; 0 is calibrated.",
        "* *Energy* scores states jointly: it falls if the forecast knows how they move together.",
        "* *Skill of the pool* is 1 - CRPS of `pooled` / CRPS of the row: above zero the pool is better. Its"
        f" {registration.bootstrap.level:.0%} interval comes from moving blocks of origins.",
        f"* All over horizons 1 to {registration.horizons.scored} and {len(registration.seeds)} seeds. The"
        " origin is the last day of a month; only figures published by then are used.",
        "* Final figures stand for first ones: revisions after first publication are not modelled, so live"
        " skill is lower.",
        f"* {_HINDSIGHT}",
        *_age_of_simulations(outdated_simulations(result)),
        "",
        "`pooled` mixes the nowcast with one baseline and stretches the mixture about its median; weights and"
        " spread are learned from earlier origins alone. `pooled-uncalibrated` is not stretched.",
        "What each model is, with its equations, is written in its file under `src/riobravo/forecasting/`.",
        "",
    ]
    for series in registration.series:
        lines += [f"## {series.name}", "", f"{series.title}.", ""]
        one = result["series"].get(series.name)
        lines += _series(series, one) if one else ["Not run.", ""]
    lines += _archive()
    return "\n".join(lines).rstrip("\n") + "\n"


def _series(series: Series, one: dict[str, Any]) -> Iterator[str]:
    yield (
        f"{len(one['origins'])} origins from {one['origins'][0]} to {one['origins'][-1]}; made"
        f" {one['made']}; data {one['manifest']['data'][:12]}, code {one['manifest']['code'][:12]}."
    )
    yield ""
    yield "| model | CRPS | of log | ratio | 50 % | 90 % | PIT | energy | skill of the pool |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for model, row in sorted(one["models"].items(), key=lambda item: item[1]["crps"]):
        skill = one["skill_vs"].get(model)
        interval = ""
        if skill is not None:
            interval = f"{skill['estimate']:+.3f} ({skill['low']:+.3f} to {skill['high']:+.3f})"
        cells = [
            _score(row["crps"]),
            f"{row['crps_log1p']:.3f}",
            f"{row['mean_ratio']:.2f}",
            f"{row['coverage50']:.2f}",
            f"{row['coverage90']:.2f}",
            f"{row['pit_distance']:.2f}",
            _score(row["energy"]),
            interval,
        ]
        yield f"| {'**' + model + '**' if model == 'pooled' else model} | {' | '.join(cells)} |"
    yield ""
    for model, row in one["skill_of_parts"].items():
        for against, skill in row.items():
            yield f"- {model} alone against {against}: {describe_skill(skill)}."
    pool = one["weights"].get("pooled")
    if pool is not None:
        said = ", ".join(
            f"{part} {first:.2f} to {last:.2f}"
            for part, first, last in zip(
                pool["parts"], pool["by_origin"][0], pool["by_origin"][-1], strict=True
            )
        )
        yield f"- Weights of the pool, first to last origin: {said}."
        spread = pool["spread_by_origin"]
        yield (
            f"- Spread of the pool, first to last origin: {spread[0]:.2f} to {spread[-1]:.2f}, between"
            f" {min(spread):.2f} and {max(spread):.2f}."
        )
    by_seed = one["models"]["pooled"]["crps_by_seed"]
    yield f"- CRPS of the pool by seed: {', '.join(_score(value) for value in by_seed)}."
    for model, reason in one["missing"].items():
        yield f"- {model} was not run: {reason}"
    yield ""
    yield from _policy(one)
    yield from _by_horizon(series, one)
    yield from _apart(series, one)
    yield from _events(one)


def _policy(one: dict[str, Any]) -> Iterator[str]:
    policy = one.get("policy")
    if policy is None:
        return
    for sentence in describe_policy(policy):
        yield f"- {sentence}"
    yield ""
    yield "| arm | CRPS | of log | ratio | 50 % | 90 % | skill against policies as known |"
    yield "|---|---|---|---|---|---|---|"
    for name, row in policy["models"].items():
        skill = policy["skill"].get(name)
        yield (
            f"| {name} | {_score(row['crps'])} | {row['crps_log1p']:.3f} | {row['mean_ratio']:.2f} |"
            f" {row['coverage50']:.2f} | {row['coverage90']:.2f} |"
            f" {describe_skill(skill).removeprefix('skill ') if skill else ''} |"
        )
    yield ""
    path = load_path(policy["path"])
    yield f"What was fed in: {path.title} (`credibility/policy_paths/{path.id}.yaml`)."
    yield ""
    yield "| from | to | what | status |"
    yield "|---|---|---|---|"
    for order in path.orders:
        yield f"| {order.begins} | {order.ends or ''} | {order.says} | {order.status} |"
    yield ""


def _by_horizon(series: Series, one: dict[str, Any]) -> Iterator[str]:
    models = [
        model
        for model in ("pooled", "nowcast", "simulation", series.partner, "last-value")
        if model in one["models"]
    ]
    yield "CRPS, and coverage of the 90 % interval, by months ahead:"
    yield ""
    yield f"| months ahead | {' | '.join(models)} |"
    yield f"|---|{'---|' * len(models)}"
    for band in _BANDS:
        rows = one["horizons"].get(band, {})
        cells = [
            f"{_score(rows[model]['crps'])}, {rows[model]['coverage90']:.2f}" if model in rows else ""
            for model in models
        ]
        if any(cells):
            yield f"| {band} | {' | '.join(cells)} |"
    yield ""


def _apart(series: Series, one: dict[str, Any]) -> Iterator[str]:
    for name, part in one["apart"].items():
        span = series.apart[name.removeprefix("not-")]
        where = "outside" if name.startswith("not-") else "within"
        row, partner = part["models"]["pooled"], part["models"][series.partner]
        yield (
            f"Origins {where} {span.first} to {span.last} ({name}, {part['origins']}): pooled CRPS"
            f" {_score(row['crps'])}, ratio {row['mean_ratio']:.2f}, 90 % interval {row['coverage90']:.2f};"
            f" {series.partner} {_score(partner['crps'])};"
            f" {describe_skill(part['skill_vs'][series.partner])}."
        )
        yield ""


def _events(one: dict[str, Any]) -> Iterator[str]:
    rows = one.get("events", {}).get("doubling")
    if not rows:
        return
    first = next(iter(rows.values()))
    yield (
        f"Homicides of a state double within a year: {first['events']} of {first['cases']} cases. Brier score"
        f" of the base rate, known only afterwards, {first['brier_base_rate']:.4f}."
    )
    yield ""
    yield "| model | Brier | said and came, by class of probability |"
    yield "|---|---|---|"
    for model, row in sorted(rows.items(), key=lambda item: item[1]["brier"]):
        classes = "; ".join(
            f"{part['said']:.2f} and {part['happened']:.2f} ({part['cases']:.0f})"
            for part in row["reliability"]
        )
        yield f"| {model} | {row['brier']:.4f} | {classes} |"
    yield ""


def _archive() -> Iterator[str]:
    entries, longest = load_archive(), load_registration().horizons.longest
    yield "## Forecasts on record"
    yield ""
    yield (
        "Shipped in `src/riobravo/credibility/forecasts/`, made with what had been published by the day"
        " named, to be scored with `riobravo score FILE --observed CSV` by anyone. Hindcasts reach"
        f" {longest} months beyond the last figure. A forecast as of a day long after"
        " the last figure of its series looks further, where its spread has not been tested."
    )
    yield ""
    yield "| file | as of | months | draws | SHA-256 |"
    yield "|---|---|---|---|---|"
    for entry in entries:
        yield (
            f"| {entry.file} | {entry.as_of} | {entry.first} to {entry.last} | {entry.draws} |"
            f" `{entry.sha256}` |"
        )
    yield ""


def _score(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _capital(sentence: str) -> str:
    name, colon, rest = sentence.partition(":")
    return f"**{name}**:{rest}" if colon and " " not in name else sentence
