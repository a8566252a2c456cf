"""What an option may say: a title in plain words, other options to join, and orders."""

from __future__ import annotations

from typing import Final

from pydantic import Field, model_validator

from riobravo.options.conflicts import explain_contradiction, find_contradiction
from riobravo.options.fields import (
    MAXIMUM_YEARS,
    Frozen,
    LongText,
    Moment,
    Number,
    ParameterId,
    ShortText,
    Slug,
)
from riobravo.options.order import Order
from riobravo.options.step import Step
from riobravo.options.words import make_summary, make_title
from riobravo.validation import problem

__all__ = [
    "DIALECT",
    "MAXIMUM_ORDERS",
    "MAXIMUM_YEARS",
    "Frozen",
    "LongText",
    "Moment",
    "Number",
    "Option",
    "Order",
    "ParameterId",
    "ShortText",
    "Slug",
    "Step",
]

MAXIMUM_ORDERS: Final = 40
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class Option(Frozen):
    """One policy: what it is in plain words, what it moves, and what is known about it."""

    id: Slug = Field(description="Short name in lower case, such as `arrests-doubled`.")
    title: ShortText = Field(
        "", description="Title as shown in tables and charts; made from the orders if left out."
    )
    summary: LongText = Field(
        "", description="What it is, in plain and neutral words; made from the orders if left out."
    )
    bundle: tuple[ShortText, ...] = Field(
        (),
        max_length=20,
        description="Options whose orders are joined: ids of shipped ones, or files beside this.",
    )
    orders: tuple[Order, ...] = Field(
        (),
        max_length=MAXIMUM_ORDERS,
        description="What it moves; empty means nothing, as in the status quo.",
    )
    evidence_note: LongText | None = Field(None, description="What the evidence says for and against.")
    claims: tuple[ShortText, ...] = Field((), max_length=100, description="Codes of claims.")
    documents: tuple[ShortText, ...] = Field((), max_length=100, description="Documents.")

    @model_validator(mode="after")
    def _check(self) -> Option:
        if found := find_contradiction(self.orders):
            raise problem(
                explain_contradiction(self.orders, found),
                fix="remove one of the two orders, or let one end before the other starts.",
                field=("orders", found.second),
            )
        # The model is frozen for everybody else; what it lacks is filled in while it is made.
        if not self.title:
            object.__setattr__(self, "title", make_title(self.bundle, self.orders))
        if not self.summary:
            object.__setattr__(self, "summary", make_summary(self.bundle, self.orders))
        return self
