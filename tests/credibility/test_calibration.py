"""Calibration finds what was put in, says what it cannot find, and can be taken up again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from observed.overlaid import change
from riobravo.credibility.calibration.artefact import (
    SHIPPED,
    Posterior,
    load_calibration,
    posterior_of,
    what_changed,
    write_calibration,
)
from riobravo.credibility.calibration.block import Block, Floats, Values, fading, gaussian
from riobravo.credibility.calibration.checks import judge_ranks
from riobravo.credibility.calibration.passing import FIRST, Encounters
from riobravo.credibility.calibration.run import THRESHOLD, Effort, calibrate
from riobravo.credibility.calibration.sampling import one_thread, sample, values_at
from riobravo.ensemble.draws import SECOND_SET, Chances, apply_overrides, draw_parameters, posterior_for
from riobravo.errors import DataError, InputError
from riobravo.evidence.loading import load_ledger
from riobravo.study import load_study

SHORT: dict[str, Any] = {"walkers": 12, "steps": 120, "settle": 40, "seed": 5}


class Silent(Block):
    """Observations that say nothing about the one parameter."""

    name = title = measured = "silent"
    parameters = ("shock_scale",)
    series = ()

    def mean(self, values: Values) -> Floats:
        return np.zeros((len(values["shock_scale"]), len(self.y)))

    def covariance(self, values: Values) -> Floats:
        return np.eye(len(self.y))[None]


def encounters(sd: float, half_life: float, months: int = 96) -> Block:
    block = Encounters(FIRST + np.arange(months), np.full(months, 50_000.0))
    values = {
        "encounter_shock_sd": np.array([sd]),
        "encounter_shock_half_life": np.array([half_life]),
        "monthly_chance": np.array([0.05]),
    }
    return block.with_observations(block.make_up(values, np.random.default_rng(7)))


def test_known_parameters_are_recovered() -> None:
    ledger = load_ledger()
    with one_thread():
        chain = sample(encounters(0.5, 30.0), ledger, **SHORT)
    found = values_at(encounters(0.5, 30.0), ledger, chain.draws)
    for name, truth in (("encounter_shock_sd", 0.5), ("encounter_shock_half_life", 30.0)):
        low, high = np.quantile(found[name], [0.005, 0.995])
        assert low < truth < high
    prior = ledger["encounter_shock_half_life"].quantile(np.linspace(0.001, 0.999, 999), {})
    assert found["encounter_shock_half_life"].std() < THRESHOLD * prior.std()


def test_louder_data_give_a_larger_shock() -> None:
    ledger = load_ledger()
    with one_thread():
        means = [
            values_at(block, ledger, sample(block, ledger, **SHORT).draws)["encounter_shock_sd"].mean()
            for block in (encounters(0.35, 30.0), encounters(0.9, 30.0))
        ]
    assert means[1] > means[0] + 0.1


def test_a_parameter_the_data_cannot_see_keeps_its_prior() -> None:
    block = Silent(np.zeros(5), np.arange(5.0))
    with one_thread():
        chain = sample(block, load_ledger(), walkers=20, steps=600, settle=100, seed=2)
    assert chain.draws.mean() == pytest.approx(0.0, abs=0.15)
    assert chain.draws.std() == pytest.approx(1.0, abs=0.12)


def test_a_chain_taken_up_again_is_the_same_to_the_last_bit(tmp_path: Path) -> None:
    block, ledger = encounters(0.5, 30.0, months=60), load_ledger()
    kept = tmp_path / "chain.npz"
    with one_thread():
        whole = sample(block, ledger, **SHORT)
        sample(block, ledger, **SHORT | {"steps": 50, "settle": 0}, kept_in=kept)
        resumed = sample(block, ledger, **SHORT, kept_in=kept)
        again = sample(block, ledger, **SHORT, kept_in=kept)
    assert whole.scores.tobytes() == resumed.scores.tobytes() == again.scores.tobytes()
    kept.write_bytes(b"not a chain")
    with pytest.raises(InputError, match="cannot be read"):
        sample(block, ledger, **SHORT, kept_in=kept)


def test_the_density_is_that_of_the_normal_distribution() -> None:
    from scipy.stats import multivariate_normal

    when = np.arange(6.0)
    covariance = fading(when, np.array([0.3, 0.7]), np.array([2.0, 9.0])) + 0.01 * np.eye(6)
    errors = np.random.default_rng(1).standard_normal((2, 6))
    expected = [
        multivariate_normal(np.zeros(6), one).logpdf(e) for one, e in zip(covariance, errors, strict=True)
    ]
    assert gaussian(errors, covariance) == pytest.approx(np.array(expected))


def test_months_left_out_are_forecast_from_those_before() -> None:
    block = encounters(0.4, 40.0)
    values = {
        "encounter_shock_sd": np.full(300, 0.4),
        "encounter_shock_half_life": np.full(300, 40.0),
        "monthly_chance": np.full(300, 0.05),
    }
    drawn = block.forecast(values, block.last_year, np.random.default_rng(3))
    assert drawn.shape == (300, 12)
    spread = drawn.std(axis=0)
    assert spread[0] < 0.6 * spread[-1]
    assert drawn[:, 0].mean() == pytest.approx(block.y[-13], abs=0.4)


def test_uneven_ranks_are_called_so() -> None:
    even = [(k + 0.5) / 40 for k in range(40)]
    assert judge_ranks(even, 10)["verdict"].startswith("uniform")
    assert "too narrow" in judge_ranks([0.001] * 20 + [0.999] * 20, 10)["verdict"]
    assert "too wide" in judge_ranks([0.5] * 40, 10)["verdict"]
    assert judge_ranks(even[:5], 10)["verdict"].startswith("too few")


def test_the_shipped_calibration_is_of_todays_data_and_priors() -> None:
    assert what_changed(load_calibration()) == []


def test_altered_data_are_told(tmp_path: Path) -> None:
    change(tmp_path, "2015-01-01,01,7,", "2015-01-01,01,8,")
    assert what_changed(load_calibration(), tmp_path) == ["the series sesnsp-victims has changed since"]


def test_only_identified_parameters_have_draws() -> None:
    calibration = load_calibration()
    assert calibration["threshold"] == THRESHOLD
    for block in calibration["blocks"].values():
        named = {name for name, one in block["parameters"].items() if one["identified"]}
        assert named == set(block["draws"])
        for one in block["parameters"].values():
            assert one["identified"] == (one["spread_ratio"] <= THRESHOLD)
    assert "initial_members" not in posterior_of(calibration).parameters


def test_members_draw_whole_rows_of_the_posterior() -> None:
    posterior = Posterior({"one": {"a": np.arange(10.0), "b": 10.0 * np.arange(10.0)}})
    drawn = posterior.draw(1, 0, 200, frozenset(), SECOND_SET)
    assert (drawn["b"] == 10.0 * drawn["a"]).all()
    assert len(set(drawn["a"])) == 10
    part = posterior.draw(1, 50, 20, frozenset(), SECOND_SET)
    assert (part["a"] == drawn["a"][50:70]).all()
    other = posterior.draw(1, 0, 200, frozenset({"b"}), SECOND_SET)
    assert (other["b"] == 10.0 * other["a"]).all()
    assert (other["a"] != drawn["a"]).any()


def test_a_study_that_asks_uses_the_posterior_and_leaves_the_rest_alone() -> None:
    study = load_study().with_changes(calibration="shipped", parameters={"overdose_trend_spread": 0.1})
    ledger, fixed = apply_overrides(load_ledger(), study)
    posterior = posterior_for(study)
    assert posterior is not None
    assert "overdose_trend_spread" not in posterior.parameters
    plain = draw_parameters(ledger, fixed, None, 1, 0, 50)
    calibrated = draw_parameters(ledger, fixed, None, 1, 0, 50, Chances(), posterior)
    moved = {name for name in plain if (plain[name] != calibrated[name]).any()}
    assert moved == set(posterior.parameters)
    assert posterior_for(load_study()) is None


def test_a_study_asks_for_what_there_is() -> None:
    with pytest.raises(InputError, match="calibration"):
        load_study().with_changes(calibration="yesterday")


def test_a_file_that_is_no_calibration_is_refused(tmp_path: Path) -> None:
    for text in ("{}", "[1]", '{"version": 2, "blocks": {"a": 1}}', "no json"):
        (tmp_path / "one.json").write_text(text)
        load_calibration.cache_clear()
        with pytest.raises(DataError, match="no calibration"):
            load_calibration(tmp_path / "one.json")
    with pytest.raises(DataError, match="there is no calibration"):
        load_calibration(tmp_path / "two.json")


def test_a_short_calibration_is_written_and_taken_up(tmp_path: Path) -> None:
    day = load_study().as_of_date
    few = Effort(walkers=8, steps=40, settle=10, refits=2)
    told: list[Any] = []

    def run(work: Path | None, seed: int = 1) -> dict[str, Any]:
        return calibrate(
            day, blocks=("overdose",), effort=few, seed=seed, work=work, report=lambda *one: told.append(one)
        )

    whole = run(None)
    assert told[-1][1:] == (100, 100)
    run(tmp_path / "work")
    assert run(tmp_path / "work")["blocks"] == whole["blocks"]
    with pytest.raises(InputError, match="another calibration"):
        run(tmp_path / "work", seed=2)
    write_calibration(whole, tmp_path / "calibration.json")
    kept = load_calibration(tmp_path / "calibration.json")
    assert what_changed(kept) == []
    assert kept["manifest"] == whole["manifest"]
    assert json.loads(SHIPPED.read_text())["manifest"]["data"].keys() > kept["manifest"]["data"].keys()


def test_without_the_sampler_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "emcee", None)
    with pytest.raises(InputError, match=r"riobravo\[calibrate\]"):
        sample(encounters(0.5, 30.0, months=60), load_ledger(), **SHORT)


def test_a_wrong_day_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from riobravo.cli import app

    done = CliRunner().invoke(app, ["calibrate", "--out", str(tmp_path / "out"), "--as-of", "yesterday"])
    assert done.exit_code == 2
    assert "as_of" in done.output
    assert "Traceback" not in done.output
    assert not list(tmp_path.rglob("*.json"))
