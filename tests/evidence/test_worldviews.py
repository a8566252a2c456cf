"""Worldviews: the shipped ones, what counts for more, the same luck, and what adherents expect."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evidence.believing import IDS, a_study
from riobravo import api
from riobravo.analysis.expectations import judge
from riobravo.ensemble.draws import apply_overrides, draw_parameters
from riobravo.ensemble.shocks import Shocks
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.worldviews import (
    POOL,
    shipped_worldview,
    worldview_ids,
)
from riobravo.reading import read_text
from riobravo.study import Study, load_study, study_from

LEDGER = load_ledger()
OTHERS = IDS[1:]

# What adherents expect and these beliefs do not bring about: recorded, not tuned away.
FAILING = {
    "public-health": {
        "group_deaths in year 5 under arrests-doubled against status-quo: higher than in the pool"
    },
    # Both follow from the smaller groups that adherents believe in.
    "state-capacity": {
        "members in year 5 under arrests-doubled against status-quo: lower than in the pool",
        "members in year 5 under intelligence-development-diplomacy against status-quo:"
        " lower than in the pool",
    },
}
# What 200 worlds tell from no shift with one seed and not with another.
WEAK = {
    "public-health": {
        "group_deaths in year 5 under recruitment-halved against status-quo: lower than in the pool"
    },
    "state-capacity": {
        "homicides in year 5 under arrests-doubled against kingpin-kill: lower than in the pool"
    },
}


def draws(study: Study, members: int = 200, shocks: Shocks | None = None) -> dict[str, Any]:
    ledger, fixed = apply_overrides(LEDGER, study)
    return draw_parameters(ledger, fixed, shocks, study.seed, 0, members)


def test_five_worldviews_are_shipped_the_pool_first() -> None:
    assert worldview_ids() == IDS
    assert not shipped_worldview(POOL).beliefs
    assert load_study().worldview == POOL


@pytest.mark.parametrize("name", OTHERS)
def test_a_shipped_worldview_stands_on_evidence(name: str) -> None:
    worldview = shipped_worldview(name)
    assert worldview.id == name
    assert len(worldview.statement) > 300
    assert len(worldview.cites) >= 4
    assert len(worldview.beliefs) >= 4
    assert worldview.expects
    shipped = set(load_study().options)
    assert {one.option for one in worldview.expects} <= shipped
    for belief in worldview.beliefs.values():
        assert belief.because.endswith(".")
    for parameter, entry in worldview.reweigh(LEDGER).items():
        changed = entry.distribution != LEDGER[parameter].distribution
        assert changed == (parameter in worldview.beliefs)


def test_the_ledger_gives_way_to_the_worldview_and_that_to_the_study() -> None:
    plain = draws(a_study())
    believed = draws(a_study("force"))
    assert believed["surge_capture"].max() <= 0.24 < plain["surge_capture"].max()
    fixed = draws(a_study("force", parameters={"surge_capture": 1.5}))
    assert set(fixed["surge_capture"]) == {1.5}
    ranged = {"family": "uniform", "low": 0.5, "high": 0.6}
    drawn = draws(a_study("force", parameters={"surge_capture": ranged}))
    assert 0.5 <= drawn["surge_capture"].min() <= drawn["surge_capture"].max() <= 0.6
    assert drawn["spill_share"].tolist() == believed["spill_share"].tolist()


def test_worldviews_meet_the_same_luck() -> None:
    """Each parameter takes, in each world, the value at the same probability."""
    ledger, fixed = apply_overrides(LEDGER, a_study("blowback"))
    believed, plain = draws(a_study("blowback")), draws(a_study())
    assert not fixed
    for name in LEDGER:
        if name not in shipped_worldview("blowback").beliefs:
            np.testing.assert_array_equal(believed[name], plain[name])
    cut = plain["split_rivalry_weight"]
    u = np.log(cut / 1.0) / np.log(13.0)
    expected = ledger["split_rivalry_weight"].quantile(u, {})
    np.testing.assert_allclose(believed["split_rivalry_weight"], expected, rtol=1e-9)
    order = np.argsort(plain["surge_capture"])
    assert bool(np.all(np.diff(believed["surge_capture"][order]) >= 0))


def test_rates_follow_a_believed_size() -> None:
    values = draws(a_study("public-health"))
    expected = LEDGER["recruitment_rate"].quantile(
        np.full(200, 0.5), {"initial_members": values["initial_members"]}
    )
    np.testing.assert_array_equal(values["recruitment_rate"], expected)
    assert values["initial_members"].max() <= 130_000


def test_a_belief_about_an_estimated_shock_counts_for_more_than_the_estimate() -> None:
    name = "national_shock_sd"
    belief = {
        "distribution": {"family": "uniform", "low": 0.1, "high": 0.2},
        "because": "A quieter country than before.",
    }
    quiet = {"id": "quiet", "title": "Quiet", "statement": "Quiet.", "beliefs": {name: belief}}
    shocks = Shocks(
        **{field: LEDGER[field].default for field in Shocks.__dataclass_fields__ if field in LEDGER}
    )
    fixed = {"shock_scale": 1.0}
    values = draws(a_study(quiet, parameters=fixed), shocks=shocks)[name]
    assert 0.1 <= values.min() < values.max() <= 0.2
    estimated = draws(a_study(parameters=fixed), shocks=shocks)[name]
    assert set(estimated) == {shocks.national_shock_sd}


def test_the_pool_is_no_worldview_bit_for_bit() -> None:
    study = a_study()
    without = study_from(
        read_text(re.sub(r"^worldview: .*\n", "", study.dump_yaml(), flags=re.MULTILINE), "x"),
        Path(),
    )
    one, two = api.run_study(without), api.run_study(a_study("pool"))
    for name in one.data_vars:
        np.testing.assert_array_equal(one[name].values, two[name].values)
    assert one.attrs["worldview"] == two.attrs["worldview"] == "pool"
    assert one.attrs["study"] == two.attrs["study"]


def test_a_result_names_its_worldview_and_the_command_that_gives_it() -> None:
    result = api.compare(["prevention"], members=4, years=1, worldview="force")
    assert result.attrs["worldview"] == "force"
    assert result.attrs["command"].endswith("--worldview force")
    plain = api.compare(["prevention"], members=4, years=1)
    assert "--worldview" not in plain.attrs["command"]
    assert not np.array_equal(plain["homicides"].values, result["homicides"].values)


@pytest.mark.slow
def test_expectations_hold_where_they_do_and_fail_where_they_fail() -> None:
    expected = [one for name in OTHERS for one in shipped_worldview(name).expects]
    named = sorted({name for one in expected for name in (one.option, one.against)} - {"status-quo"})
    plan = load_study().with_changes(members=200, options=["status-quo", *named])
    results = dict(api.run_worldviews(plan))
    for name in OTHERS:
        verdicts = judge(shipped_worldview(name), results[name], results[POOL])
        assert len(verdicts) == len(shipped_worldview(name).expects)
        by_status: dict[str, set[str]] = {"holds": set(), "open": set(), "fails": set()}
        for verdict in verdicts:
            by_status[verdict.status].add(verdict.expectation.describe())
        assert by_status["fails"] == FAILING.get(name, set()), name
        assert by_status["open"] <= WEAK.get(name, set()), name
