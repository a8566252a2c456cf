"""Changes: which conclusions differ between two saved results."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from riobravo.analysis.saved import LISTS, Saved
from riobravo.errors import InputError

# Differences of means beyond this many standard errors are told apart from none.
ERRORS: Final = 2.0


@dataclass(frozen=True)
class Change:
    """One conclusion that differs.

    Args:
        subject: the option, behaviour, target or claim.
        outcome: the outcome; empty where there is none.
        old: what was concluded before; `absent` if nothing was.
        new: what is concluded now.
        shift: by how much the mean difference moved, in the unit; None where there is no number.
        error: Monte Carlo standard error of the shift, at most; None if not known.
        unit: unit of the shift.
    """

    subject: str
    outcome: str
    old: str
    new: str
    shift: float | None = None
    error: float | None = None
    unit: str = ""

    @property
    def matters(self) -> bool:
        """Whether the first page of a report speaks of it: more than `a little`, before or now."""
        return not {self.old, self.new} <= {"not clear", "lower, a little", "higher, a little"}

    @property
    def within_error(self) -> bool | None:
        """Whether Monte Carlo error alone could explain the shift; None if that cannot be told."""
        if self.shift is None or self.error is None:
            return None
        return abs(self.shift) <= ERRORS * self.error


def changed_conclusions(old: Saved, new: Saved) -> list[Change]:
    """Return the conclusions that differ, in the order of the new file.

    Args:
        old: the earlier result.
        new: the later one, of the same kind.

    Raises:
        InputError: the files are of different kinds.
    """
    if old.kind != new.kind:
        raise InputError(
            f"{old.path} holds a {old.kind} and this file a {new.kind}.",
            file=new.path,
            fix="compare two files of one kind.",
        )
    if old.kind == "result":
        return _of_results(old.content["conclusions"], new.content["conclusions"])
    before, after = (_verdicts(one) for one in (old, new))
    return [
        Change(name, "", before.get(name, "absent"), after.get(name, "absent"))
        for name in {**after, **before}
        if before.get(name) != after.get(name)
    ]


def changed_ranks(old: Saved, new: Saved) -> list[Change]:
    """Return the outcomes whose best option differs, among options of both results.

    Args:
        old: the earlier result.
        new: the later one.
    """
    if old.kind != "result" or new.kind != "result":
        return []
    before, after = old.content["conclusions"], new.content["conclusions"]
    shared = [option for option in after if option in before]
    outcomes = {name: None for option in shared for name in after[option] if name in before[option]}
    found = []
    for name in outcomes:
        ranks = [_rank(one, shared, name) for one in (before, after)]
        if ranks[0] != ranks[1]:
            before_after = [" < ".join(one) for one in ranks]
            found.append(Change("order of options, least first", name, before_after[0], before_after[1]))
    return found


def _of_results(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    found = []
    for option in {**after, **before}:
        ours, theirs = before.get(option), after.get(option)
        if ours is None or theirs is None:
            is_new = ours is None
            found.append(
                Change(option, "", "absent" if is_new else "present", "present" if is_new else "absent")
            )
            continue
        for name in {**theirs, **ours}:
            one, other = ours.get(name), theirs.get(name)
            says = [each["says"] if each else "absent" for each in (one, other)]
            if says[0] == says[1]:
                continue
            shift = other["mean"] - one["mean"] if one and other else None
            unit = (other or one)["unit"]
            found.append(Change(option, name, says[0], says[1], shift, _error(one, other), unit))
    return found


def _error(one: dict[str, Any] | None, other: dict[str, Any] | None) -> float | None:
    """Return the error of a difference of two means; with the same luck it is smaller still."""
    if not one or not other or one["mcse"] is None or other["mcse"] is None:
        return None
    return math.hypot(one["mcse"], other["mcse"])


def _rank(conclusions: dict[str, Any], options: list[str], outcome: str) -> tuple[str, ...]:
    return tuple(sorted(options, key=lambda option: (conclusions[option][outcome]["mean"], option)))


def _verdicts(saved: Saved) -> dict[str, str]:
    if saved.kind == "claims":
        return {
            str(one["id"]): str(one.get("verdict") or one.get("status")) for one in saved.content["claims"]
        }
    field, name, verdict = LISTS[saved.kind]
    return {str(one[name]): str(one[verdict]) for one in saved.content[field]}
