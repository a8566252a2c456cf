"""Checking: run the worlds that behaviours speak of, and judge each."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from riobravo.credibility.checking.behaviour import Behaviour, Compared, Given, Placed
from riobravo.credibility.checking.inputs import Input, find_input, matrix
from riobravo.credibility.checking.judging import Miss, judge_compared, judge_everywhere
from riobravo.credibility.checking.worlds import Bench, Readings, lever_programme
from riobravo.errors import InputError
from riobravo.options.records import Programme, make_programme
from riobravo.options.schema import Option
from riobravo.study import Study, load_study

Progress = Callable[[int, int], None]
Status = Literal["holds", "fails", "known"]

# Levers hold this long in every input of the matrix.
MATRIX_YEARS: Final = 2
QUICK_WORLDS: Final = 32


@dataclass(frozen=True)
class Finding:
    """What became of one behaviour.

    Args:
        placed: the behaviour.
        misses: what does not hold.
        checked: number of inputs or worlds that were looked at.
        of: what they are, `inputs` or `worlds`.
    """

    placed: Placed
    misses: tuple[Miss, ...]
    checked: int
    of: Literal["inputs", "worlds"]

    @property
    def status(self) -> Status:
        """Whether it holds, fails, or fails as is known."""
        if not self.misses:
            return "holds"
        return "known" if self.placed.behaviour.known else "fails"


def check_behaviours(
    behaviours: Sequence[Placed],
    *,
    study: Study | None = None,
    quick: bool = False,
    replay: str | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Check behaviours.

    Args:
        behaviours: which ones.
        study: start, data and seed of the worlds; the shipped study if None.
        quick: fewer inputs, and fewer worlds where a behaviour does not say how many it needs.
        replay: check one behaviour, or one input of the matrix, alone.
        progress: called with the number of runs done, and of all runs.

    Raises:
        InputError: a behaviour's parameter or option does not fit, or there is nothing to replay.
    """
    study = (study or load_study()).with_changes(years=MATRIX_YEARS)
    chosen, inputs = _choose(behaviours, study, quick, replay)
    settings = _by_setting([one for one in chosen if one.behaviour.given])
    counts = [len(inputs), *(_runs(some, quick) for some in settings)]
    done, total = 0, sum(counts)

    def report(more: int) -> None:
        nonlocal done
        done += more
        if progress:
            progress(done, total)

    report(0)
    found: dict[str, Finding] = {}
    if inputs:
        readings = Bench(study).run_inputs(inputs, report)
        for one in chosen:
            if one.behaviour.given is None:
                found[one.id] = _judge_inputs(one, inputs, readings)
    for some in settings:
        for finding in _judge_setting(some, study, quick, report):
            found[finding.placed.id] = finding
    return [found[one.id] for one in chosen]


def describe_input(name: str, study: Study | None = None) -> dict[str, Any]:
    """Return what an input consists of: levers, world, and parameters that are not drawn as usual.

    Args:
        name: a name as findings give it.
        study: where seed and ledger come from.

    Raises:
        InputError: no input has this name.
    """
    study = study or load_study()
    one = find_input(name, seed=study.seed)
    values = Bench(study).values(one.world, 1, anywhere=one.anywhere)
    return {
        "input": one.name,
        "part": one.part,
        "seed": study.seed,
        "world": one.world,
        "levers": dict(one.levers),
        "parameters": {name: float(value[0]) for name, value in values.items()},
    }


def _choose(
    behaviours: Sequence[Placed], study: Study, quick: bool, replay: str | None
) -> tuple[list[Placed], list[Input]]:
    chosen = list(behaviours)
    if replay is not None:
        named = [one for one in chosen if one.id == replay]
        if not named:
            one = find_input(replay, seed=study.seed)
            chosen = [
                each for each in chosen if each.behaviour.given is None and one.part in each.behaviour.inputs
            ]
            return chosen, [one]
        chosen = named
    parts = tuple(
        dict.fromkeys(part for one in chosen if one.behaviour.given is None for part in one.behaviour.inputs)
    )
    return chosen, matrix(parts, seed=study.seed, quick=quick)


