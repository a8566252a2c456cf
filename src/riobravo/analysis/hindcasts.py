"""The hindcasts in words: where the forecasts lose, in sentences that follow from the numbers."""

from __future__ import annotations

from typing import Any, Final

# Verdicts in the order in which they are told.
STATUSES: Final = ("FAIL", "UNRUN", "PASS")


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


def describe_policy(policy: dict[str, Any]) -> list[str]:
    """Return what feeding in the later policy path bought, and what placebos bought, in sentences.

    Args:
        policy: see `riobravo.forecasting.policy_arm.run_policy_arms`.
    """
    skill = policy["skill"]
    true, placebo = skill["simulation-with-policy"], skill["simulation-with-shuffled-policy"]
    dates, states = (skill[f"simulation-with-shuffled-policy-{kind}"] for kind in ("dates", "states"))
    against = policy["true_against_shuffled"]
    return [
        f"Policy path {policy['path']}, {len(policy['origins'])} origins {policy['origins'][0]} to"
        f" {policy['origins'][-1]}: feeding in what was done later {_buys(true)} ({describe_skill(true)}"
        " against policies as known).",
        f"Placebo: the same path with shuffled dates or states {_buys(placebo)} ({describe_skill(placebo)};"
        f" dates {describe_skill(dates)}; states {describe_skill(states)}).",
        f"The true path against the shuffled ones {_buys(against)} ({describe_skill(against)}).",
    ]


def _buys(skill: dict[str, float]) -> str:
    if skill["low"] > 0.0:
        return "improves the simulation"
    return "makes the simulation worse" if skill["high"] < 0.0 else "buys nothing that can be told from zero"


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
