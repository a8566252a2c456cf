"""The published model of group sizes: its numbers from 2012 on, and both readings of its options.

Source: Prieto-Curiel, Campedelli & Hope (2023), Science 381:1312-1316, and its code, run again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from world.driving import PUBLISHED, Driven, drive, levers, small_opening

AFTER = 260
STATUS_QUO, ARRESTS, RECRUITMENT = 0, 1, 2
# Years are read at their end: 2012 to 2022 are ten years, 2027 is five more.
IN_2022, IN_2027 = 9, 14


def _decade_and_options(size: float, reading: int = 52, **given: Any) -> Driven:
    return drive(
        levers(AFTER),
        levers(AFTER, arrests=2.0),
        levers(AFTER, recruitment=0.5),
        weeks=AFTER,
        before=520,
        on=PUBLISHED,
        reading=reading,
        initial_members=size,
        **given,
    )


@pytest.fixture(scope="module")
def published() -> Driven:
    return _decade_and_options(115_000.0)


def _weekly_deaths(size: float, **given: Any) -> np.ndarray:
    """Return group deaths per week in the last week of 2022, and of 2027 by option."""
    run = _decade_and_options(size, reading=1, **given)
    deaths = run["group_deaths"][0] / 52.0
    return np.array([deaths[0, 519], *deaths[:, -1]])


def test_members_grow_from_115_000_to_173_837_in_ten_years(published: Driven) -> None:
    assert published["members"][0, 0, IN_2022] == pytest.approx(173_837.0, rel=0.01)


def test_359_people_are_recruited_per_week(published: Driven) -> None:
    recruits = published["recruits"][0, 0, : IN_2022 + 1].mean() / 52.0
    assert recruits == pytest.approx(359.0, rel=0.01)


def test_92_members_are_killed_and_110_arrested_per_week(published: Driven) -> None:
    assert published["group_deaths"][0, 0, :10].mean() / 52.0 == pytest.approx(92.0, rel=0.01)
    np.testing.assert_allclose(published["arrests"][0, 0] / 52.0, 110.0, rtol=1e-9)


def test_the_status_quo_raises_members_by_23_and_deaths_by_36_percent(published: Driven) -> None:
    members = published["members"][0, STATUS_QUO]
    assert members[IN_2027] / members[IN_2022] - 1.0 == pytest.approx(0.23, abs=0.01)
    then, status_quo, _, _ = _weekly_deaths(115_000.0)
    assert status_quo / then - 1.0 == pytest.approx(0.36, abs=0.01)


def test_doubled_arrests_are_worse_than_2022_but_better_than_no_change(published: Driven) -> None:
    then, status_quo, arrests, _ = _weekly_deaths(115_000.0)
    assert arrests / then - 1.0 == pytest.approx(0.017, abs=0.01)
    assert arrests / status_quo - 1.0 == pytest.approx(-0.254, abs=0.01)
    members = published["members"][0]
    assert members[ARRESTS, IN_2027] / members[0, IN_2022] - 1.0 == pytest.approx(0.059, abs=0.01)


def test_halved_recruitment_lowers_deaths_and_members_below_2022(published: Driven) -> None:
    then, status_quo, _, recruitment = _weekly_deaths(115_000.0)
    assert recruitment / then - 1.0 == pytest.approx(-0.258, abs=0.01)
    assert recruitment / status_quo - 1.0 == pytest.approx(-0.455, abs=0.01)
    members = published["members"][0]
    assert members[RECRUITMENT, IN_2027] / members[0, IN_2022] == pytest.approx(0.901, abs=0.01)


@pytest.mark.parametrize("size", [60e3, 80e3, 115e3, 160e3, 230e3, 350e3])
def test_halved_recruitment_lowers_deaths_whatever_the_size_of_groups(size: float) -> None:
    then, status_quo, arrests, recruitment = _weekly_deaths(size)
    assert recruitment < then
    assert recruitment < arrests < status_quo


def test_whether_doubled_arrests_lower_deaths_against_2022_depends_on_the_size() -> None:
    small, large = _weekly_deaths(60e3), _weekly_deaths(350e3)
    assert small[2] / small[0] - 1.0 == pytest.approx(-0.09, abs=0.02)
    assert large[2] / large[0] - 1.0 == pytest.approx(0.25, abs=0.02)


def test_a_lone_group_stops_growing_at_recruitment_over_saturation() -> None:
    alone = PUBLISHED._replace(arrests=False)
    run = drive(
        weeks=4160,
        on=alone,
        opening=small_opening([1.0], [8]),
        reading=52,
        initial_members=60_000.0,
        recruitment_rate=2.527474e-3,
        saturation_rate=4e-8,
    )
    assert run["members"][0, 0, -1] == pytest.approx(2.527474e-3 / 4e-8, rel=1e-3)
    assert not run["group_deaths"].any()


def test_without_conflict_between_groups_nobody_is_killed() -> None:
    run = drive(weeks=52, members=3, on=PUBLISHED._replace(noise=True), conflict_rate=0.0)
    assert not run["group_deaths"].any()
    assert run["recruits"].all()


def test_rivals_kill_more_than_strangers_and_allies_lose_less() -> None:
    sizes, homes = [1.0, 1.0, 1.0, 1.0], [0, 0, 5, 5]
    strangers = small_opening(sizes, homes)
    rivals = small_opening(sizes, homes, [(0, 1, 5.0)])
    allies = rivals._replace(restraint=np.array([3.0, 3.0, 1.0, 1.0]))
    deaths = [
        drive(weeks=13, on=PUBLISHED, opening=one)["group_deaths"].item()
        for one in (strangers, rivals, allies)
    ]
    assert deaths[2] < deaths[1]
    assert deaths[0] < deaths[1]


def test_published_worlds_with_luck_scatter_around_the_expected_path() -> None:
    expected = drive(weeks=104, on=PUBLISHED, initial_members=115_000.0)["members"][0, 0, -1]
    lucky = drive(weeks=104, members=60, on=PUBLISHED._replace(noise=True), initial_members=115_000.0)[
        "members"
    ][:, 0, -1]
    error = lucky.std(ddof=1) / np.sqrt(60.0)
    assert abs(lucky.mean() - expected) < 4.5 * error
    assert 0.0 < lucky.std() < 0.01 * expected
