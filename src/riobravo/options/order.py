"""An order: one instrument, aimed at something, how strongly, when, with what consent and cost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from riobravo.options.condition import Condition
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
    is_later,
)
from riobravo.options.instruments import (
    FILLED,
    Consent,
    ConsentRule,
    Delivery,
    Dose,
    Instrument,
    LeverDose,
    Target,
    load_instruments,
)
from riobravo.validation import problem, suggest
from riobravo.world.levers import LEVERS

Kind = Literal["multiply", "add", "set", "event"]
# The kinds of demands, in the order in which the lever `demand` numbers them from 1.
DEMANDS: Final = ("drug-flow", "migration", "transfers", "trade-rules", "officials")
DOSES: Final[tuple[Dose, ...]] = get_args(Dose)
_BOUNDS: Final = {lever.name: (lever.low, lever.high) for lever in LEVERS}
_LASTING: Final = ("end", "ramp_years", "intensity", "off_ramp")
_ALLOWED: Final[dict[ConsentRule, tuple[Consent, ...]]] = {
    "not-applicable": ("not-applicable",),
    "required": ("with-consent",),
    "impossible": ("without-consent",),
    "to-be-stated": ("with-consent", "without-consent"),
}
_REASONS: Final[dict[ConsentRule, str]] = {
    "not-applicable": "is nothing that Mexico would consent to",
    "required": "cannot be done without Mexico's consent",
    "impossible": "is by nature without Mexico's consent",
    "to-be-stated": "can be done with or without Mexico's consent, so it has to be said",
}
_LAYERS: Final = {"leaders": "top", "middle-layer": "middle"}


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


def _consent_rule(instrument: Instrument, amount: object) -> ConsentRule:
    """Return the rule of consent; withdrawing what the status quo has needs nobody's consent."""
    withdraws = isinstance(amount, int | float) and amount < 0
    return "not-applicable" if withdraws and instrument.consent == "required" else instrument.consent


Money = Annotated[Number, Field(ge=0, le=1e14)]
Cost = Annotated[Money | tuple[Money, Money], AfterValidator(_check_range)]


@dataclass(frozen=True)
class Move:
    """What an order does to one lever.

    Args:
        lever: name of the lever.
        kind: whether it multiplies the lever, adds to it in proportion to strength, sets it while
            the order acts, or sets it in a single week.
        value: the ratio or number at full strength, or the ledger parameter of a share that is cut.
    """

    lever: str
    kind: Kind
    value: float | str

    def at(self, factor: float) -> float | None:
        """Return the value of the lever at a share of full strength; None if a parameter decides."""
        if isinstance(self.value, str):
            return None
        if self.kind == "multiply":
            return 1.0 + (self.value - 1.0) * factor
        return self.value * (factor if self.kind == "add" else 1.0)


