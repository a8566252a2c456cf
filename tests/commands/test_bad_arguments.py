"""Arguments that cannot be used: one clear line, a non-zero exit, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.running import FEW, call, refusal, run

COMPARE = ("compare", "status-quo", "prevention")


def test_an_unknown_option_gets_the_closest_match() -> None:
    line = refusal(call("compare", "status-quo", "arrests-doubld", *FEW))
    assert "`arrests-doubld`" in line
    assert "did you mean `arrests-doubled`?" in line
    assert "did you mean `prevention`" in refusal(call("options", "show", "prevntion"))


@pytest.mark.parametrize(
    ("words", "field", "limit"),
    [
        (("--members", "-5"), "members", "at least 1"),
        (("--members", "0"), "members", "at least 1"),
        (("--members", str(10**12)), "members", "at most 1000000"),
        (("--years", "0"), "years", "at least 1"),
        (("--years", "99"), "years", "at most 20"),
        (("--threads", "0"), "threads", "at least 1"),
        (("--chunk", "0"), "chunk", "at least 1"),
        (("--seed", "-1"), "seed", "at least 0"),
        (("--seed", str(2**64)), "seed", f"at most {2**64 - 1}"),
        (("--start", "1990-01"), "start", "2016-01 to 2045-12"),
        (("--start", "nonsense"), "start", "2026-01"),
        (("--start", "2026-13"), "start", "not in the calendar"),
        (("--as-of", "1980-01-01"), "as_of", "2016-01 to 2045-12"),
        (("--as-of", "2044-01-01"), "as_of", "after the start"),
        (("--as-of", "yesterday"), "as_of", "2026-01-01"),
        (("--start", "2044-01"), "as_of", "2015-01 to 2023-12"),
        (("--as-of", "2017-01-01"), "as_of", "at least 36 months"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_value_out_of_range_is_named_with_its_limit(words: tuple[str, str], field: str, limit: str) -> None:
    given = {"--members": "3", "--years": "1"} | {words[0]: words[1]}
    line = refusal(call(*COMPARE, *[word for pair in given.items() for word in pair]))
    assert field in line
    assert limit in line


def test_the_largest_seed_is_taken() -> None:
    assert run(*COMPARE, *FEW, "--seed", str(2**64 - 1), "--json").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare",), "Missing argument"),
        (("predict",), "No such command"),
        ((*COMPARE, "--members", "many"), "'--members'"),
        ((*COMPARE, "--colour", "red"), "No such option"),
    ],
    ids=["no option", "unknown command", "text for a number", "unknown argument"],
)
def test_a_misuse_of_the_command_line_points_to_its_help(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert said in result.stderr
    assert "--help" in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evidence", "nothing"), "lists all parameters"),
        (("evidence", "--grade", "Z"), "A, B, C, D"),
        (("data", "nothing"), "sesnsp-victims"),
        (("data", "sesnsp-victims", "--as-of", "1980-01-01"), "nothing is known"),
        (("data", "--as-of", "soon"), "soon"),
        (("data", "--accept", "nothing"), "nothing"),
        (("options", "show", "missing.yaml"), "there is no such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_listings_say_what_there_is(words: tuple[str, ...], said: str) -> None:
    assert said in refusal(call(*words))


@pytest.mark.parametrize("name", ["result.xyz", "result", "result.csv.gz"])
def test_an_unknown_format_is_refused_before_the_work(name: str, tmp_path: Path) -> None:
    line = refusal(call(*COMPARE, "--save", str(tmp_path / name)))
    assert ".csv, .parquet, .json" in line
    assert not list(tmp_path.iterdir())
