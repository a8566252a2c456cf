"""The frozen description of what to run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import AfterValidator, Field, JsonValue, model_validator

from riobravo.dates import parse_date, parse_month
from riobravo.document import Document, Position
from riobravo.errors import InputError
from riobravo.evidence.loading import ALL_LISTED, Ledger, load_ledger
from riobravo.evidence.worldviews import (
    POOL,
    Worldview,
    check_own_id,
    resolve_worldview,
    with_distribution,
)
from riobravo.options.catalogue import is_path, join_inline, load_runnable, resolve
from riobravo.options.condition import Condition
from riobravo.options.schedule import check_schedule
from riobravo.options.schema import Frozen, LongText, Number, Option, ParameterId, ShortText, Slug
from riobravo.reading import read_yaml, validate
from riobravo.study_fields import Day, Month, OptionReference, Switch, Switches, Whole, WorldviewReference
from riobravo.validation import check, problem, suggest
from riobravo.world.mechanism import Mechanism
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import NATIONAL
from riobravo.writing import dump_yaml

# In place of a list, all shipped options that run, the status quo first.
CATALOGUE: Final = "catalogue"
SHIPPED_STUDY: Final = Path(__file__).parent / "studies" / "mexico-2026.yaml"
Opened = TypeVar("Opened")


def _or_catalogue(schema: dict[str, Any]) -> None:
    """Let the published schema accept the word for all shipped options."""
    listed = {name: schema.pop(name) for name in ("type", "items", "minItems", "maxItems")}
    schema["anyOf"] = [{"const": CATALOGUE}, listed]


def _describe_switch(mechanism: Mechanism) -> str:
    return mechanism.id if mechanism.default else f"{mechanism.id} (off)"


class Study(Frozen):
    """What to run: the options to compare, when, for how long, and with how many worlds."""

    name: Slug = Field(description="Short name in lower case, such as `mexico-2026`.")
    title: ShortText = Field(description="Title as shown in the report.")
    start: Month = Field(description='Month in which the options start, "YYYY-MM", 2016-01 to 2045-12.')
    as_of: Day | None = Field(
        None, description="Nothing observed on or after this day is used; default the start."
    )
    years: Annotated[Whole, Field(ge=1, le=20)] = Field(
        5, description="Years to simulate after the start of the options."
    )
    members: Annotated[Whole, Field(ge=1, le=100_000_000)] = Field(
        1000, description="Number of simulated worlds."
    )
    seed: Annotated[Whole, Field(ge=0, le=2**64 - 1)] = Field(0, description="Fixes all random numbers.")
    options: tuple[OptionReference | Option, ...] = Field(
        min_length=2,
        max_length=60,
        description="Ids of shipped options, option files beside the study, or options written"
        " out; the first is the reference that the others are compared to. Or `catalogue`, for all"
        " shipped options that run.",
        json_schema_extra=_or_catalogue,
    )
    mechanisms: Switches = Field(
        default_factory=dict,
        description="Mechanisms to turn off (false) or on (true); all are on unless said otherwise:"
        f" {', '.join(_describe_switch(mechanism) for mechanism in MECHANISMS)}.",
    )
    noise: Switch = Field(True, description="False gives every world the expected values.")
    parameters: dict[ParameterId, Number | dict[str, JsonValue]] = Field(
        default_factory=dict,
        description="Ledger parameters to fix to a number, or to give another distribution.",
    )
    worldview: WorldviewReference | Annotated[Worldview, AfterValidator(check_own_id)] = Field(
        POOL,
        description="Id of a shipped worldview, a worldview file beside the study, or a worldview"
        " written out. `parameters` count for more, the ledger for less.",
    )
    calibration: Literal["none", "shipped"] = Field(
        "none",
        description="`shipped` draws the parameters that the observed series identify from the shipped"
        " posterior, jointly; all others, and what `parameters` or the worldview set, stay as they are.",
    )
    keep: Literal["weekly", "quarterly", "annual", "summaries"] | None = Field(
        None, description="Which readings `riobravo run` keeps; annual ones unless said otherwise."
    )
    notes: LongText | None = Field(None, description="Anything a reader should know.")

    @model_validator(mode="before")
    @classmethod
    def _list_options(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("options") == CATALOGUE:
            return {**data, "options": list(load_runnable())}
        return data

    @model_validator(mode="after")
    def _check(self) -> Study:
        if self.as_of is not None and self.as_of_date > self.start_date:
            raise problem(
                f"{self.as_of} is after the start of the options ({self.start})",
                fix="choose an earlier day, or leave it out.",
                field=("as_of",),
            )
        seen: dict[str, int] = {}
        for index, option in enumerate(self.options):
            name = option if isinstance(option, str) else option.id
            if name in seen:
                raise problem(
                    f"`{name[:60]}` is already entry {seen[name] + 1} of the options",
                    fix="remove it, or give it an id of its own.",
                    field=("options", index),
                )
            seen[name] = index
        return self

    @property
    def start_date(self) -> datetime.date:
        """First day of the options."""
        return parse_month(self.start)

    @property
    def as_of_date(self) -> datetime.date:
        """Day from which on no observation is used."""
        return self.start_date if self.as_of is None else parse_date(self.as_of)

    @property
    def active_mechanisms(self) -> tuple[str, ...]:
        """Ids of the mechanisms that are on, in the order of the model."""
        return tuple(one.id for one in MECHANISMS if self.mechanisms.get(one.id, one.default))

    def resolved_options(self) -> tuple[Option, ...]:
        """Return the options themselves, the reference first."""
        return tuple(resolve(one) if isinstance(one, str) else one for one in self.options)

    def resolved_worldview(self) -> Worldview:
        """Return the worldview itself."""
        return resolve_worldview(self.worldview) if isinstance(self.worldview, str) else self.worldview

    def with_changes(self, **changes: Any) -> Study:
        """Return a study with other values in some fields, checked like a file.

        Args:
            **changes: new values by field; files are relative to the working folder.

        Raises:
            InputError: the values do not make a study.
        """
        return make_study({name: getattr(self, name) for name in Study.model_fields} | changes)

    def dump_yaml(self) -> str:
        """Return the study as YAML that `load_study` reads back to an equal study."""
        content: dict[str, Any] = {
            name: value
            for name, value in self.model_dump(mode="json", exclude={"options", "worldview"}).items()
            if value is not None and value != {}
        }
        content["options"] = [
            one if isinstance(one, str) else one.model_dump(exclude_defaults=True, by_alias=True)
            for one in self.options
        ]
        content["worldview"] = (
            self.worldview
            if isinstance(self.worldview, str)
            else self.worldview.model_dump(mode="json", exclude_defaults=True)
        )
        return dump_yaml(content)


def load_study(path: Path | None = None) -> Study:
    """Read a study, and the option files it names.

    Args:
        path: the study file; by default the shipped study.

    Raises:
        InputError: it is not a study, or one of its options is not an option.
    """
    if path is None:
        return _load_shipped()
    return study_from(read_yaml(path), path.parent)


def study_from(document: Document, folder: Path) -> Study:
    """Return the study that a document describes.

    Args:
        document: what was read.
        folder: the folder that option files are relative to and must stay in.

    Raises:
        InputError: it is not a study, or one of its options is not an option.
    """
    return _settle(validate(document, Study), document, folder)


def make_study(fields: Mapping[str, Any]) -> Study:
    """Return a study from Python values, checked like a file.

    Args:
        fields: values by field; option files are relative to the working folder.

    Raises:
        InputError: the values do not make a study.
    """
    return _settle(check(fields, Study), Document(dict(fields), None), None)


@cache
def _load_shipped() -> Study:
    return study_from(read_yaml(SHIPPED_STUDY), SHIPPED_STUDY.parent)


def _settle(study: Study, document: Document, folder: Path | None) -> Study:
    """Replace named files by what they say, and check every option against the study's start."""
    worldview: str | Worldview = study.worldview
    if isinstance(worldview, str) and is_path(worldview):
        worldview = _open(resolve_worldview, worldview, ("worldview",), document, folder)
    options: list[str | Option] = []
    for index, reference in enumerate(study.options):
        place: Position = ("options", index)
        if isinstance(reference, str):
            option = _open(resolve, reference, place, document, folder)
            _check_option(option, study, place, document, name=reference)
            options.append(option if is_path(reference) else reference)
        else:
            option = _join(reference, place, document, folder)
            _check_option(option, study, place, document)
            options.append(option)
    settled = {name: getattr(study, name) for name in Study.model_fields}
    settled |= {"options": options, "worldview": worldview}
    if study.parameters:
        _check_parameters(study.parameters, worldview, document)
    return validate(Document(settled, document.file, lines=document.lines), Study)