class Step(Frozen):
    """From a moment on, how strongly an order acts."""

    since: Moment = Field(alias="from", description='Month "YYYY-MM", or years after the study\'s start.')
    value: Annotated[Number, Field(ge=0, le=2)] = Field(
        description="Share of the full effect: 0 pauses the order, 1 is full strength, up to 2."
    )


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
            by_nature = _ALLOWED[_consent_rule(instrument, data.get("amount"))]
            implied["consent"] = by_nature[0] if len(by_nature) == 1 else "not-applicable"
        return {**data, **implied}

    @model_validator(mode="after")
    def _check(self) -> Order:
        self._check_doses()
        self._check_target()
        self._check_consent()
        self._check_delivery()
        self._check_times()
        self._check_strength()
        if self.cost_source is None and (self.cost_usd_per_year, self.cost_usd_once) != (None,) * 2:
            raise problem("a cost needs its source", fix="say in `cost_source` where it is from.")
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

    def _check_doses(self) -> None:
        means = self.means
        for name in DOSES:
            value, field = getattr(self, name), means.fields.get(name)
            if value is None:
                continue
            if field is None:
                listed = " and ".join(f"`{one}`" for one in means.fields)
                reason = means.takes or (f"it takes {listed}" if listed else "it has no size")
                raise problem(
                    f"does not apply to {self.instrument}: {reason}",
                    fix="remove it.",
                    field=(name,),
                )
            if field.choices and value not in field.choices:
                raise problem(
                    f"cannot be `{str(value)[:60]}` for {self.instrument}",
                    fix=suggest(str(value)[:60], field.choices),
                    field=(name,),
                )
            low, high = field.low, field.high
            if low is not None and high is not None and not low <= value <= high:
                raise problem(
                    f"is {value:g} {field.unit}, but must stay within {low:g} and {high:g}",
                    fix="choose a smaller amount.",
                    field=(name,),
                )
        if means.is_ratio and (self.multiply_by is None) == (self.cut_by is None):
            raise problem(
                f"{self.instrument} needs either `multiply_by` or `cut_by`",
                fix="write one of them, such as `multiply_by: 2` or `cut_by: 0.25`.",
            )
        for name in () if means.is_ratio else means.fields:
            if getattr(self, name) is None:
                unit = means.fields[name].unit
                raise problem(
                    f"{self.instrument} needs `{name}`",
                    fix=f"add `{name}`, in {unit}." if unit else f"add `{name}`.",
                )
        if self.amount == 0:
            raise problem("changes nothing", fix="give an amount, or remove it.", field=("amount",))

    def _check_target(self) -> None:
        if self.target is None:
            return
        if self.target not in self.means.targets:
            raise problem(
                f"{self.instrument} cannot be aimed at {self.target}",
                fix=suggest(self.target, self.means.targets),
                field=("target",),
            )
        if self.layer is not None and _LAYERS.get(self.target) != self.layer:
            raise problem(
                f"{self.target} does not go with `layer: {self.layer}`",
                fix="leave one of them out.",
                field=("target",),
            )

    def _check_consent(self) -> None:
        rule = _consent_rule(self.means, self.amount)
        allowed = _ALLOWED[rule]
        if self.consent not in allowed:
            raise problem(
                f"cannot be {self.consent}: {self.instrument} {_REASONS[rule]}",
                fix=f"write `consent: {'` or `consent: '.join(allowed)}`.",
                field=("consent",),
            )

    def _check_delivery(self) -> None:
        allowed = self.means.delivery
        if self.delivery not in allowed:
            raise problem(
                f"must be {' or '.join(allowed)} for {self.instrument}, but is {self.delivery}",
                fix="change it, or leave it out.",
                field=("delivery",),
            )
        if (self.delivery == "triggered") != (self.trigger is not None):
            raise problem(
                "`delivery: triggered` and `trigger` go together",
                fix="give both, or neither.",
                field=("trigger" if self.trigger is not None else "delivery",),
            )
        if self.is_one_event:
            for name in _LASTING:
                if getattr(self, name) not in {None, 0.0}:
                    raise problem(
                        f"does not apply to {self.instrument}: it happens once",
                        fix="remove it.",
                        field=(name,),
                    )
        if self.delivery != "triggered" and (self.delivery == "ramp") != (self.ramp_years > 0):
            raise problem(
                f"`delivery: {self.delivery}` does not go with `ramp_years: {self.ramp_years:g}`",
                fix="give a ramp more than 0 `ramp_years`; leave them out otherwise.",
                field=("ramp_years",),
            )

    def _check_times(self) -> None:
        if self.end is not None and is_later(self.end, self.start) is False:
            raise problem(
                f"must be after the start of the order ({self.start}), but is {self.end}",
                fix="give a later end or an earlier start.",
                field=("end",),
            )
        self._check_off_ramp()
        if self.states and list(self.states) != sorted(set(self.states)):
            raise problem("states must be in order, each once", fix="sort them.", field=("states",))
        if self.states and not self.means.by_state:
            raise problem(
                f"{self.instrument} acts on the whole country and cannot be ordered for some states",
                fix="remove it.",
                field=("states",),
            )
        steps = [step.since for step in self.intensity or ()]
        for index, (one, two) in enumerate(pairwise(steps), start=1):
            if not is_later(two, one):
                raise problem(
                    "steps must be in order of time, all as months or all as years",
                    fix="sort the steps.",
                    field=("intensity", index, "from"),
                )

    def _check_off_ramp(self) -> None:
        if self.off_ramp == "end" and self.end is None:
            raise problem("`off_ramp: end` needs an `end`", fix="add `end`.", field=("off_ramp",))
        if self.off_ramp == "end" or not isinstance(self.off_ramp, str | float):
            return
        if self.end is not None and self.off_ramp != self.end:
            raise problem(
                f"contradictory ends: {self.off_ramp} and `end: {self.end}`",
                fix="keep one of them.",
                field=("off_ramp",),
            )
        if is_later(self.off_ramp, self.start) is False:
            raise problem(
                f"must be after the start of the order ({self.start}), but is {self.off_ramp}",
                fix="give a later date or an earlier start.",
                field=("off_ramp",),
            )

    def _check_strength(self) -> None:
        for move in self.moves:
            if move.lever in _BOUNDS:
                self._check_bounds(move, *_BOUNDS[move.lever])

    def _check_bounds(self, move: Move, low: float, high: float) -> None:
        for index, factor in enumerate([1.0, *(step.value for step in self.intensity or ())]):
            effect = move.at(factor)
            if effect is not None and not low <= effect <= high:
                given = (one for one in DOSES if getattr(self, one) is not None)
                raise problem(
                    f"gives {effect:g} at intensity {factor:g}; {move.lever} must stay within"
                    f" {low:g} and {high:g}",
                    fix="choose a smaller effect.",
                    field=(next(given, "instrument"),) if index == 0 else ("intensity", index - 1, "value"),
                )
