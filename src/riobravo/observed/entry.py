"""One observed series as the catalogue describes it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from riobravo.validation import problem

SeriesId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Checksum = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(min_length=1)]

STATE_CODES: tuple[str, ...] = tuple(f"{number:02d}" for number in range(1, 33))


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Frozen):
    """One column of a CSV file.

    Args:
        name: its heading.
        type: `month` (first day, ISO), `date` (ISO), `year`, `state` (01 to 32), `count`,
            `number` (may have decimals) or `text`.
        meaning: what it holds, in one phrase.
        blank: whether an empty cell is allowed.
        also: codes allowed in a `state` column besides the 32 states.
        choices: the texts allowed in a `text` column; empty means any.
    """

    name: Text
    type: Literal["month", "date", "year", "state", "count", "number", "text"]
    meaning: Text
    blank: bool = False
    also: tuple[Text, ...] = ()
    choices: tuple[Text, ...] = ()


class Filter(_Frozen):
    """The rows of a shared file that belong to one series."""

    column: Text
    value: Text


class Coverage(_Frozen):
    """First and last period that a file must at least contain, written like its dates."""

    start: Text
    end: Text


class SeriesEntry(_Frozen):
    """What is known about one observed series.

    Args:
        id: its name in the program.
        title: its name for readers.
        file: name of its file in the folder of series.
        format: how the file is written.
        filter: the rows of the file that belong to this series; `None` means all.
        publisher: who publishes the figures.
        source: `repository@commit:path`, `doi:...` or `arXiv:...`.
        licence: terms of use, or "none declared".
        redistribution: whether those terms clearly allow passing the file on.
        unit: what one unit of the figures is.
        frequency: spacing of the rows in time.
        vintage: year that an undated or projected series speaks of or was made in.
        coverage: periods that the file must at least contain.
        margin_months: how long after its last row the series may still be used; `None`: no limit.
        complete: `states` if every period has a row for each state, `periods` if one row each.
        grade: `A` official, checked; `A-` with a processing step; `B` usable within the stated
            limits; `C` indicative only.
        key: columns that identify a row.
        columns: the columns that are read; others are ignored.
        caveats: what a user has to know before using it.
    """

    id: SeriesId
    title: Text
    file: FileName
    format: Literal["csv", "topojson", "groups"] = "csv"
    filter: Filter | None = None
    publisher: Text
    source: tuple[Text, ...] = Field(min_length=1)
    licence: Text
    redistribution: Literal["clear", "unclear"]
    unit: Text
    frequency: Literal["month", "year", "event", "none"]
    vintage: int | None = None
    coverage: Coverage | None = None
    margin_months: int | None = Field(default=None, ge=0)
    complete: Literal["states", "periods"] | None = None
    grade: Literal["A", "A-", "B", "C"]
    key: tuple[Text, ...] = ()
    columns: tuple[Column, ...] = ()
    caveats: tuple[Text, ...] = ()

    @property
    def period(self) -> Column | None:
        """The column that dates a row; `None` for an undated series."""
        dated = (column for column in self.columns if column.type in {"month", "date", "year"})
        return next(dated, None)

    def name_of(self, kind: str) -> str:
        """Return the name of the first column of a type.

        Args:
            kind: the type, such as `state`.

        Raises:
            LookupError: there is no such column.
        """
        for column in self.columns:
            if column.type == kind:
                return column.name
        raise LookupError(kind)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        names = [column.name for column in self.columns]
        if len(set(names)) < len(names):
            raise problem("a column is listed twice", fix="keep one of them.", field=("columns",))
        wanted = [*self.key, *([self.filter.column] if self.filter else [])]
        if unknown := [name for name in wanted if name not in names]:
            raise problem(
                f"the column {unknown[0]} is used but not listed",
                fix="add it under columns.",
                field=("key",),
            )
        if self.format == "csv" and not (self.columns and self.key):
            raise problem("a CSV series needs columns and a key", fix="add them.")
        dated = self.format == "csv" and self.frequency != "none"
        if dated != (self.period is not None):
            raise problem(
                f"frequency {self.frequency} does not fit the columns",
                fix="list one month, date or year column, or write frequency: none.",
                field=("frequency",),
            )
        kinds = [column.type for column in self.columns]
        if self.complete == "states" and "state" not in kinds:
            raise problem(
                "a series complete by states needs a state column",
                fix="list it under columns, or leave `complete` out.",
                field=("complete",),
            )
        return self
