"""Words and digits claim no more than the simulated worlds support."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riobravo.analysis.words import (
    MINUS,
    VERDICT_SCALE,
    distinguishable,
    frequency,
    number,
    percent,
    rounding_step,
    share_error,
    share_interval,
    short_frequency,
    verdict,
)
from riobravo.report.contrasts import contrast, spread

counts = st.integers(1, 20_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(st.floats(1e-6, 1e9))
def test_rounding_step_is_never_finer_than_the_error_nor_much_coarser(error: float) -> None:
    step = rounding_step(error)
    assert error <= step <= 2.5 * error * (1 + 1e-9)


@given(st.floats(-1e7, 1e7), st.floats(1e-3, 1e6), st.sampled_from([0.01, 0.1, 1.0]))
def test_shown_digits_are_multiples_of_a_step_not_finer_than_the_error(
    value: float, error: float, finest: float
) -> None:
    shown = float(number(value, error, finest).replace(",", "").replace(MINUS, "-"))
    step = rounding_step(error, finest)
    assert step >= max(error, finest)
    assert abs(shown / step - round(shown / step)) < 1e-6
    assert abs(shown - value) <= step / 2 * (1 + 1e-6)


@given(st.floats(-1e7, 1e7), st.floats(1e-3, 1e6))
def test_decimals_end_where_the_error_begins(value: float, error: float) -> None:
    decimals = number(value, error, 0.0).partition(".")[2]
    assert 10.0 ** -len(decimals) * 10 > error or not decimals


@pytest.mark.parametrize(
    ("value", "error", "finest", "text"),
    [
        (-412.37, 9.1, 1, f"{MINUS}410"),
        (-412.37, 97, 1, f"{MINUS}400"),
        (1812.2, 40, 1, "+1,800"),
        (-1.4321, 0.07, 0.1, f"{MINUS}1.4"),
        (0.3, 2.0, 1, "0"),
        (-0.3, 2.0, 1, "0"),
        (float("nan"), 1.0, 1, "–"),
    ],
)
def test_numbers_are_written_as_people_write_them(
    value: float, error: float, finest: float, text: str
) -> None:
    assert number(value, error, finest, signed=True) == text


def test_percentages_carry_a_sign_and_one_decimal_at_most() -> None:
    assert percent(-1.4321, 0.02) == f"{MINUS}1.4%"
    assert percent(25.2, 1.1) == "+26%"


@given(counts)
def test_all_and_none_are_said_only_when_exactly_so(case: tuple[int, int]) -> None:
    count, total = case
    text = frequency(count, total)
    assert text.startswith(("all ", "the one ")) == (count == total)
    assert text.startswith("none ") == (count == 0)
    assert not text.startswith(("100 of 100", "0 of 100"))


@given(counts)
def test_a_natural_frequency_stays_within_its_rounding_of_the_share(case: tuple[int, int]) -> None:
    count, total = case
    text = frequency(count, total)
    share, error = 100 * count / total, 100 * share_error(count, total)
    if found := re.fullmatch(r"(\d+) of 100 worlds", text):
        assert abs(int(found[1]) - share) <= rounding_step(error, 1.0) / 2 + 1e-9
    elif found := re.fullmatch(r"more than (\d+) of 100 worlds", text):
        assert share > int(found[1])
    elif found := re.fullmatch(r"fewer than (\d+) of 100 worlds", text):
        assert share < int(found[1])
    elif found := re.fullmatch(r"(\d+) of (\d+) simulated worlds", text):
        assert (int(found[1]), int(found[2])) == (count, total)
        assert total < 100
    else:
        assert count in (0, total)


def test_nearly_certain_is_not_certain() -> None:
    assert frequency(995, 1000) == "more than 99 of 100 worlds"
    assert frequency(5, 1000) == "fewer than 1 of 100 worlds"
    assert frequency(630, 1000) == "64 of 100 worlds"
    assert frequency(6300, 10000) == "63 of 100 worlds"
    assert frequency(1000, 1000) == "all 1,000 simulated worlds"
    assert short_frequency(995, 1000) == ">99"
    assert short_frequency(1000, 1000) == "all"


@given(counts)
def test_short_and_long_frequencies_agree(case: tuple[int, int]) -> None:
    short, long = short_frequency(*case), frequency(*case)
    digits = re.search(r"\d+", short)
    if short not in ("all", "0") and digits is not None:
        assert digits[0] in long


@given(counts)
def test_the_verdict_is_one_of_the_stated_scale_and_mirrors(case: tuple[int, int]) -> None:
    count, total = case
    words = [name for name, _ in VERDICT_SCALE]
    place, mirrored = words.index(verdict(count, total)), words.index(verdict(total - count, total))
    assert abs(place + mirrored - 4) <= (1 if math.isclose(count / total, 2 / 3) else 0)


@given(counts)
def test_an_interval_of_a_share_holds_the_share(case: tuple[int, int]) -> None:
    count, total = case
    low, high = share_interval(count, total)
    assert 0 <= low <= count / total + 1e-12
    assert count / total - 1e-12 <= high <= 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_even_splits_cannot_be_told_apart_and_direction_is_symmetric(a: int, b: int) -> None:
    assert not distinguishable(a, a)
    assert distinguishable(a, b) == distinguishable(b, a)


def test_few_worlds_cannot_separate_what_many_can() -> None:
    assert not distinguishable(6, 4)
    assert distinguishable(600, 400)


def test_the_error_of_a_quantile_matches_repeated_simulation() -> None:
    generator = np.random.default_rng(1)
    medians = [spread(generator.normal(size=1000)).median for _ in range(400)]
    claimed = np.mean([spread(generator.normal(size=1000)).median_error for _ in range(50)])
    assert claimed == pytest.approx(np.std(medians), rel=0.15)


def test_equal_worlds_are_neither_lower_nor_higher() -> None:
    found = contrast(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    assert (found.lower, found.higher, found.same) == (1, 1, 1)


def test_a_comparator_of_zero_has_no_percentage() -> None:
    found = contrast(np.array([1.0, 2.0]), np.zeros(2))
    assert percent(found.relative.median, found.relative.median_error) == "–"
