"""Changes: which conclusions differ between two saved results, and what went into them that differs.

Three kinds of files can be compared: results (`riobravo compare --save`, `--json`, or the folder of a
report), and what `riobravo check --json`, `riobravo reproduce --json` and `riobravo claims --json` print.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from riobravo.errors import InputError

Kind = Literal["result", "check", "reproduce", "claims"]

MAXIMUM_BYTES: Final = 50_000_000
# Differences of means beyond this many standard errors are told apart from none.
ERRORS: Final = 2.0
IN_FOLDER: Final = "result.json"
_SAVE: Final = "give a result saved with `riobravo compare --save FILE.json`, or the folder of a report."
# What each kind of file lists: the field of the list, of a name, and of a verdict.
_LISTS: Final = {"check": ("behaviours", "id", "status"), "reproduce": ("targets", "id", "status")}


@dataclass(frozen=True)
class Saved:
    """A file that was read.

    Args:
        path: where it stands.
        kind: what it holds.
        content: its content.
    """

    path: Path
    kind: Kind
    content: dict[str, Any]


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


@dataclass(frozen=True)
class Cause:
    """One input of two results that differs.

    Args:
        kind: what sort of input.
        name: which one.
        old: what it was.
        new: what it is.
    """

    kind: Literal["code", "ledger", "data", "worldview", "study", "option"]
    name: str
    old: str
    new: str


def read_saved(path: Path) -> Saved:
    """Read a saved result.

    Args:
        path: a JSON file, or the folder of a report.

    Raises:
        InputError: it is no such file, or an older version wrote it.
    """
    file = path / IN_FOLDER if path.is_dir() else path
    if path.is_dir() and not file.exists():
        raise InputError("the folder holds no result.json.", file=path, fix=_SAVE)
    if file.suffix.lower() in (".csv", ".parquet"):
        raise InputError("tables of worlds do not say what was concluded.", file=file, fix=_SAVE)
    try:
        if file.stat().st_size > MAXIMUM_BYTES:
            raise InputError("the file is larger than 50 MB.", file=file, fix=_SAVE)
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            "there is no such file.", file=file, fix="check the path and the spelling."
        ) from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror}).", file=file, fix=_SAVE) from None
    except json.JSONDecodeError as error:
        raise InputError(f"this is not JSON: {error.msg}.", file=file, line=error.lineno, fix=_SAVE) from None
    except (UnicodeDecodeError, RecursionError):
        raise InputError("this is not JSON.", file=file, fix=_SAVE) from None
    return _identify(content, file)


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


def differing_inputs(old: Saved, new: Saved) -> list[Cause]:
    """Return all inputs that differ: code, ledger, data, worldview, study and options.

    Args:
        old: the earlier result.
        new: the later one.
    """
    before, after = (one.content.get("made_from", one.content) for one in (old, new))
    found: list[Cause] = []
    for name in ("version", "kernel_hash"):
        if before.get(name) != after.get(name):
            found.append(Cause("code", name, str(before.get(name)), str(after.get(name))))
    distributions = [one.get("parameters", {}) for one in (before, after)]
    for name in sorted({*distributions[0], *distributions[1]}):
        values = [one.get(name) for one in distributions]
        if values[0] != values[1]:
            found.append(Cause("ledger", name, *(_describe(value) for value in values)))
    if not any(one.kind == "ledger" for one in found):
        hashes = [str(one.get("ledger_hash")) for one in (before, after)]
        if hashes[0] != hashes[1]:
            found.append(
                Cause("ledger", "wording or sources, no distribution", hashes[0][:16], hashes[1][:16])
            )
    series = [one.get("series", {}) for one in (before, after)]
    for name in sorted({*series[0], *series[1]}):
        if series[0].get(name) != series[1].get(name):
            found.append(Cause("data", name, str(series[0].get(name)), str(series[1].get(name))))
    settings = [_flat(one.get("settings", {})) for one in (before, after)]
    for name in dict.fromkeys([*settings[0], *settings[1]]):
        values = [one.get(name) for one in settings]
        if values[0] != values[1]:
            kind: Literal["worldview", "study"] = "worldview" if name == "worldview" else "study"
            found.append(Cause(kind, name, *(_describe(value) for value in values)))
    orders = [one.get("orders", {}) for one in (before, after)]
    for name in dict.fromkeys([*orders[0], *orders[1]]):
        values = [one.get(name) for one in orders]
        if values[0] != values[1]:
            words = [_differing_fields(value, other) for value, other in (values, values[::-1])]
            found.append(Cause("option", name, *words))
    return found


def notes(old: Saved, new: Saved, causes: list[Cause], *, attributed: bool) -> list[str]:
    """Say what a reader has to know about a comparison.

    Args:
        old: the earlier result.
        new: the later one.
        causes: the inputs that differ.
        attributed: whether changes were shared out.
    """
    if old.kind != "result":
        return []
    kinds = {cause.kind for cause in causes}
    same = all(old.content.get(name) == new.content.get(name) for name in ("seed", "members"))
    found = [
        "Same seed and worlds: luck is shared, so the true Monte Carlo error is smaller than the one used."
        if same
        else "Seeds or numbers of worlds differ: a shift within Monte Carlo error may be luck alone."
    ]
    if attributed:
        found.append("Shares depend on the order of the swaps: data, ledger, worldview, study, options.")
        found += (
            ["Code cannot be swapped back: its share is what the swaps leave."] if "code" in kinds else []
        )
        if "data" in kinds:
            found.append("Data are swapped only where --old-data or --new-data gives a folder of series.")
    elif kinds & {"ledger", "worldview", "study", "option"}:
        found.append("--attribute runs both again and shares out each change.")
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


def _describe(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, dict) and "family" in value:
        rest = ", ".join(
            f"{name} {one:g}" if isinstance(one, float | int) else f"{name} {one}"
            for name, one in value.items()
            if name != "family"
        )
        return f"{value['family']}: {rest}"
    if isinstance(value, dict) and "id" in value:
        return str(value["id"])
    return json.dumps(value) if isinstance(value, dict | list) else str(value)


def _flat(settings: dict[str, Any]) -> dict[str, Any]:
    """Return settings with each parameter and mechanism of the study under a name of its own."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        if name in ("parameters", "mechanisms") and isinstance(value, dict):
            found |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            found[name] = value
    return found


