"""The hindcasts in words: where the forecasts lose, in sentences that follow from the numbers."""

from __future__ import annotations

from typing import Any


def losses(result: dict[str, Any]) -> list[str]:
    """Return a sentence for everything that is lost, the registered falsifiers first.

    Args:
        result: what `riobravo.credibility.validation.validate_series` returned, or the kept result.
    """
    told = [
        f"{one['says'].rstrip('.')}: no ({describe_found(one)})."
        for one in result["falsifiers"]
        if one["status"] == "FAIL" and one["series"] in result["series"]
    ]
    for name, one in result["series"].items():
        pooled = one["models"].get("pooled")
        if pooled is None:
            continue
        worse = {model: row for model, row in one["skill_vs"].items() if row["high"] < 0.0}
        if worse:
            named = ", ".join(f"{model} ({describe_skill(row)})" for model, row in worse.items())
            told.append(f"{name}: the pooled forecast is worse than {named}.")
        close = [
            model
            for model, row in one["skill_vs"].items()
            if row["low"] <= 0.0 <= row["high"] and model != "zero"
        ]
        if close:
            told.append(
                f"{name}: no difference can be claimed between the pooled forecast and {', '.join(close)}."
            )
        for model, row in one["skill_of_parts"].items():
            against, skill = next(iter(row.items()), (None, None))
            if skill is not None and skill["high"] < 0.0:
                told.append(f"{name}: {model} alone is worse than {against} ({describe_skill(skill)}).")
    return told


def describe_found(falsifier: dict[str, Any]) -> str:
    """Return what was found about a falsifier, in a few words."""
    found = falsifier["found"]
    if found is None:
        return "not run"
    if "value" in found:
        return f"found {found['value']:.3g}"
    return describe_skill(found)


def describe_skill(skill: dict[str, float]) -> str:
    """Return a skill with its interval."""
    return f"skill {skill['estimate']:+.3f}, {skill['low']:+.3f} to {skill['high']:+.3f}"
