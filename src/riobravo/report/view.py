"""What the first screen says about each option, in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.words import (
    VERDICT_SCALE,
    comparison,
    distinguishable,
    frequency,
    number,
    percent,
    verdict,
)
from riobravo.report.contrasts import Contrast, contrast, spread
from riobravo.report.figures.figure import GROUP_DEATHS, GROUPS, HOMICIDES, MEMBERS, Outcome
from riobravo.report.palette import colours
from riobravo.report.results import Results

DOUBLED_ARRESTS = "arrests-doubled"
CLEAR_MAJORITIES = (VERDICT_SCALE[0][0], VERDICT_SCALE[1][0])


@dataclass(frozen=True)
class Change:
    """A change of one outcome as the first screen words it.

    Attributes:
        verdict: the share of worlds on the stated scale, or that it cannot be told from 50 to 50.
        clear: whether Monte Carlo error separates the share from one half.
        worlds: the share of worlds with a lower value as a natural frequency.
        majority: the more frequent direction with its frequency.
        typical: median difference with its sign.
        low: 5 % quantile.
        high: 95 % quantile.
        relative: median difference in percent of the comparator.
    """

    verdict: str
    clear: bool
    worlds: str
    majority: str
    typical: str
    low: str
    high: str
    relative: str


@dataclass(frozen=True)
class Card:
    """One option on the first screen."""

    option: str
    title: str
    sentence: str
    evidence: str
    colour: str
    homicides: Change
    group_deaths: Change
    members: Change
    groups: Change


@dataclass(frozen=True)
class Level:
    """The reference option's value of one outcome in the last year."""

    title: str
    unit: str
    typical: str
    low: str
    high: str


@dataclass(frozen=True)
class Reading:
    """One outcome of doubled arrests, read in two ways and beside the reference's own path."""

    title: str
    against_reference: Change
    against_start: Change
    reference_against_start: Change


def change(found: Contrast, outcome: Outcome, adjective: str) -> Change:
    """Word a paired difference.

    Args:
        found: the paired difference.
        outcome: what was compared.
        adjective: how the outcome is said to go down, for example "fewer homicides".
    """
    clear = distinguishable(found.lower, found.higher)
    if found.same == found.worlds:
        words = "no difference in any world"
    elif clear:
        words = f"{adjective} in {verdict(found.lower, found.worlds)}"
        # "Fewer in few worlds" alone would have to be read twice.
        if verdict(found.higher, found.worlds) in CLEAR_MAJORITIES:
            words += f", more in {verdict(found.higher, found.worlds)}"
    else:
        words = "direction not distinguishable from an even split"
    difference = found.difference
    return Change(
        verdict=words,
        clear=clear,
        worlds=frequency(found.lower, found.worlds),
        majority=comparison(found.higher - found.lower)
        + " in "
        + frequency(max(found.lower, found.higher), found.worlds),
        typical=number(difference.median, difference.median_error, outcome.finest, signed=True),
        low=number(difference.low, difference.end_error, outcome.finest, signed=True),
        high=number(difference.high, difference.end_error, outcome.finest, signed=True),
        relative=percent(found.relative.median, found.relative.median_error),
    )


def cards(results: Results, sentences: Mapping[str, str], evidence: Mapping[str, str]) -> list[Card]:
    """Word every option other than the reference, in the order of the study.

    Args:
        results: the result.
        sentences: option id to one sentence that says what the option is.
        evidence: option id to what speaks for and against it.
    """
    year, chosen = results.last_year, colours(results.options)

    def compared(outcome: Outcome, option: str, adjective: str) -> Change:
        values = results.annual(outcome.name, option, year)
        comparator = results.annual(outcome.name, results.reference, year)
        return change(contrast(values, comparator), outcome, adjective)

    return [
        Card(
            option=option,
            title=results.titles[option],
            sentence=sentences.get(option, ""),
            evidence=evidence.get(option, ""),
            colour=chosen[option],
            homicides=compared(HOMICIDES, option, "Fewer homicides"),
            group_deaths=compared(GROUP_DEATHS, option, "Fewer deaths of members"),
            members=compared(MEMBERS, option, "Fewer members"),
            groups=compared(GROUPS, option, "Fewer groups"),
        )
        for option in results.alternatives
    ]


def levels(results: Results) -> list[Level]:
    """Give the reference option's values in the last year."""
    year = results.last_year

    def level(outcome: Outcome, title: str) -> Level:
        found = spread(results.annual(outcome.name, results.reference, year))
        return Level(
            title=title,
            unit=outcome.unit,
            typical=number(found.median, found.median_error, outcome.finest),
            low=number(found.low, found.end_error, outcome.finest),
            high=number(found.high, found.end_error, outcome.finest),
        )

    return [
        level(HOMICIDES, "homicides"),
        level(MEMBERS, "members of armed groups"),
        level(GROUPS, "armed groups"),
    ]


def readings(results: Results) -> list[Reading]:
    """Read doubled arrests against the reference in the same year and against the year before.

    Returns:
        Nothing when the study has no such option or the result does not cover the year before.
    """
    if DOUBLED_ARRESTS not in results.alternatives:
        return []
    found = []
    for outcome in (GROUP_DEATHS, HOMICIDES):
        start = results.year_zero(outcome.name, DOUBLED_ARRESTS)
        reference_start = results.year_zero(outcome.name, results.reference)
        if start is None or reference_start is None:
            return []
        doubled = results.annual(outcome.name, DOUBLED_ARRESTS, results.last_year)
        reference = results.annual(outcome.name, results.reference, results.last_year)

        def paired(
            values: NDArray[np.float64],
            comparator: NDArray[np.float64],
            outcome: Outcome = outcome,
        ) -> Change:
            return change(contrast(values, comparator), outcome, "Fewer")

        found.append(
            Reading(
                title=outcome.title,
                against_reference=paired(doubled, reference),
                against_start=paired(doubled, start),
                reference_against_start=paired(reference, reference_start),
            )
        )
    return found
