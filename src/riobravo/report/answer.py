"""The page's first answer: what each option buys, what it costs, and for whom; one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from riobravo.analysis.profiles import Profile
from riobravo.report.consequences import Consequences
from riobravo.report.effects import Effect
from riobravo.report.results import Results

SHOWN: Final = 3
FORCE_GROUPS: Final = (
    ("", "Without force by another country inside Mexico"),
    ("with consent", "Force inside Mexico with Mexico's consent"),
    ("without consent", "Force inside Mexico without its consent"),
)


@dataclass(frozen=True)
class Tally:
    """How the outcomes that a profile names move under an option.

    Attributes:
        profile: whose outcomes.
        good: titles of the outcomes that move in the direction good for it.
        bad: titles of those that move in the other.
        known: outcomes of the profile that the result holds.
    """

    profile: Profile
    good: tuple[str, ...]
    bad: tuple[str, ...]
    known: int

    @property
    def words(self) -> str:
        """The tally in words, with the outcomes by name."""
        said = [
            f"{what}: {', '.join(names)}"
            for what, names in (("better for them", self.good), ("worse for them", self.bad))
            if names
        ]
        rest = self.known - len(self.good) - len(self.bad)
        said += [f"no clear change that matters in {rest} of {self.known}"] if rest else []
        return "; ".join(said)


@dataclass(frozen=True)
class Line:
    """One option in one line.

    Attributes:
        option: id of the option.
        title: its title.
        force: how it uses force inside Mexico, or nothing.
        buys: outcomes that move to what most people would call better, see `choose`.
        costs: outcomes that move the other way.
        open: outcomes that may matter in both directions, widest first.
        more: how many more outcomes move clearly than are shown.
        tallies: one per profile.
    """

    option: str
    title: str
    force: str
    buys: tuple[Effect, ...]
    costs: tuple[Effect, ...]
    open: tuple[Effect, ...]
    more: int
    tallies: tuple[Tally, ...]


def answer_lines(
    results: Results,
    found: Consequences,
    profiles: Sequence[Profile],
    force: Mapping[str, str],
) -> list[tuple[str, list[Line]]]:
    """Word every option in one line, under headings by the kind of force it uses.

    Args:
        results: the result.
        found: all headline outcomes of the result.
        profiles: whose outcomes to count.
        force: option id to how it uses force inside Mexico; other options use none.
    """
    groups = []
    for kind, heading in FORCE_GROUPS:
        options = [one for one in results.alternatives if force.get(one, "") == kind]
        if options:
            groups.append(
                (heading, [_line(results.titles[one], one, kind, found, profiles) for one in options])
            )
    return groups


def tally(found: Consequences, option: str, profile: Profile) -> Tally:
    """Count the outcomes of a profile that move clearly and matter.

    Args:
        found: all headline outcomes of the result.
        option: id of the option.
        profile: whose outcomes.
    """
    known = {name: way for name, way in profile.good.items() if name in found.columns}
    effects = [(found.columns[name].effects[option], way) for name, way in known.items()]
    moved = [(one, way) for one, way in effects if one.matters]
    return Tally(
        profile=profile,
        good=tuple(one.headline.title for one, way in moved if one.is_good(way)),
        bad=tuple(one.headline.title for one, way in moved if not one.is_good(way)),
        known=len(known),
    )


def choose(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the few effects that a line has room for: the strongest of each table before a second one.

    Args:
        effects: effects, strongest first.
    """
    first: dict[str, Effect] = {}
    for one in effects:
        first.setdefault(one.headline.table, one)
    leading = list(first.values())
    return tuple([*leading, *(one for one in effects if one not in leading)][:SHOWN])


def _line(title: str, option: str, force: str, found: Consequences, profiles: Sequence[Profile]) -> Line:
    effects = found.of_option(option)
    better = {name: column.better for name, column in found.columns.items()}
    moved = sorted((one for one in effects if one.matters), key=lambda one: -abs(one.size))
    judged = [one for one in moved if better[one.headline.name] != "neither"]
    buys = [one for one in judged if one.is_good(better[one.headline.name])]
    costs = [one for one in judged if not one.is_good(better[one.headline.name])]
    unclear = [one for one in effects if not one.matters and one.both_ways]
    unclear.sort(key=lambda one: one.found.difference.low - one.found.difference.high)
    shown = min(len(buys), SHOWN) + min(len(costs), SHOWN)
    return Line(
        option=option,
        title=title,
        force=force,
        buys=choose(buys),
        costs=choose(costs),
        open=tuple(unclear[:1]),
        more=len(moved) - shown,
        tallies=tuple(tally(found, option, profile) for profile in profiles),
    )
