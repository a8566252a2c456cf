"""A step: from a moment on, how strongly an order acts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from riobravo.options.fields import Frozen, Moment, Number


class Step(Frozen):
    """From a moment on, how strongly an order acts."""

    since: Moment = Field(alias="from", description='Month "YYYY-MM", or years after the study\'s start.')
    value: Annotated[Number, Field(ge=0, le=2)] = Field(
        description="Share of the full effect: 0 pauses the order, 1 is full strength, up to 2."
    )
