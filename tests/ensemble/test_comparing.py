"""Comparisons as people ask for them: what they hold, what they refuse, and how they stop."""

from __future__ import annotations

import json
import threading
from typing import Any

import numpy as np
import pytest
import xarray

import riobravo
from ensemble.studies import MEMBERS, OPTIONS, small_study
from riobravo.analysis.summary import standard_error, summarise
from riobravo.api import compare, plan, run_study
from riobravo.ensemble.runner import _check_bounds, run_worlds
from riobravo.errors import DataError, InputError, SimulationError
from riobravo.options.schema import Option
from riobravo.world.outcomes import BY_STATE, NATIONAL


@pytest.fixture(scope="module")
def result() -> xarray.Dataset:
    return run_study(small_study(years=2))


def test_the_result_is_labelled(result: xarray.Dataset) -> None:
    sizes = {"option": 4, "member": MEMBERS, "year": 2, "quarter": 16, "state": 32}
    assert dict(result.sizes) == sizes
    assert result["option"].values.tolist() == list(OPTIONS)
    assert result["year"].values.tolist() == [1, 2]
    assert result["quarter"].values[0] == -1.75
    assert result["quarter"].values[-1] == 2.0
    assert result["state"].values[[0, 31]].tolist() == ["01", "32"]
    for outcome in NATIONAL:
        assert result[outcome.name].dims == ("option", "member", "year")
        assert result[outcome.name].attrs["units"] == outcome.unit
        assert result[f"{outcome.name}_quarterly"].dims == ("option", "member", "quarter")
    for outcome in BY_STATE:
        assert result[outcome.name].dims == ("option", "member", "year", "state")
    assert result.attrs["seed"] == "41"
    assert result.attrs["runs"] == 4 * MEMBERS


def test_a_year_is_the_mean_of_its_quarters_for_flows_and_their_end_for_stocks(
    result: xarray.Dataset,
) -> None:
    for outcome in NATIONAL:
        quarters = result[f"{outcome.name}_quarterly"].values[:, :, -8:].reshape(4, MEMBERS, 2, 4)
        year = quarters.mean(axis=3) if outcome.kind == "flow" else quarters[..., 3]
        np.testing.assert_allclose(result[outcome.name].values, year, rtol=1e-12)


def test_states_add_up_to_the_nation_in_every_year(result: xarray.Dataset) -> None:
    for state, nation in (("state_homicides", "homicides"), ("state_group_deaths", "group_deaths")):
        np.testing.assert_allclose(result[state].sum("state"), result[nation], rtol=1e-6)


def test_the_summary_agrees_with_a_computation_by_hand(result: xarray.Dataset) -> None:
    summary = summarise(result)
    assert summary["options"] == list(OPTIONS)
    assert (summary["seed"], summary["members"], summary["start"]) == (41, MEMBERS, "2026-01")
    assert set(summary["outcomes"]) == {outcome.name for outcome in NATIONAL}
    for name in ("homicides", "members", "leader_removals"):
        horizons = summary["outcomes"][name]["horizons"]
        assert list(horizons) == ["1", "2"]
        for place, option in enumerate(OPTIONS):
            values = result[name].values[place, :, 1]
            found = horizons["2"][option]
            assert found["mean"] == pytest.approx(sum(values) / MEMBERS)
            assert found["mcse"] == pytest.approx(
                np.sqrt(((values - values.mean()) ** 2).sum() / (MEMBERS - 1) / MEMBERS)
            )
            ordered = np.sort(values)
            assert found["q50"] == pytest.approx((ordered[5] + ordered[6]) / 2.0)
            # Twelve values: the 5 % point lies 0.55 of the way from the first to the second.
            assert found["q05"] == pytest.approx(0.45 * ordered[0] + 0.55 * ordered[1])
            assert found["q95"] == pytest.approx(0.55 * ordered[10] + 0.45 * ordered[11])
            paired = values - result[name].values[0, :, 1]
            difference = found["difference"]
            assert difference["mean"] == pytest.approx(paired.mean())
            assert difference["mcse"] == pytest.approx(paired.std(ddof=1) / np.sqrt(MEMBERS))
            assert difference["probability_lower"] == pytest.approx((paired < 0).sum() / MEMBERS)


def test_the_summary_is_strict_json(result: xarray.Dataset) -> None:
    summary = summarise(result)
    assert json.loads(json.dumps(summary, allow_nan=False)) == summary


def test_the_reference_differs_from_itself_by_nothing(result: xarray.Dataset) -> None:
    for outcome in summarise(result)["outcomes"].values():
        for horizon in outcome["horizons"].values():
            assert set(horizon["status-quo"]["difference"].values()) == {0.0}


def test_the_standard_error_shrinks_with_the_root_of_the_number() -> None:
    values = np.random.default_rng(3).normal(size=4000)
    quarter, whole = standard_error(values[:1000]), standard_error(values)
    assert quarter is not None
    assert whole is not None
    assert quarter / whole == pytest.approx(2.0, rel=0.1)
    assert standard_error(values[:1]) is None


def test_paired_differences_are_less_uncertain_than_separate_worlds(
    result: xarray.Dataset,
) -> None:
    horizon = summarise(result)["outcomes"]["members"]["horizons"]["1"]["arrests-doubled"]
    assert horizon["difference"]["mcse"] < 0.2 * horizon["mcse"]


