"""Without luck the compiled and the slow world must be the same, group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest

from reference.slow_world import Mechanisms, SlowWorld
from riobravo.world.state import GROUPS_USED
from world.driving import FOUNDATION, Driven, Given, drive, levers, pulse, shipped_start, values_of

WEEKS = 60
QUIET: Given = {"baseline_removals": 0.0, "initial_members": 115_000.0}
# Every removal splits, and groups that are only at home have one possible seat for their heirs.
CERTAIN_SPLIT: Given = QUIET | {
    "split_probability_capture": 1.0,
    "split_probability_kill": 1.0,
    "home_presence": 1.0,
}


def _run_both(
    given: Given, on: Mechanisms, moves: Mapping[str, np.ndarray]
) -> tuple[Driven, SlowWorld, Counter[str]]:
    switches = FOUNDATION._replace(
        noise=False,
        leader_removal=on.leader_removal,
        territory=on.territory,
        homicides=on.homicides,
    )
    table = levers(WEEKS, **moves)
    fast = drive(table, weeks=WEEKS, on=switches, reading=WEEKS, state_reading=WEEKS, **given)
    values = {name: float(value[0]) for name, value in values_of(**given).items()}
    slow = SlowWorld(shipped_start().opening, values, np.random.default_rng(0), on)
    told = Counter[str]()
    for week in range(WEEKS):
        told.update(slow.step({name: float(series[week]) for name, series in moves.items()}))
    return fast, slow, told


def _assert_same(fast: Driven, slow: SlowWorld, told: Counter[str]) -> None:
    n = int(fast.last.size[GROUPS_USED])
    assert n == len(slow.members)
    close: Given = {"rtol": 1e-9, "atol": 1e-12}
    np.testing.assert_allclose(fast.last.members[:n], slow.members, **close)
    np.testing.assert_allclose(fast.last.presence[:n].T, slow.presence, **close)
    np.testing.assert_allclose(fast.last.fall[:n].T, slow.fall, **close)
    np.testing.assert_allclose(fast.last.contact[:n], slow.contact, **close)
    for name in ("surge", "disruption", "vacuum"):
        np.testing.assert_allclose(getattr(fast.last, name), getattr(slow, name), **close)
    flows = ("recruits", "arrests", "group_deaths", "exits", "leader_removals", "fragments")
    for name in flows:
        assert fast[name].item() * WEEKS / 52 == pytest.approx(told[name], rel=1e-9), name
    for name, value in slow.stocks().items():
        assert fast[name].item() == pytest.approx(value, rel=1e-9), name
    for name in ("state_homicides", "state_group_deaths"):
        expected = [told[f"{name} {s}"] for s in range(32)]
        np.testing.assert_allclose(fast[name][0, 0, 0] * WEEKS / 52, expected, **close)


SAME: Given = {"arrests": np.full(WEEKS, 1.5), "recruitment": np.full(WEEKS, 0.8)}


@pytest.mark.parametrize(
    ("leader_removal", "territory"), [(False, False), (False, True), (True, False), (True, True)]
)
def test_quiet_worlds_are_the_same(leader_removal: bool, territory: bool) -> None:
    on = Mechanisms(leader_removal, territory, homicides=True, noise=False)
    moves = SAME | {"conflict": np.linspace(1.0, 0.7, WEEKS)}
    _assert_same(*_run_both(QUIET | {"overlap_exponent": 1.0}, on, moves))


@pytest.mark.parametrize("order", [1.0, 2.0], ids=["capture", "kill"])
@pytest.mark.parametrize("territory", [False, True])
@pytest.mark.parametrize("heirs", [1, 3])
def test_the_largest_group_loses_its_leader_alike(order: float, territory: bool, heirs: int) -> None:
    on = Mechanisms(leader_removal=True, territory=territory, homicides=True, noise=False)
    given: Given = CERTAIN_SPLIT | {
        "extra_fragment_probability": float(heirs == 3),
        "surge_kill_addition": 0.3,
        "vacuum_pull": 4.0,
        "territory_mobility": 0.004,
        "overlap_exponent": 1.0,
    }
    fast, slow, told = _run_both(given, on, {"remove_largest": pulse(WEEKS, 0, order)})
    assert told["fragments"] == heirs
    _assert_same(fast, slow, told)


def test_a_split_of_a_split_inherits_ties_alike() -> None:
    on = Mechanisms(leader_removal=True, territory=False, homicides=True, noise=False)
    series = pulse(WEEKS, 3, 1.0) + pulse(WEEKS, 9, 2.0) + pulse(WEEKS, 20, 1.0)
    given: Given = CERTAIN_SPLIT | {"extra_fragment_probability": 1.0, "rump_share": 0.6}
    fast, slow, told = _run_both(given, on, {"remove_largest": series})
    assert told["fragments"] == 9
    _assert_same(fast, slow, told)


def test_another_conflict_rate_is_noticed() -> None:
    on = Mechanisms(leader_removal=False, territory=False, homicides=True, noise=False)
    fast, slow, told = _run_both(QUIET, on, {})
    other = drive(
        weeks=WEEKS,
        on=FOUNDATION._replace(noise=False, leader_removal=False, territory=False),
        reading=WEEKS,
        **(QUIET | {"conflict_rate": 1.549231e-8 * (1.0 + 1e-6)}),
    )
    _assert_same(fast, slow, told)
    assert other["group_deaths"].item() * WEEKS / 52 != pytest.approx(told["group_deaths"], rel=1e-9)