def _check_parameters(parameters: Mapping[str, Any], worldview: str | Worldview, document: Document) -> None:
    """Refuse parameters that the ledger does not have, and values that it does not allow."""
    ledger = load_ledger()
    view = resolve_worldview(worldview) if isinstance(worldview, str) else worldview
    entries = view.reweigh(ledger)
    for name, value in parameters.items():
        try:
            if name not in ledger:
                raise InputError(
                    f"there is no parameter `{name[:60]}`.", fix=suggest(name[:60], tuple(ledger), ALL_LISTED)
                )
            if isinstance(value, dict) and value.get("family") == "estimated":
                raise InputError(
                    "a study cannot estimate a parameter from data.",
                    field="family",
                    fix="give a distribution of another family, such as uniform, or a number.",
                )
            if isinstance(value, dict):
                entries[name] = with_distribution(ledger[name], value)
            else:
                ledger[name].check_value(value)
        except InputError as error:
            raise _placed(error, ("parameters", name), document) from None
    try:
        Ledger(entries, ledger.sources)
    except InputError as error:
        raise _placed(error, ("parameters",), document) from None


def _check_option(
    option: Option, study: Study, place: Position, document: Document, name: str | None = None
) -> None:
    """Check what an option does in this study; `name` is given if it stands elsewhere."""
    try:
        check_schedule(option, study)
        _check_conditions(option, study)
    except InputError as error:
        if name is None:
            raise _placed(error, place, document) from None
        from_file = is_path(name)
        told = InputError(f"{error.field}: {error.message}" if from_file else error.message, fix=error.fix)
        raise _placed(told, place, document, name if from_file else None) from None


