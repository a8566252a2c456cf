"""Validation: the hindcasts beside their baselines, and a verdict on every registered falsifier.

The result is kept in the program (`validation.json`) with what it was made from. It is shown as long as
code, registration and data are the same; otherwise the series is run again.
`python -m riobravo.credibility.validation` runs the series that do not fit and keeps each result as soon as
it is done; with `--simulations` also those whose simulation has changed since; with names of series these
anyway. Stopped and started again, it goes on with the series that are left.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from riobravo._version import __version__
from riobravo.credibility.policy_paths import path_hash
from riobravo.credibility.preregistration import (
    Falsifier,
    Registration,
    Series,
    Test,
    load_registration,
)
from riobravo.credibility.rounding import rounded
from riobravo.forecasting.fingerprint import (
    code_hash,
    data_hashes,
    registration_hash,
    simulation_hash,
    world_hash,
)
from riobravo.forecasting.hindcast import Hindcast
from riobravo.forecasting.models import SIMULATION
from riobravo.forecasting.policy_arm import run_policy_arms

KEPT: Final = Path(__file__).parent / "validation.json"
HEADLINE: Final = ("crps", "crps_log1p", "mean_ratio", "coverage50", "coverage90")
# Called with the title of a series, and the numbers of forecasts done and to do.
Progress = Callable[[str, int, int], None]


def kept_result() -> dict[str, Any]:
    """Return the result that the program brings along; empty if there is none."""
    if not KEPT.is_file():
        return {"series": {}}
    content: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return content


def validate_series(
    names: Sequence[str] | None = None,
    *,
    again: bool = False,
    progress: Progress | None = None,
    overlay: Path | None = None,
) -> dict[str, Any]:
    """Return the hindcasts of several series, run where the kept ones do not fit.

    Args:
        names: names of the series; all if None.
        again: run even if the kept result fits.
        progress: told how far a series is.
        overlay: folder with newer series.

    Returns:
        made, version, series (each with its manifest) and falsifiers.

    Raises:
        InputError: there is no such series.
        DataError: the observations cannot be used.
    """
    registration = load_registration()
    chosen = [registration.find(name) for name in names] if names else list(registration.series)
    kept = kept_result()["series"]
    done: dict[str, Any] = {}
    for series in chosen:
        manifest = make_manifest(registration, series, overlay)
        old = kept.get(series.name)
        if old is not None and not again and fits(old["manifest"], manifest):
            done[series.name] = old
            continue
        done[series.name] = _run(registration, series, manifest, progress, overlay)
    return {
        "version": __version__,
        "series": done,
        "falsifiers": [judge(one, done) for one in registration.falsifiers],
    }


def make_manifest(registration: Registration, series: Series, overlay: Path | None = None) -> dict[str, Any]:
    """Return what a result of a series depends on."""
    manifest: dict[str, Any] = {
        "code": code_hash(),
        "registration": registration_hash(),
        "data": data_hashes((series,), overlay=overlay)[series.name],
        "seeds": list(registration.seeds),
        "draws": registration.draws,
    }
    if series.simulation:
        from riobravo.evidence.loading import ledger_hash

        manifest |= {"worlds": registration.simulated_worlds}
        manifest |= {"world": world_hash(), "ledger": ledger_hash(), "simulation": simulation_hash()}
    if series.policy_path is not None:
        manifest |= {"policy_path": path_hash(series.policy_path)}
    return manifest


def fits(old: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether a kept result is still the one that would be made.

    A changed simulation does not count: it is one arm of several, and `simulation_is_current` tells.
    """
    kept = ("code", "registration", "data", "seeds", "draws", "policy_path")
    return all(old.get(name) == now.get(name) for name in kept)