def _differing_fields(value: Any, other: Any) -> str:
    """Return those fields of an option that differ from another."""
    if not isinstance(value, dict):
        return "absent"
    if not isinstance(other, dict):
        return "present"
    fields = {name: one for name, one in value.items() if one != other.get(name)}
    return json.dumps(fields)


def _identify(content: Any, file: Path) -> Saved:
    if (
        isinstance(content, list)
        and content
        and all(isinstance(one, dict) and "id" in one for one in content)
    ):
        return Saved(file, "claims", {"claims": content})
    if isinstance(content, dict):
        if isinstance(content.get("conclusions"), dict) and isinstance(content.get("made_from"), dict):
            return Saved(file, "result", content)
        if "outcomes" in content and "options" in content:
            raise InputError(
                "an earlier version wrote this result, without its conclusions and what it was made from.",
                file=file,
                fix="run the comparison again and save it.",
            )
        for kind, (field, _, _) in _LISTS.items():
            if isinstance(content.get(field), list):
                return Saved(file, kind, content)  # type: ignore[arg-type]
    raise InputError("this JSON is no result of riobravo.", file=file, fix=_SAVE)


def _verdicts(saved: Saved) -> dict[str, str]:
    if saved.kind == "claims":
        return {
            str(one["id"]): str(one.get("verdict") or one.get("status")) for one in saved.content["claims"]
        }
    field, name, verdict = _LISTS[saved.kind]
    return {str(one[name]): str(one[verdict]) for one in saved.content[field]}
