"""Forms about courses, conditions, causes and evidence, in worlds whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta

from claims.constructed import ConstructedWorlds, make, one_year

HOMICIDES: dict[str, object] = {"outcome": "homicides", "year": 1}
TEN: dict[str, object] = {"percent": 10}


def test_a_swing_that_comes_back() -> None:
    form = make(
        form="extreme_and_recovery",
        option="a",
        outcome="homicides",
        direction="higher",
        extreme_within=1,
        recovered_by=3,
        left=0.5,
        material=TEN,
    )
    base = [100.0] * 12
    there_and_back = [100, 130, 130, 110, *[104] * 4, *[101] * 4]
    lasting = [100, 130, 130, 130, *[130] * 8]
    small = [100, 104, 104, 102, *[100] * 8]
    worlds = ConstructedWorlds(
        quarterly={
            ("status-quo", "homicides"): [base] * 3,
            ("a", "homicides"): [there_and_back, lasting, small],
        },
        members=3,
    )
    assert form.holds(worlds, "material").tolist() == [1, 0, 0]
    assert form.holds(worlds, "weak").tolist() == [1, 0, 1]


def test_after_the_end_only_the_time_after_counts() -> None:
    form = make(
        form="after_end",
        option="a",
        outcome="homicides",
        ends=1,
        until=2,
        direction="higher",
        material=TEN,
    )
    worlds = ConstructedWorlds(
        quarterly={
            ("status-quo", "homicides"): [[100.0] * 8] * 2,
            ("a", "homicides"): [[50] * 4 + [115] * 4, [200] * 4 + [99] * 4],
        },
        members=2,
    )
    assert form.holds(worlds, "material").tolist() == [1, 0]
    assert form.quantity(worlds).tolist() == [15, -1]


def test_a_threat_is_measured_against_its_execution() -> None:
    form = make(
        form="threat",
        option="threat",
        carried_out="act",
        direction="higher",
        share=0.5,
        material=TEN,
        **HOMICIDES,
    )
    worlds = one_year(status_quo=[100] * 3, threat=[120, 120, 101], act=[130, 200, 130])
    assert form.holds(worlds, "weak").tolist() == [1, 1, 1]
    assert form.holds(worlds, "material").tolist() == [1, 0, 0]


def test_a_concession_is_additional_and_lasts() -> None:
    form = make(form="concession", option="a", lasts_to_year=2, material=TEN, **HOMICIDES)
    worlds = ConstructedWorlds(
        {
            ("status-quo", "homicides"): [[100, 100]] * 3,
            ("a", "homicides"): [[120, 115], [120, 101], [100, 130]],
        },
        members=3,
    )
    assert form.holds(worlds, "weak").tolist() == [1, 1, 0]
    assert form.holds(worlds, "material").tolist() == [1, 0, 0]


def test_a_condition_removes_the_worlds_where_it_is_not_met() -> None:
    change = {"form": "change", "direction": "higher", "material": TEN, **HOMICIDES}
    form = make(form="conditional", given={**change, "option": "a"}, then={**change, "option": "b"})
    worlds = one_year(status_quo=[1, 1, 1], a=[2, 2, 0], b=[2, 0, 2])
    assert np.array_equal(form.holds(worlds, "weak"), [1, 0, np.nan], equal_nan=True)


def test_mediation_compares_with_the_mechanism_turned_off() -> None:
    form = make(form="mediation", option="a", through=["G6"], direction="higher", share=0.5, **HOMICIDES)
    worlds = ConstructedWorlds(
        {
            ("status-quo", "homicides"): [[100], [100], [100], [100]],
            ("a", "homicides"): [[120], [120], [120], [90]],
        },
        without={
            ("status-quo", "homicides"): [[50], [50], [50], [50]],
            ("a", "homicides"): [[55], [65], [75], [30]],
        },
    )
    assert form.holds(worlds, "weak").tolist() == [1, 1, 0, 0]
    assert form.holds(worlds, "material").tolist() == [1, 0, 0, 0]
    assert {demand.setting.off for demand in form.demands()} == {(), ("G6",)}


def test_a_forecast_is_seen_from_its_origin() -> None:
    form = make(
        form="forecast",
        outcome="homicides",
        year=2,
        direction="higher",
        start="2019-01",
        as_of="2018-07-01",
        material=TEN,
    )
    worlds = ConstructedWorlds(
        {("status-quo", "homicides"): [[0, 99], [0, 105], [0, 111]]}, members=3, observed=100.0
    )
    assert form.holds(worlds, "weak").tolist() == [0, 1, 1]
    assert form.holds(worlds, "material").tolist() == [0, 0, 1]
    (demand,) = form.demands()
    assert (demand.setting.start, demand.setting.as_of) == ("2019-01", "2018-07-01")


def test_attribution_is_decided_by_data_and_shows_them() -> None:
    from riobravo.claims.forms.attribution import Attribution

    form = make(
        form="attribution",
        series="sesnsp-victims",
        column="intentional_homicide",
        before=["2015-01", "2015-12"],
        after=["2018-01", "2018-12"],
        causes=["more force", "more splits"],
    )
    assert isinstance(form, Attribution)
    assert form.decided_by == "data"
    assert np.isnan(form.holds(ConstructedWorlds(), "weak")).all()
    before, after = form.observed()
    # Published yearly sums of this series: about 17.9 thousand in 2015 and 33.7 thousand in 2018.
    assert 12 * before == pytest.approx(17_900, rel=0.03)
    assert 12 * after == pytest.approx(33_700, rel=0.03)


def test_a_base_rate_is_the_posterior_of_a_counted_class() -> None:
    form = make(
        form="base_rate",
        reference_class={
            "what": "throws that show a six",
            "events": 9,
            "cases": 20,
            "source": "a die",
            "status": "seen",
        },
        direction="below",
        weak=0.5,
        material=0.4,
    )
    worlds = ConstructedWorlds(members=2000)
    law = beta(9.5, 11.5)
    assert form.holds(worlds, "weak").mean() == pytest.approx(law.cdf(0.5), abs=0.001)
    assert form.holds(worlds, "material").mean() == pytest.approx(law.cdf(0.4), abs=0.001)


def test_a_base_rate_without_a_class_says_nothing() -> None:
    form = make(form="base_rate", direction="above", weak=0.5, material=0.9)
    assert np.isnan(form.holds(ConstructedWorlds(), "weak")).all()


def test_a_statement_on_a_parameter_goes_to_the_ledger() -> None:
    form = make(form="parameter", parameter="rho", minus="eta", direction="above", weak=0, material=2)
    worlds = ConstructedWorlds(parameters={"rho": [1, 2, 3, 4], "eta": [1, 1, 1, 1]})
    assert form.holds(worlds, "weak").tolist() == [0, 1, 1, 1]
    assert form.holds(worlds, "material").tolist() == [0, 0, 0, 1]


def test_every_form_is_tested_in_these_files() -> None:
    from pathlib import Path

    from riobravo.claims.forms import FORMS

    folder = Path(__file__).parent
    text = "".join(path.read_text() for path in folder.glob("test_forms_of_*.py"))
    assert [name for name in FORMS if f'form="{name}"' not in text] == []
