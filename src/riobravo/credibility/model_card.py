"""The model card: what the program is for, where its answers hold, what is wrong, what would refute it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from riobravo.options.fields import Frozen, LongText, Number, ShortText
from riobravo.reading import read_yaml, validate
from riobravo.validation import problem, suggest
from riobravo.world.levers import LEVERS
from riobravo.world.outcomes import PLACE, STATE_PLACE

FILE: Final = Path(__file__).with_name("model_card.yaml")
LABELS: Final = {
    "bug": "the program does not do what it says",
    "data": "what it is fed",
    "limitation": "what it cannot say",
}

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class LeverRange(Frozen):
    """What was seen of a lever."""

    name: str
    low: Number
    high: Number

    @model_validator(mode="after")
    def _is_a_lever(self) -> LeverRange:
        known = [lever.name for lever in LEVERS]
        if self.name not in known:
            raise problem(
                f"there is no lever `{self.name[:60]}`", fix=suggest(self.name, known), field=("name",)
            )
        return self


class When(Frozen):
    """One condition that can be checked."""

    years_above: Number | None = None
    gap_above: Number | None = None
    force: Literal["any", "with consent", "without consent"] | None = None
    lever: LeverRange | None = None
    mechanisms_off: Literal[True] | None = None
    escalation: Literal[True] | None = None
    parameter_outside: Literal[True] | None = None
    outcomes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_one(self) -> When:
        if len(self.model_fields_set) != 1:
            raise problem("there must be exactly one condition", fix="split the entry.")
        for name in self.outcomes:
            if name not in PLACE and name not in STATE_PLACE:
                raise problem(
                    f"there is no outcome `{name[:60]}`",
                    fix=suggest(name, (*PLACE, *STATE_PLACE)),
                    field=("outcomes",),
                )
        return self


class Limit(Frozen):
    """One edge of the envelope."""

    stamp: ShortText
    degree: Literal["edge", "outside"]
    says: LongText
    when: When


class Issue(Frozen):
    """Something known to be wrong or missing."""

    label: Literal["bug", "data", "limitation"]
    since: Day
    says: LongText


class Falsifier(Frozen):
    """Something that would show the program to be wrong, and where to look."""

    says: LongText
    shown_by: ShortText


class ModelCard(Frozen):
    """The card."""

    updated: Day
    intended: tuple[ShortText, ...]
    not_intended: tuple[ShortText, ...]
    envelope: dict[str, Limit]
    issues: dict[str, Issue]
    falsifiers: dict[str, Falsifier]


@cache
def load_card() -> ModelCard:
    """Return the model card."""
    return validate(read_yaml(FILE), ModelCard)


def card_record() -> dict[str, Any]:
    """Return the card as plain values, with what became of the statements registered for hindcasts."""
    from riobravo.credibility.validation import kept_result

    card = load_card().model_dump(mode="json", exclude_defaults=True)
    registered = [
        {"id": one["id"], "says": one["says"], "status": one["status"]} for one in kept_result()["falsifiers"]
    ]
    return card | {"registered": registered}