def test_a_single_world_has_no_standard_error() -> None:
    one = compare(["arrests-doubled"], members=1, years=1)
    found = summarise(one)["outcomes"]["homicides"]["horizons"]["1"]["arrests-doubled"]
    assert found["mcse"] is None
    assert found["difference"]["mcse"] is None
    json.dumps(found, allow_nan=False)


def test_a_single_option_is_compared_to_the_status_quo() -> None:
    for options in (["prevention"], "prevention"):
        study = plan(options)
        assert [one if isinstance(one, str) else one.id for one in study.options] == [
            "status-quo",
            "prevention",
        ]
    assert plan(["prevention", "de-escalation"]).options[0] == "prevention"


def test_an_option_of_ones_own_is_run_beside_shipped_ones() -> None:
    own = Option.model_validate(
        {
            "id": "mine",
            "title": "Mine",
            "summary": "Three times the arrests.",
            "orders": [{"instrument": "arrests", "multiply_by": 3.0}],
        }
    )
    found = compare(["status-quo", "arrests-doubled", own], members=3, years=1)
    arrests = found["arrests"].values[..., 0]
    assert np.all(arrests[2] > arrests[1])
    assert np.all(arrests[1] > arrests[0])
    assert found["option_title"].values[2] == "Mine"


def test_the_package_offers_the_same_calls() -> None:
    assert riobravo.compare is compare
    assert riobravo.run_study is run_study


@pytest.mark.parametrize(
    ("options", "changes", "field"),
    [
        ([], {}, "options"),
        (["status-quo"], {}, "options"),
        (["no-such-option"], {}, "options"),
        (["prevention", "prevention"], {}, "options"),
        (["prevention"], {"start": "2015-12"}, "start"),
        (["prevention"], {"start": "2026"}, "start"),
        (["prevention"], {"start": "2024-01", "as_of": "2024-06-01"}, "as_of"),
        (["prevention"], {"as_of": "yesterday"}, "as_of"),
        (["prevention"], {"members": 0}, "members"),
        (["prevention"], {"years": 21}, "years"),
        (["prevention"], {"seed": -1}, "seed"),
        (["prevention"], {"threads": 0}, "threads"),
        (["prevention"], {"chunk": 0}, "chunk"),
    ],
    ids=str,
)
def test_what_cannot_be_run_is_refused(options: list[str], changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        compare(options, **changes)
    assert (caught.value.field or "").startswith(field)
    # Where a limit is named, the fix goes without saying.
    assert caught.value.fix or "must" in caught.value.message


def test_an_as_of_date_with_too_few_months_behind_it_is_refused() -> None:
    with pytest.raises(DataError) as caught:
        compare(["prevention"], members=1, start="2017-06", as_of="2017-06-01")
    assert caught.value.field == "as_of"
    assert caught.value.fix


def test_unknown_and_unfit_parameters_are_refused() -> None:
    for parameters, place in (
        ({"no_such_parameter": 1.0}, "parameters.no_such_parameter"),
        ({"initial_members": 10.0}, "initial_members"),
        ({"rump_share": {"family": "uniform", "low": 0.0, "high": 2.0}}, "parameters.rump_share"),
    ):
        with pytest.raises(InputError) as caught:
            run_worlds(small_study(parameters=parameters, members=1))
        assert place in str(caught.value)


def test_an_earlier_as_of_date_starts_earlier_and_sees_less() -> None:
    study = small_study(start="2021-01", as_of="2021-01-01", members=2, options=OPTIONS[:2])
    worlds = run_worlds(study)
    assert worlds.start.date.isoformat() == "2021-01-01"
    assert worlds.start.before == 0
    assert worlds.start.history == 9 * 52
    assert worlds.quarterly.shape[2] == 4


def test_a_start_within_a_quarter_leaves_out_the_weeks_that_fill_none() -> None:
    study = small_study(start="2021-08", as_of="2021-01-01", members=2, options=OPTIONS[:2])
    worlds = run_worlds(study)
    assert worlds.start.before == 30
    assert worlds.quarterly.shape[2] == 2 + 4
    homicides = worlds.quarterly[0, :, :, 0]
    assert homicides.min() > 0.5 * homicides.max()


def _running() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("riobravo")]


def test_ctrl_c_stops_the_run_and_leaves_nothing_running() -> None:
    told: list[int] = []

    def progress(done: int, members: int) -> None:
        told.append(done)
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_worlds(small_study(members=400), threads=2, chunk=2, progress=progress)
    assert not _running()
    assert told[0] == 0
    assert told[-1] < 20


def test_progress_counts_up_to_all_members() -> None:
    told: list[tuple[int, int]] = []
    study = small_study(options=OPTIONS[:2])
    run_worlds(study, threads=2, chunk=5, progress=lambda done, all_: told.append((done, all_)))
    assert told[0] == (0, MEMBERS)
    assert told[-1] == (MEMBERS, MEMBERS)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert not _running()


@pytest.mark.parametrize("bad", [np.nan, np.inf, -1.0])
@pytest.mark.parametrize("where", ["quarterly", "by_state"])
def test_worlds_out_of_bounds_name_the_first_member(bad: float, where: str) -> None:
    study = small_study()
    arrays = {
        "quarterly": np.ones((2, 5, 3, len(NATIONAL))),
        "by_state": np.ones((2, 5, 1, len(BY_STATE), 32)),
    }
    _check_bounds(arrays["quarterly"], arrays["by_state"], study)
    arrays[where][1, 3] = bad
    with pytest.raises(SimulationError, match=r"member 3 of seed 41"):
        _check_bounds(arrays["quarterly"], arrays["by_state"], study)
