"""The page of the model card, made from its data."""

from __future__ import annotations

from collections.abc import Callable

from riobravo.credibility.model_card import LABELS, LeverRange, When, card_record, load_card
from riobravo.world.levers import LEVERS

_UNITS = {lever.name: lever.unit for lever in LEVERS}


def model_card_page(head: Callable[[str, str], list[str]], plain: Callable[[str], str]) -> str:
    """Return the page.

    Args:
        head: writes the head of a generated page.
        plain: makes text safe in Markdown.
    """
    card = load_card()
    lines = [
        *head("The model card", "`src/riobravo/credibility/model_card.yaml`"),
        f"Kept since {min(one.since for one in card.issues.values())}, last changed {card.updated}."
        " `riobravo card` prints it; every report carries it.",
        "",
        "## Intended use",
        "",
        *(f"- {plain(one)}" for one in card.intended),
        "",
        "Not intended:",
        "",
        *(f"- {plain(one)}" for one in card.not_intended),
        "",
        "## Validity envelope",
        "",
        "An answer that meets one of these conditions carries the stamp: in the report, in the tables of"
        " `riobravo compare`, and in its JSON under `envelope`. At the *edge* it is to be read with care;"
        " *outside* no evidence reaches it.",
        "",
        "| stamp | degree | when | why |",
        "|---|---|---|---|",
        *(
            f"| {plain(one.stamp)} | {one.degree} | {describe_condition(one.when)} | {plain(one.says)} |"
            for one in card.envelope.values()
        ),
        "",
        "## Known issues",
        "",
        f"Labels: {'; '.join(f'*{name}*, {meaning}' for name, meaning in LABELS.items())}.",
        "",
        "| label | since | issue |",
        "|---|---|---|",
        *(
            f"| {one.label} | {one.since} | {plain(one.says)} |"
            for label in LABELS
            for one in card.issues.values()
            if one.label == label
        ),
        "",
        "## What would falsify it",
        "",
        "| statement | where it would show |",
        "|---|---|",
        *(f"| {plain(one.says)} | {plain(one.shown_by)} |" for one in card.falsifiers.values()),
        "",
        "Registered before the first hindcast, with what was found ([all hindcasts](validation.md)):",
        "",
        "| statement | found |",
        "|---|---|",
        *(f"| {plain(one['says'])} | {one['status']} |" for one in card_record()["registered"]),
        "",
    ]
    return "\n".join(lines)


def describe_condition(when: When) -> str:
    """Say in words when a limit is met."""
    one = when.lever
    kind = "" if when.force in (None, "any") else f" {when.force}"
    cases = (
        (when.years_above, f"the study is longer than {when.years_above} years"),
        (when.gap_above, f"more than {when.gap_above} years lie between the last observation and the start"),
        (when.force, f"an option uses force by another country inside Mexico{kind}"),
        (one, _describe_range(one) if one else ""),
        (when.mechanisms_off, "a mechanism that is usually on is off"),
        (when.escalation, "P5 is on"),
        (when.parameter_outside, "a parameter is fixed outside 99 of 100 of its draws"),
    )
    for condition, words in cases:
        if condition is not None:
            return words.replace(".0 ", " ")
    return f"outcomes {', '.join(f'`{name}`' for name in when.outcomes)}"


def _describe_range(one: LeverRange) -> str:
    return f"an option moves `{one.name}` outside {one.low:g} to {one.high:g} {_UNITS[one.name]}"
