"""An order: one instrument, aimed at something, how strongly, when, with what consent and cost."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from riobravo.options.checks import check_order
from riobravo.options.condition import Condition
from riobravo.options.consent import ALLOWED, consent_rule
from riobravo.options.fields import (
    MAXIMUM_YEARS,
    Frozen,
    LongText,
    Moment,
    MomentOrEnd,
    Number,
    ParameterId,
    Slug,
    StateCode,
)
from riobravo.options.instruments import (
    FILLED,
    Consent,
    Delivery,
    Instrument,
    LeverDose,
    Target,
    load_instruments,
)
from riobravo.options.move import Kind, Move
from riobravo.options.step import Step
from riobravo.validation import problem, suggest

# The kinds of demands, in the order in which the lever `demand` numbers them from 1.
DEMANDS: Final = ("drug-flow", "migration", "transfers", "trade-rules", "officials")


def _check_instrument(value: str) -> str:
    known = tuple(load_instruments())
    if value not in known:
        raise problem(f"there is no instrument `{value[:60]}`", fix=suggest(value[:60], known))
    return value


def _list_instruments(schema: dict[str, Any]) -> None:
    schema["enum"] = list(load_instruments())


def _check_range(value: float | tuple[float, float]) -> float | tuple[float, float]:
    if isinstance(value, tuple) and value[0] > value[1]:
        raise problem("the range must begin with its lower end", fix="swap the two numbers.")
    return value


Money = Annotated[Number, Field(ge=0, le=1e14)]
Cost = Annotated[Money | tuple[Money, Money], AfterValidator(_check_range)]


class Order(Frozen):
    """One instrument, how strongly it is used, and when."""

    instrument: Annotated[str, AfterValidator(_check_instrument)] = Field(
        description="What is used.", json_schema_extra=_list_instruments
    )
    target: Target | None = Field(
        None, description="Class of what it is aimed at; default as the instrument says."
    )
    multiply_by: Number | None = Field(
        None, description="Ratio to the status quo at full strength: 2 doubles, 0.5 halves."
    )
    cut_by: Annotated[Number, Field(ge=0, le=1)] | ParameterId | None = Field(
        None, description="Share taken away at full strength, or the ledger parameter that says."
    )
    per_year: Annotated[Number, Field(gt=0, le=500)] | None = Field(
        None, description="Number of events per year, spread evenly over the weeks."
    )
    amount: Number | None = Field(
        None,
        description="How much, in the unit of the instrument; below zero withdraws what the status quo has.",
    )
    exempt_percent: Number | None = Field(None, description="Percent of imports that is exempt.")
    demand: str | None = Field(None, description="What is demanded.")
    mode: Literal["capture", "kill"] | None = Field(None, description="How leaders are removed.")
    layer: Literal["top", "middle"] | None = Field(None, description="Which leaders are removed.")
    delivery: Delivery | None = Field(
        None,
        description="At full strength at once, built up over `ramp_years`, one event, or started by"
        " `trigger`.",
    )
    trigger: Condition | None = Field(
        None, description="The condition that starts it, for `delivery: triggered`."
    )
    consent: Consent = Field(
        "not-applicable", description="Whether Mexico's government consents, where that matters."
    )
    states: tuple[StateCode, ...] | None = Field(
        None,
        min_length=1,
        max_length=32,
        description="Codes of the states where it acts; default all.",
    )
    start: Moment = Field(
        0.0, description='Month "YYYY-MM", or years after the study\'s start; default its start.'
    )
    end: Moment | None = Field(None, description="As `start`; default never.")
    off_ramp: Condition | MomentOrEnd | None = Field(
        None,
        description="What ends it early: a condition, a date, or `end` for its own `end`.",
    )
    lag_years: Annotated[Number, Field(ge=0, le=MAXIMUM_YEARS)] | ParameterId = Field(
        0.0, description="Years from the start until it begins to act, or a ledger parameter."
    )
    ramp_years: Annotated[Number, Field(ge=0, le=MAXIMUM_YEARS)] = Field(
        0.0, description="Years of linear build-up to full strength, for `delivery: ramp`."
    )
    intensity: tuple[Step, ...] | None = Field(
        None, max_length=60, description="Steps of strength over time; 1 before the first."
    )
    cost_usd_per_year: Cost | None = Field(
        None, description="Public cost in USD per year, or its lowest and highest; null if unknown."
    )
    cost_usd_once: Cost | None = Field(
        None, description="Public cost in USD that falls once, in the same form."
    )
    cost_source: LongText | None = Field(None, description="Where the cost comes from.")
    origin: Slug | None = Field(
        None, description="Filled in by the program: the bundled option that the order comes from."
    )

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        """Fill in the delivery and consent that other fields imply."""
        if not isinstance(data, dict) or not isinstance(data.get("instrument"), str):
            return data
        instrument = load_instruments().get(data["instrument"])
        if instrument is None:
            return data
        implied: dict[str, str] = {}
        if data.get("delivery") is None:
            lasting = "ramp" if data.get("ramp_years") else "sustained"
            once = "once" if instrument.is_one_event else lasting
            implied["delivery"] = "triggered" if data.get("trigger") is not None else once
        if data.get("consent") is None:
            by_nature = ALLOWED[consent_rule(instrument, data.get("amount"))]
            implied["consent"] = by_nature[0] if len(by_nature) == 1 else "not-applicable"
        return {**data, **implied}

    @model_validator(mode="after")
    def _check(self) -> Order:
        check_order(self)
        return self

    @property
    def means(self) -> Instrument:
        """The instrument itself."""
        return load_instruments()[self.instrument]

    @property
    def is_ratio(self) -> bool:
        """Whether the order multiplies a rate."""
        return self.means.is_ratio

    @property
    def is_one_event(self) -> bool:
        """Whether the order happens once and does not last."""
        return self.means.is_one_event

    @property
    def moves(self) -> tuple[Move, ...]:
        """The levers that the order moves, and by how much."""
        filled = {
            "mode": self.mode,
            "layer": self.layer,
            "consent": FILLED.get(self.consent, ""),
            "target": FILLED.get(self.target or self.means.targets[0], ""),
        }
        return tuple(self._move(lever.format_map(filled), dose) for lever, dose in self.means.levers.items())

    @property
    def levers(self) -> tuple[str, ...]:
        """Names of the levers that the order moves."""
        return tuple(move.lever for move in self.moves)

    def _move(self, lever: str, dose: LeverDose) -> Move:
        if dose == "ratio":
            return Move(lever, "multiply", self.cut_by if isinstance(self.cut_by, str) else self._ratio)
        values: dict[str, float] = {
            "per_year": self.per_year or 0.0,
            "amount": self.amount or 0.0,
            "-amount": -(self.amount or 0.0),
            "exempt_percent": self.exempt_percent or 0.0,
            "demand": 1.0 + DEMANDS.index(self.demand) if self.demand in DEMANDS else 0.0,
            "mode": 2.0 if self.mode == "kill" else 1.0,
            "on": 1.0,
        }
        kept: Kind = "set" if dose in {"exempt_percent", "demand"} else "add"
        return Move(lever, "event" if self.is_one_event else kept, values[dose])

    @property
    def _ratio(self) -> float:
        return self.multiply_by if self.multiply_by is not None else 1.0 - float(self.cut_by or 0.0)

    @property
    def last_moment(self) -> Moment | None:
        """When it stops at the latest; `None` if never."""
        if self.end is None and isinstance(self.off_ramp, str | float):
            return self.off_ramp
        return self.end