def _check_conditions(option: Option, study: Study) -> None:
    """Refuse conditions on outcomes that the study does not record."""
    needs = {outcome.name: outcome.needs for outcome in NATIONAL}
    on = {None, *study.active_mechanisms}
    for index, order in enumerate(option.orders):
        for field in ("trigger", "off_ramp"):
            condition = getattr(order, field)
            if isinstance(condition, Condition) and needs[condition.outcome] not in on:
                raise InputError(
                    f"`{condition.outcome}` is not recorded, as {needs[condition.outcome]} is off.",
                    field=f"orders.{index}.{field}.outcome",
                    fix="turn the mechanism on, or choose another outcome.",
                )


def _join(option: Option, place: Position, document: Document, folder: Path | None) -> Option:
    try:
        return join_inline(option, folder)
    except InputError as error:
        if error.line is not None:
            raise
        raise _placed(error, place, document) from None


def _open(
    read: Callable[[str, Path | None], Opened],
    reference: str,
    place: Position,
    document: Document,
    folder: Path | None,
) -> Opened:
    try:
        return read(reference, folder if is_path(reference) else None)
    except InputError as error:
        if error.line is not None:
            raise
        placed = InputError(error.message, file=error.file, fix=error.fix)
        raise _placed(placed, place, document, file=error.file) from None


def _placed(error: InputError, above: Position, document: Document, file: str | None = None) -> InputError:
    """Return an error about a part as one about the study that contains it."""
    below = (error.field or "").split(".") if error.field else []
    path = (*above, *(int(step) if step.isdigit() else step for step in below))
    message = f"{file}: {error.message}" if file else error.message
    return InputError(
        message,
        file=document.file,
        line=document.line_of(path),
        field=".".join(map(str, path)),
        fix=error.fix,
    )
