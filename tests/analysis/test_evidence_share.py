"""Shares of variance by grade of evidence: known functions, SALib, and the program itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from riobravo.analysis.evidence_share import (
    INTERACTION,
    LUCK,
    chances_by_group,
    difference,
    estimate_shares,
    evidence_share,
    second_set,
)
from riobravo.ensemble.draws import FIRST_SET, Chances, apply_overrides, draw_parameters
from riobravo.ensemble.result import make_dataset
from riobravo.ensemble.runner import run_worlds
from riobravo.evidence.loading import load_ledger
from riobravo.study import Study, load_study

Floats = NDArray[np.float64]

GROUPS = {"A": [0], "D": [1, 3], LUCK: [2]}


def ishigami(x: Floats) -> Floats:
    """Ishigami's function of three inputs, and a fourth that adds to the second group."""
    first, second, third, fourth = (np.pi * (2.0 * column - 1.0) for column in x.T)
    main = np.sin(first) + 7.0 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    return np.asarray(main + 0.5 * fourth)


def twins(count: int, seed: int, function: Callable[[Floats], Floats]) -> tuple[Floats, dict[str, Floats]]:
    generator = np.random.default_rng(seed)
    one, two = generator.random((2, count, 4))
    mixed = {}
    for name, columns in GROUPS.items():
        exchanged = one.copy()
        exchanged[:, columns] = two[:, columns]
        mixed[name] = function(exchanged)
    return function(two), mixed


def salib_first_order(values: Floats) -> dict[str, float]:
    from SALib.analyze import sobol

    problem = {
        "num_vars": 4,
        "names": ["x1", "x2", "x3", "x4"],
        "groups": ["A", "D", LUCK, "D"],
        "bounds": [[0.0, 1.0]] * 4,
    }
    with np.errstate(all="ignore"):
        found = sobol.analyze(problem, values, calc_second_order=False, num_resamples=10, seed=1)
    return dict(zip(GROUPS, found["S1"].tolist(), strict=True))


def test_a_known_function_has_the_shares_that_salib_finds() -> None:
    from SALib.sample import sobol as sample

    problem = {
        "num_vars": 4,
        "names": ["x1", "x2", "x3", "x4"],
        "groups": ["A", "D", LUCK, "D"],
        "bounds": [[0.0, 1.0]] * 4,
    }
    points = sample.sample(problem, 4096, calc_second_order=False, seed=5)
    reference = salib_first_order(ishigami(points))
    second, mixed = twins(20_000, 3, ishigami)
    found = estimate_shares(second, mixed)
    assert found is not None
    for name, share in reference.items():
        assert found.raw[name] == pytest.approx(share, abs=4 * found.errors[name] + 0.01)
    assert found.shares[INTERACTION] > 0.15
    assert not found.is_distinguishable(LUCK)
    assert found.describe(LUCK) == "not distinguishable from zero"
    assert sum(found.shares.values()) == pytest.approx(1.0)


def test_an_additive_function_has_no_interaction_and_exact_shares() -> None:
    def additive(x: Floats) -> Floats:
        return np.asarray(3.0 * x[:, 0] + 1.0 * x[:, 1] + 2.0 * x[:, 2] + 1e6)

    second, mixed = twins(20_000, 8, additive)
    found = estimate_shares(second, mixed)
    assert found is not None
    for name, share in {"A": 9 / 14, "D": 1 / 14, LUCK: 4 / 14}.items():
        assert found.raw[name] == pytest.approx(share, abs=4 * found.errors[name])
    assert not found.is_distinguishable(INTERACTION)


def test_bootstrap_errors_are_of_the_size_of_the_scatter_between_samples() -> None:
    samples = [estimate_shares(*twins(300, seed, ishigami)) for seed in range(60)]
    raw = [one.raw["D"] for one in samples if one is not None]
    errors = [one.errors["D"] for one in samples if one is not None]
    assert np.mean(errors) == pytest.approx(np.std(raw), rel=0.35)


