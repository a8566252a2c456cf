"""Attribution: why did something observed change? Data decide that, and no simulation."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import AfterValidator, Field, model_validator

from riobravo.claims.forms.form import Decided, Floats, Form, Reading
from riobravo.dates import parse_month
from riobravo.options.schema import Frozen, Number, ShortText
from riobravo.validation import problem

if TYPE_CHECKING:
    from riobravo.claims.settings import Worlds


def _check_month(value: str) -> str:
    try:
        parse_month(value)
    except ValueError as error:
        raise problem(str(error), fix="write a month such as 2019-01.") from None
    return value


Month = Annotated[str, AfterValidator(_check_month)]


class Reported(Frozen):
    """An observed change as published, where the program holds no series that reaches so far."""

    before: Number
    after: Number
    unit: ShortText
    source: ShortText
    status: Literal["seen", "remembered"]


class Attribution(Form):
    """An observed change and the causes it is ascribed to.

    The program shows the change and says which rival causes a credible answer has to separate.
    It gives no probability: the change has happened, and why is a question for data.
    """

    form: Literal["attribution"]
    series: ShortText | None = Field(None, description="A monthly series of the program, by state.")
    column: ShortText | None = None
    reported: Reported | None = Field(None, description="The change as published, without series.")
    before: tuple[Month, Month] = Field(description="First and last month of the earlier time.")
    after: tuple[Month, Month] = Field(description="First and last month of the later time.")
    causes: tuple[ShortText, ...] = Field(
        min_length=2, description="Rival causes that the data have to separate."
    )

    @model_validator(mode="after")
    def _check(self) -> Attribution:
        if (self.series is None) == (self.reported is None):
            raise problem(
                "an observed change is in a `series`, or is `reported`",
                fix="give one of them.",
            )
        if (self.series is None) != (self.column is None):
            raise problem("`series` and `column` go together", fix="give both or neither.")
        for name in ("before", "after"):
            first, last = getattr(self, name)
            if parse_month(first) > parse_month(last):
                raise problem(
                    f"must begin before it ends, but is {first} to {last}", fix="swap them.", field=(name,)
                )
        return self

    @property
    def decided_by(self) -> Decided:
        """Observed data decide."""
        return "data"

    def holds(self, worlds: Worlds, _reading: Reading) -> Floats:
        """Return NaN for every world: nothing that is simulated can decide this."""
        return np.full(worlds.members, np.nan)

    def words(self) -> str:
        """Return what is compared."""
        what = f"{self.column} of {self.series}" if self.reported is None else self.reported.unit
        return (
            f"{what} from {' to '.join(self.before)} and {' to '.join(self.after)}; to separate:"
            f" {', '.join(self.causes)}"
        )

    def observed(self) -> tuple[float, float]:
        """Return the level of both times: as reported, or per month over all states.

        Raises:
            RiobravoError: the series does not cover both.
        """
        if self.reported is not None:
            return self.reported.before, self.reported.after
        from riobravo.errors import DataError
        from riobravo.observed import state_months

        panel = state_months(self.series or "", self.column or "")
        national = panel.values.sum(axis=1)
        means: list[float] = []
        for name, months in (("before", self.before), ("after", self.after)):
            first, last = (parse_month(month) for month in months)
            chosen = (panel.months >= np.datetime64(first)) & (panel.months <= np.datetime64(last))
            if int(chosen.sum()) != _count_months(first, last):
                raise DataError(
                    f"the series {self.series} does not cover {months[0]} to {months[1]}.",
                    field=name,
                    fix="choose months inside its coverage; `riobravo data` shows it.",
                )
            means.append(float(national[chosen].mean()))
        return means[0], means[1]


def _count_months(first: datetime.date, last: datetime.date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1
