"""Attribution: how much of a change each differing input made, by running it again one swap at a time.

From the old inputs to the new ones, one input after the other is swapped: data, ledger, worldview, study,
options; where many differ, one kind after the other. The shares add up to the whole change, and depend on
that order. What today's code gives for the old inputs, less what the old file says, is code, and data that
are not at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from riobravo.analysis.causes import Cause
from riobravo.analysis.changes import Change
from riobravo.analysis.conclusions import conclude
from riobravo.analysis.saved import Saved
from riobravo.api import run_study
from riobravo.errors import InputError
from riobravo.evidence.loading import load_ledger
from riobravo.options.schema import Option
from riobravo.study import Study, make_study

ORDER: Final = ("data", "ledger", "worldview", "study", "option")
UNREPLAYED: Final = "code, and data not at hand"
# With more inputs than this, those of one kind are swapped together.
FEW: Final = 12

# One swap: its name, and the inputs that it swaps.
Swap = tuple[str, tuple[Cause, ...]]


@dataclass(frozen=True)
class Part:
    """What one kind of input did to one conclusion.

    Args:
        option: the option.
        outcome: the outcome.
        shares: by input, or kind of input, by how much the mean difference moved, in the outcome's unit; the
            parts add up to the whole shift.
    """

    option: str
    outcome: str
    shares: Mapping[str, float]


def attribute(
    old: Saved,
    new: Saved,
    changes: list[Change],
    causes: list[Cause],
    *,
    old_data: Path | None = None,
    new_data: Path | None = None,
    threads: int | None = None,
    say: Callable[[str], None] | None = None,
) -> list[Part]:
    """Run a result again, swapping one kind of input at a time.

    Args:
        old: the earlier result.
        new: the later one.
        changes: the changed conclusions to explain.
        causes: the inputs that differ.
        old_data: folder with the series of the earlier result, laid over the shipped ones.
        new_data: the same for the later one.
        threads: number of threads; changes no number.
        say: told what is being run.

    Returns:
        One part for each change that has a number.

    Raises:
        InputError: the inputs of a file cannot be run by this version.
    """
    if old.kind != "result":
        raise InputError(
            f"a {old.kind} cannot be run again from its file.",
            file=old.path,
            fix="leave out --attribute, or compare two results.",
        )
    swaps = _swaps([one for one in causes if one.kind != "data" or old_data or new_data])
    wanted = [one for one in changes if one.shift is not None]
    before = old.content["conclusions"]
    after = new.content["conclusions"]
    levels = [_means(before, wanted)]
    swapped: list[Cause] = []
    for name, some in [("the old inputs", ()), *swaps]:
        swapped += some
        if say:
            say(f"Running {'then with new ' if some else ''}{name}")
        overlay = new_data if any(one.kind == "data" for one in swapped) else old_data
        result = run_study(_mixed(old, new, swapped), threads=threads, overlay=overlay)
        levels.append(_means(conclude(result), wanted))
    levels.append(_means(after, wanted))
    parts = []
    for place, change in enumerate(wanted):
        values = [level[place] for level in levels]
        moves = [later - earlier for earlier, later in pairwise(values)]
        shares = {UNREPLAYED: moves[0] + moves[-1]}
        shares |= dict(zip((name for name, _ in swaps), moves[1:-1], strict=True))
        parts.append(Part(change.subject, change.outcome, shares))
    return parts


def _means(conclusions: Mapping[str, Any], wanted: list[Change]) -> list[float]:
    """Return the mean differences of some conclusions; not a number where there is none."""
    return [
        float(conclusions.get(one.subject, {}).get(one.outcome, {}).get("mean", float("nan")))
        for one in wanted
    ]


def _swaps(causes: list[Cause]) -> list[Swap]:
    """Return what is swapped, one after the other."""
    kept = [one for kind in ORDER for one in causes if one.kind == kind]
    single = len(kept) <= FEW
    found: dict[str, tuple[Cause, ...]] = {}
    for one in kept:
        alone = single and one.kind != "data"
        name = f"{one.kind}: {one.name}" if alone else one.kind
        found[name] = (*found.get(name, ()), one)
    return list(found.items())


def _mixed(old: Saved, new: Saved, swapped: list[Cause]) -> Study:
    """Return the study with old inputs, save those that are swapped for new ones."""
    before, after = (one.content["made_from"] for one in (old, new))
    try:
        settings = _swap(before["settings"], after["settings"], swapped, ("study", "worldview"))
        orders = _swap(before["orders"], after["orders"], swapped, ("option",))
        options = [
            Option.model_validate({name: value for name, value in one.items() if name != "bundle"})
            for one in orders.values()
        ]
        base = make_study(settings | {"title": "Attribution", "options": options})
    except (InputError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"this version cannot run what it was made from ({error}).",
            file=old.path,
            fix="leave out --attribute.",
        ) from None
    ledger = _swap(before.get("parameters", {}), after.get("parameters", {}), swapped, ("ledger",))
    return base.with_changes(parameters=_parameters(base, ledger))


def _swap(
    before: Mapping[str, Any], after: Mapping[str, Any], swapped: list[Cause], kinds: tuple[str, ...]
) -> dict[str, Any]:
    """Return values with those of some causes swapped; a dot in a name leads into a value."""
    found = {name: dict(value) if isinstance(value, dict) else value for name, value in before.items()}
    for one in swapped:
        if one.kind not in kinds:
            continue
        outer, _, inner = one.name.partition(".")
        place, source = (found[outer], after[outer]) if inner else (found, after)
        name = inner or outer
        if name in source:
            place[name] = source[name]
        else:
            place.pop(name, None)
    return found


def _parameters(study: Study, distributions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the study's parameters, and those whose distribution is not that of today's ledger."""
    ledger = load_ledger()
    believed = study.resolved_worldview().beliefs
    found = dict(study.parameters)
    for name, distribution in distributions.items():
        if name not in ledger or name in found or name in believed:
            continue
        if ledger[name].distribution.model_dump(mode="json") != distribution:
            found[name] = distribution
    return found