def test_a_group_that_decides_alone_has_all_of_it_without_error() -> None:
    generator = np.random.default_rng(1)
    second, others = generator.random(40), generator.random(40)
    found = estimate_shares(second, {"C": second.copy(), "D": others, "luck": others})
    assert found is not None
    assert found.shares == {"C": 1.0, "D": 0.0, "luck": 0.0, "interaction": 0.0}
    assert set(found.errors.values()) == {0.0}
    # With yes or no in few worlds, the same answers may be chance.
    rare = (second > 0.9).astype(float)
    estimated = estimate_shares(rare, {"C": rare.copy(), "D": (others > 0.9).astype(float)})
    assert estimated is not None
    assert max(estimated.errors.values()) > 0.0


def test_what_does_not_vary_has_no_shares() -> None:
    assert estimate_shares(np.ones(100), {"A": np.ones(100)}) is None
    second, mixed = twins(20, 1, ishigami)
    assert estimate_shares(second, mixed) is None


def test_worlds_without_a_value_are_left_out() -> None:
    second, mixed = twins(500, 1, ishigami)
    mixed["A"][:100] = np.nan
    found = estimate_shares(second, mixed)
    assert found is not None
    assert found.members == 400


def test_exchanging_a_parameter_changes_that_parameter_only() -> None:
    ledger, fixed = apply_overrides(load_ledger(), load_study())
    one = draw_parameters(ledger, fixed, None, 3, 0, 50)
    two = draw_parameters(ledger, fixed, None, 3, 0, 50, Chances(frozenset({"rump_share"})))
    assert [name for name in one if not np.array_equal(one[name], two[name])] == ["rump_share"]


def test_groups_are_the_grades_of_what_is_drawn_and_luck() -> None:
    study = small_study()
    groups = chances_by_group(study)
    ledger = load_ledger()
    for grade, chances in groups.items():
        assert {ledger[name].grade for name in chances.parameters} <= {grade}
    everything = second_set(study)
    assert everything.luck
    assert "initial_members" in everything.parameters
    fixed = small_study(parameters={"rump_share": 0.5})
    assert "rump_share" not in second_set(fixed).parameters


def small_study(**changes: object) -> Study:
    few = {"members": 120, "years": 2, "options": ["status-quo", "kingpin-kill"], "seed": 7}
    return load_study().with_changes(**(few | changes))


def test_luck_changes_worlds_with_noise_and_none_without() -> None:
    for noise in (True, False):
        changes = {"options": ["status-quo", "arrests-doubled"], "mechanisms": {"G5": False}}
        study = small_study(members=3, years=1, noise=noise, **changes)
        one = run_worlds(study, chances=FIRST_SET).quarterly
        two = run_worlds(study, chances=Chances(luck=True)).quarterly
        assert np.array_equal(one, two) is not noise


@pytest.mark.slow
def test_a_small_study_has_the_shares_that_salib_finds() -> None:
    from SALib.analyze import sobol

    study = small_study()
    quantity = difference("members", "kingpin-kill", 2)

    def run(chances: Chances) -> Floats:
        return quantity(make_dataset(study, run_worlds(study, chances=chances), "test"))

    groups = chances_by_group(study)
    first, second = run(FIRST_SET), run(second_set(study))
    mixed = {name: run(chances) for name, chances in groups.items()}
    found = evidence_share(study, quantity)
    assert found is not None
    assert found == estimate_shares(second, mixed, seed=study.seed)
    assert sum(found.shares.values()) == pytest.approx(1.0)
    # SALib's order: for every row A, then A with one group from B, then B.
    values = np.column_stack([first, *mixed.values(), second]).ravel()
    problem = {
        "num_vars": len(groups),
        "names": list(groups),
        "groups": list(groups),
        "bounds": [[0.0, 1.0]] * len(groups),
    }
    salib = sobol.analyze(problem, values, calc_second_order=False, num_resamples=200, seed=1)
    for name, share, half in zip(groups, salib["S1"], salib["S1_conf"], strict=True):
        error = np.hypot(half / 1.96, found.errors[name])
        assert found.raw[name] == pytest.approx(share, abs=3.0 * error)