def _judge_inputs(one: Placed, inputs: Sequence[Input], readings: Readings) -> Finding:
    places = [place for place, each in enumerate(inputs) if each.part in one.behaviour.inputs]
    own = Readings(readings.national[places], readings.by_state[places], readings.before)
    names = [inputs[place].name for place in places]
    return Finding(one, tuple(judge_everywhere(one.behaviour.must, own, names)), len(places), "inputs")


def _by_setting(some: Sequence[Placed]) -> list[list[Placed]]:
    """Return behaviours that can share worlds together."""
    groups: dict[str, list[Placed]] = {}
    for one in some:
        given = _given(one.behaviour)
        shared = given.model_dump_json(exclude={"levers", "option", "against"})
        groups.setdefault(shared, []).append(one)
    return list(groups.values())


def _given(behaviour: Behaviour) -> Given:
    assert behaviour.given is not None
    return behaviour.given


def _worlds(given: Given, quick: bool) -> int:
    """Return how many worlds are run; a behaviour that says how many it needs gets them in any case."""
    return QUICK_WORLDS if quick and "worlds" not in given.model_fields_set else given.worlds


def _runs(some: Sequence[Placed], quick: bool) -> int:
    return len(_arms(some)) * _worlds(_given(some[0].behaviour), quick)


def _arms(some: Sequence[Placed]) -> dict[str, tuple[Compared, Option | None]]:
    """Return everything that has to be simulated once, by what it is."""
    found: dict[str, tuple[Compared, Option | None]] = {}
    for one in some:
        given = _given(one.behaviour)
        found.setdefault(_arm(given, one.option), (given, one.option))
        found.setdefault(_arm(given.against, one.against), (given.against, one.against))
    return found


def _arm(compared: Compared, option: Option | None) -> str:
    return f"{sorted(compared.levers.items())} {option.model_dump_json() if option else ''}"


def _judge_setting(
    some: Sequence[Placed], study: Study, quick: bool, report: Callable[[int], None]
) -> list[Finding]:
    given = _given(some[0].behaviour)
    worlds = _worlds(given, quick)
    try:
        bench = Bench(
            study.with_changes(
                years=given.years,
                noise=given.noise,
                mechanisms=dict(given.mechanisms),
                parameters=dict(given.parameters),
            )
        )
        values = bench.values(0, worlds)
    except InputError as error:
        raise InputError(error.message, field=f"{some[0].id}: {error.field}", fix=error.fix) from None
    arms = _arms(some)
    programmes = [
        join_moves(
            lever_programme(compared.levers, worlds),
            make_programme(option, bench.study, values, worlds) if option else None,
        )
        for compared, option in arms.values()
    ]
    read = dict(zip(arms, bench.run_options(programmes, worlds, report), strict=True))
    found = []
    for one in some:
        own = _given(one.behaviour)
        ours, theirs = read[_arm(own, one.option)], read[_arm(own.against, one.against)]
        must = one.behaviour.must
        names = [f"world {number}" for number in range(worlds)]
        misses = judge_everywhere(must, ours, names) + judge_compared(must, ours, theirs, own.years)
        found.append(Finding(one, tuple(misses), worlds, "worlds"))
    return found


def join_moves(levers: Programme, option: Programme | None) -> Programme:
    """Return an option together with levers that are held beside it."""
    if option is None:
        return levers
    return Programme(np.concatenate([option.orders, levers.orders], axis=1), option.conditions, option.masks)


def record(finding: Finding, command: str) -> dict[str, Any]:
    """Return a finding as plain values.

    Args:
        finding: what became of one behaviour.
        command: the command that checks again, to which a replay is added.
    """
    behaviour = finding.placed.behaviour
    misses = []
    for miss in finding.misses:
        place = miss.inputs[0] if finding.of == "inputs" and miss.inputs else finding.placed.id
        misses.append(
            {
                "what": miss.what,
                "says": miss.says,
                "inputs": list(miss.inputs),
                "replay": f"{command} --replay {shlex.quote(place)}",
            }
        )
    return {
        "id": finding.placed.id,
        "describe": finding.placed.describe,
        "it": behaviour.it,
        "status": finding.status,
        "checked": finding.checked,
        "of": finding.of,
        "misses": misses,
        "because": behaviour.because,
        "known": behaviour.known if finding.misses else None,
    }
