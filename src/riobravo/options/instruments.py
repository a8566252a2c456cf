"""The instruments: what each does, what carries it, and whether the program simulates it yet."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from riobravo.options.fields import Frozen, Number, ShortText
from riobravo.reading import read_yaml, validate
from riobravo.world.levers import LEVERS
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL

# Words that keep their capital.
_NAMES: Final = frozenset(("Mexican", "Mexicans", "Mexico", "China", "Chinese", "China's"))
OUTCOMES_LISTED: Final = "docs/outcomes.md lists all outcomes."
REGISTRY: Final = Path(__file__).with_name("instruments.yaml")

Delivery = Literal["once", "sustained", "ramp", "triggered"]
Consent = Literal["with-consent", "without-consent", "not-applicable"]
ConsentRule = Literal["not-applicable", "required", "impossible", "to-be-stated"]
Dose = Literal["multiply_by", "cut_by", "per_year", "amount", "exempt_percent", "demand", "mode", "layer"]
Target = Literal[
    "all-groups",
    "largest-groups",
    "leaders",
    "middle-layer",
    "labs",
    "suppliers",
    "boats",
    "ports",
    "imports",
    "banks",
    "firearms-dealers",
    "officials",
    "government",
    "communities",
    "territory",
    "migrants",
    "people-who-use-drugs",
]


# What an order puts on a lever: one of its doses, with its sign, or 1 while it acts.
LeverDose = Literal["ratio", "per_year", "amount", "-amount", "exempt_percent", "demand", "mode", "on"]
# How consent and target are written in the names of levers.
FILLED: Final[dict[str, str]] = {
    "with-consent": "with",
    "without-consent": "without",
    "leaders": "leader",
    "middle-layer": "middle",
    "labs": "lab",
}


class DoseField(Frozen):
    """One field that says how much of an instrument is ordered.

    Bounds of a field that moves a lever directly are those of the lever.
    """

    unit: ShortText | None = None
    low: Number | None = None
    high: Number | None = None
    choices: tuple[str, ...] = ()


class Instrument(Frozen):
    """One thing a government can do; the fields are explained at the top of `instruments.yaml`."""

    title: ShortText
    summary: ShortText
    mechanisms: tuple[str, ...] = Field(min_length=1)
    levers: dict[str, LeverDose] = Field(default_factory=dict)
    fields: dict[Dose, DoseField] = Field(default_factory=dict)
    takes: ShortText | None = None
    words: ShortText | None = None
    words_if_negative: ShortText | None = None
    consent: ConsentRule = "not-applicable"
    targets: tuple[Target, ...] = Field(min_length=1)
    delivery: tuple[Delivery, ...] = ("sustained", "ramp", "triggered")
    only_one: bool = False
    by_state: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether it multiplies a rate."""
        return "multiply_by" in self.fields

    @property
    def is_one_event(self) -> bool:
        """Whether it happens once and does not last."""
        return "sustained" not in self.delivery

    @property
    def lever_names(self) -> tuple[str, ...]:
        """Names of all levers that its orders may move."""
        choices: dict[str, tuple[str, ...]] = {
            name: field.choices or ("",) for name, field in self.fields.items()
        }
        choices["consent"] = ("with", "without") if self.consent == "to-be-stated" else ("without",)
        choices["target"] = tuple(FILLED.get(target, target) for target in self.targets)
        filled = [dict(zip(choices, chosen, strict=True)) for chosen in product(*choices.values())]
        every = (lever.format_map(values) for lever in self.levers for values in filled)
        return tuple(dict.fromkeys(every))

    @property
    def needs(self) -> tuple[str, ...]:
        """What has to exist before it can run: ids of mechanisms, or names of levers."""
        missing = tuple(name for name in self.mechanisms if name not in existing_mechanisms())
        if missing or not self.levers:
            return missing or ("lever",)
        known = {lever.name for lever in LEVERS}
        return tuple(f"lever {name}" for name in self.lever_names if name not in known)

    @property
    def is_modelled(self) -> bool:
        """Whether its orders can run."""
        return not self.needs


class Conflict(Frozen):
    """Two instruments that contradict each other when they act at the same time."""

    pair: tuple[str, str]
    reason: ShortText


class Registry(Frozen):
    """Everything that `instruments.yaml` says."""

    instruments: dict[str, Instrument]
    conflicts: tuple[Conflict, ...]


@cache
def load_registry() -> Registry:
    """Return the registry of instruments, in the order of its file."""
    return validate(read_yaml(REGISTRY), Registry)


def load_instruments() -> dict[str, Instrument]:
    """Return the instruments by id."""
    return load_registry().instruments


@cache
def existing_mechanisms() -> frozenset[str]:
    """Return the ids of the mechanisms that the program simulates."""
    return frozenset(mechanism.id for mechanism in MECHANISMS)


def name_need(need: str) -> str:
    """Return a need with its meaning, such as `F1 (strikes)`."""
    if need == "lever":
        return "a lever that moves its mechanisms"
    title = mechanism_titles().get(need)
    return f"{need} ({title})" if title else need


@cache
def mechanism_titles() -> dict[str, str]:
    """Return all mechanisms by id, with words for a sentence."""
    return {one.id: _in_a_sentence(one.title) for one in MECHANISMS}


@cache
def outcome_titles() -> dict[str, str]:
    """Return what triggers and off-ramps may name: outcomes by name, with words for a sentence."""
    return {one.name: _in_a_sentence(one.title) for one in NATIONAL}


def _in_a_sentence(title: str) -> str:
    """Return a title without its capital, unless it begins with a name such as `US` or `Mexican`."""
    first = title.split(" ", 1)[0]
    return title if first.isupper() or first in _NAMES else title[0].lower() + title[1:]


@cache
def is_signed(outcome: str) -> bool:
    """Tell whether an outcome may be negative."""
    return any(one.name == outcome and one.signed for one in (*NATIONAL, *BY_STATE))
