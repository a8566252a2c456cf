"""Causes: what went into two saved results that differs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from riobravo.analysis.saved import Saved


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
