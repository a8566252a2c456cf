"""The order of groups and ties in the map is nothing: only names and ties count."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from riobravo.ensemble.opening import make_opening
from riobravo.observed import adjacency, group_map
from riobravo.world.opening import Opening
from world.driving import FOUNDATION, drive, levers, shipped_start

SEEDS = [1, 2]


def _shuffled_map(seed: int) -> Any:
    """Return the map with its groups and ties written in another order."""
    groups = group_map()
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(groups.keys))
    place = np.empty_like(order)
    place[order] = np.arange(order.size)

    def shuffle_ties(ties: np.ndarray) -> np.ndarray:
        pairs = np.sort(place[ties[:, :2]], axis=1)
        return np.column_stack([pairs, ties[:, 2]])[rng.permutation(len(ties))]

    return dataclasses.replace(
        groups,
        keys=tuple(groups.keys[i] for i in order),
        identities=groups.identities[order],
        names=tuple(groups.names[i] for i in order),
        short_names=tuple(groups.short_names[i] for i in order),
        home=groups.home[order],
        rivalries=shuffle_ties(groups.rivalries),
        alliances=shuffle_ties(groups.alliances),
    )


def _moved(opening: Opening, seed: int) -> Opening:
    """Return an opening whose groups stand in other places."""
    order = np.random.default_rng(seed).permutation(opening.size_share.size)
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return opening._replace(
        size_share=opening.size_share[order].copy(),
        identity=opening.identity[order].copy(),
        restraint=opening.restraint[order].copy(),
        home=np.ascontiguousarray(opening.home[:, order]),
        elsewhere=np.ascontiguousarray(opening.elsewhere[:, order]),
        tie_first=place[opening.tie_first],
        tie_second=place[opening.tie_second],
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_map_in_another_order_gives_the_same_bits(seed: int) -> None:
    level = shipped_start().opening.level
    opening = make_opening(_shuffled_map(seed), level, adjacency())
    table = levers(52, capture_top=20.0)
    ours = drive(table, weeks=52, members=3, opening=make_opening(group_map(), level, adjacency()))
    theirs = drive(table, weeks=52, members=3, opening=opening)
    assert np.array_equal(ours.national, theirs.national)
    assert np.array_equal(ours.by_state, theirs.by_state)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("noise", [False, True])
def test_a_group_keeps_its_luck_wherever_it_stands(seed: int, noise: bool) -> None:
    # Without removals: two in one week would act on each other in the order of the groups.
    on = FOUNDATION._replace(noise=noise, leader_removal=False)
    opening = shipped_start().opening
    ours = drive(weeks=52, members=3, on=on, opening=opening)
    theirs = drive(weeks=52, members=3, on=on, opening=_moved(opening, seed))
    np.testing.assert_allclose(ours.national, theirs.national, rtol=1e-9)
    np.testing.assert_allclose(ours.by_state, theirs.by_state, rtol=1e-9)
