"""Everything the report says about one option: its outcomes, for whom, on what evidence, and history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riobravo.analysis.profiles import Profile
from riobravo.report.answer import Tally, tally
from riobravo.report.consequences import Consequences
from riobravo.report.effects import Effect
from riobravo.report.lists import GRADES, Link, link, text
from riobravo.report.results import Results
from riobravo.report.view import Card

if TYPE_CHECKING:
    from riobravo.report.material import Material


@dataclass(frozen=True)
class Reference:
    """What history says about a class of cases, beside what the worlds here give."""

    title: str
    rate: str
    cases: str
    inside: str
    source: Link
    note: str


@dataclass(frozen=True)
class OptionDetail:
    """One option in full.

    Attributes:
        card: its title, sentence and evidence.
        force: how it uses force inside Mexico, or nothing.
        groups: title of a table of the system, and the option's effects in it.
        tallies: one per profile.
        grades: grade, its meaning and the number of parameters in the mechanisms it acts through.
        shares: outcome, and the shares of its variance in words.
        references: historical reference classes.
        stamps: why its answers lie outside the evidence, force apart: words, and reason.
    """

    card: Card
    force: str
    groups: Sequence[tuple[str, Sequence[Effect]]]
    tallies: Sequence[Tally]
    grades: Sequence[tuple[str, str, int]]
    shares: Sequence[tuple[str, str]]
    references: Sequence[Reference]
    stamps: Sequence[tuple[str, str]]


def option_details(
    results: Results,
    found: Consequences,
    profiles: Sequence[Profile],
    material: Material,
    cards: Sequence[Card],
) -> list[OptionDetail]:
    """Gather everything about every option, in the order of the study.

    Args:
        results: the result.
        found: its headline outcomes.
        profiles: whose outcomes are counted.
        material: what the report says besides the result.
        cards: the words about each option.
    """
    details = []
    for option, card in zip(results.alternatives, cards, strict=True):
        counted = (material.grades or {}).get(option, {})
        details.append(
            OptionDetail(
                card=card,
                force=(material.force or {}).get(option, ""),
                groups=[
                    (title, [one.effects[option] for one in columns]) for _, title, columns in found.tables
                ],
                tallies=[tally(found, option, profile) for profile in profiles],
                grades=[(one, said, counted[one]) for one, said in GRADES if counted.get(one)],
                shares=_shares(found, (material.shares or {}).get(option, {})),
                references=[_reference(one) for one in (material.outside or {}).get(option, ())],
                stamps=[
                    (one["stamp"], one["says"])
                    for one in results.stamps
                    if one["option"] == option and one["id"] != "force"
                ],
            )
        )
    return details


def _shares(found: Consequences, shares: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str]]:
    said = []
    for outcome, groups in shares.items():
        title = found.columns[outcome].title if outcome in found.columns else outcome.replace("_", " ")
        parts = [
            f"{f'grade {name}' if len(name) == 1 else name} {100 * share:.0f}%"
            for name, share in groups.items()
            if share >= 0.005
        ]
        said.append((title, ", ".join(parts)))
    return said


def _reference(one: Mapping[str, Any]) -> Reference:
    low, high = one.get("low"), one.get("high")
    rate = f"{text(low)} to {text(high)}%" if low is not None and high is not None and low != high else ""
    if not rate and (low is not None or high is not None):
        rate = f"{text(low if low is not None else high)}%"
    return Reference(
        title=text(one.get("title")),
        rate=rate,
        cases=text(one.get("cases")),
        inside=text(one.get("inside")),
        source=link(one.get("source"), one.get("url")),
        note=text(one.get("note")),
    )