def simulation_is_current(old: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether the simulation and the ledger are those that the kept result was made with."""
    return all(old.get(name) == now.get(name) for name in ("world", "ledger", "simulation"))


def outdated_simulations(result: dict[str, Any]) -> list[str]:
    """Return the series whose simulation arm was made with another simulation or ledger than today's.

    Args:
        result: what `validate_series` returned.
    """
    registration = load_registration()
    names = [one.name for one in registration.series if one.simulation and one.name in result["series"]]
    return [
        name
        for name in names
        if not simulation_is_current(
            result["series"][name]["manifest"], make_manifest(registration, registration.find(name))
        )
    ]


def headline(result: dict[str, Any]) -> dict[str, Any]:
    """Return the short form: origins, five scores by model, and the skill of the pooled forecast.

    Models stand by CRPS, the best first; skill by its estimate, the lowest first.

    Args:
        result: what `validate_series` returned.
    """
    return {
        "series": {
            name: {
                "origins": one["origins"],
                "models": {
                    model: {measure: row[measure] for measure in HEADLINE}
                    for model, row in sorted(one["models"].items(), key=lambda item: item[1]["crps"])
                },
                "skill_vs": dict(sorted(one["skill_vs"].items(), key=lambda item: item[1]["estimate"])),
            }
            for name, one in result["series"].items()
        }
    }


def judge(falsifier: Falsifier, series: dict[str, Any]) -> dict[str, Any]:
    """Return a falsifier with its verdict: PASS, FAIL, or UNRUN where nothing was run that decides it."""
    test = falsifier.test
    result = series.get(falsifier.series)
    row: dict[str, Any] = {
        "id": falsifier.id,
        "says": falsifier.says,
        "series": falsifier.series,
        "status": "UNRUN",
        "found": None,
    }
    found = None if result is None else _found(test, result)
    if found is None:
        return row
    if "value" in found:
        assert test.low is not None
        assert test.high is not None
        holds = test.low <= found["value"] <= test.high
    else:
        holds = {
            "not-worse": found["high"] >= 0.0,
            "better": found["low"] > 0.0,
            "worse-or-equal": found["low"] <= 0.0,
        }[test.kind]
    return row | {"status": "PASS" if holds else "FAIL", "found": found}


def _found(test: Test, result: dict[str, Any]) -> dict[str, float] | None:
    """Return the score or skill that a test is about; None if it was not run."""
    if test.kind == "within":
        value = result["models"].get(test.model, {}).get(test.measure)
        return None if value is None else {"value": value}
    assert test.against is not None
    arms = result.get("policy", {}).get("skill", {})
    if test.against == SIMULATION and test.model in arms:
        return dict(arms[test.model])
    skills = result["skill_vs"] if test.model == "pooled" else result["skill_of_parts"].get(test.model, {})
    against = skills.get(test.against)
    return None if against is None else dict(against)


def write_kept(result: dict[str, Any], path: Path = KEPT) -> None:
    """Keep a result in the program, beside the series that it does not hold."""
    from riobravo.files import write_together

    series = kept_result()["series"] | result["series"]
    registration = load_registration()
    content = {
        "version": result["version"],
        "series": {one.name: series[one.name] for one in registration.series if one.name in series},
        "falsifiers": [judge(one, series) for one in registration.falsifiers],
    }
    text = json.dumps(rounded(content), indent=1, allow_nan=False) + "\n"
    write_together(path.parent, {path.name: text})


def _run(
    registration: Registration,
    series: Series,
    manifest: dict[str, Any],
    progress: Progress | None,
    overlay: Path | None,
) -> dict[str, Any]:
    tell = None if progress is None else lambda done, total: progress(series.title, done, total)
    hindcast = Hindcast(registration, series, overlay=overlay)
    summary = hindcast.run(tell)
    if series.policy_path is not None:
        title = f"{series.title}, policy path"
        told = None if progress is None else lambda done, total: progress(title, done, total)
        summary["policy"] = run_policy_arms(registration, series, hindcast.panel, told)
    made = datetime.datetime.now(datetime.UTC).date().isoformat()
    return {"made": made, "manifest": manifest} | summary


def renew_kept(names: Sequence[str] = (), *, simulations: bool = False) -> None:
    """Run what does not fit and keep each series as soon as it is done, so that it can be resumed.

    Args:
        names: these series are run in any case; if none are given, those whose kept result does not fit.
        simulations: also run those whose simulation arm was made with another simulation or ledger.
    """
    stale = outdated_simulations(kept_result()) if simulations else []
    started = time.monotonic()

    def tell(title: str, done: int, total: int) -> None:
        if done == total or done % 10 == 0:
            print(
                f"{time.monotonic() - started:6.0f} s  {title}: {done} of {total}",
                file=sys.stderr,
                flush=True,
            )

    for name in names or [one.name for one in load_registration().series]:
        write_kept(validate_series([name], again=name in names or name in stale, progress=tell))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    renew_kept([one for one in arguments if one != "--simulations"], simulations="--simulations" in arguments)
