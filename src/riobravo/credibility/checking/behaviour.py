"""Behaviours as files: what is described, what it does, and what must hold.

```yaml
describe: Drugs
behaviours:
  - it: Stopping half of the precursors makes fentanyl dearer.
    given: {levers: {precursor_stop: 50}}
    must:
      fentanyl_price: {higher: 0.8, in_year: 1}
```

Without `given`, what must hold does so over the whole input matrix.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, model_validator
from pydantic.types import Strict

from riobravo.credibility.checking.demands import OUTCOMES, Must, Years
from riobravo.credibility.checking.inputs import PARTS, Part
from riobravo.errors import InputError
from riobravo.options.catalogue import is_path, load_runnable, resolve
from riobravo.options.fields import Frozen, LongText, Number, ParameterId, ShortText
from riobravo.options.schema import DIALECT, Option
from riobravo.reading import read_yaml, validate
from riobravo.study_fields import Switch, Switches
from riobravo.validation import problem, suggest
from riobravo.world.levers import LEVERS

FOLDER: Final = Path(__file__).parents[1] / "behaviours"
_LEVERS: Final = {lever.name: lever for lever in LEVERS}
Worlds = Annotated[int, Strict(), Field(ge=1, le=1000)]


def _check_levers(value: dict[str, float]) -> dict[str, float]:
    for name, size in value.items():
        if name not in _LEVERS:
            raise problem(f"there is no lever `{name[:60]}`", fix=suggest(name, list(_LEVERS)), field=(name,))
        lever = _LEVERS[name]
        if not lever.low <= size <= lever.high:
            raise problem(
                f"must lie between {lever.low:g} and {lever.high:g} {lever.unit}, but is {size:g}",
                fix="choose a value inside.",
                field=(name,),
            )
    return value


def _check_option(value: str) -> str:
    if not is_path(value) and value not in load_runnable():
        raise problem(
            f"there is no option `{value[:60]}` that runs",
            fix=f"{suggest(value[:60], list(load_runnable()))} Or name a file, ending in .yaml.",
        )
    return value


Levers = Annotated[dict[str, Number], AfterValidator(_check_levers)]
OptionName = Annotated[str, AfterValidator(_check_option)]


class Compared(Frozen):
    """What a behaviour is compared to."""

    levers: Levers = Field(default_factory=dict, description="Levers held instead of none.")
    option: OptionName | None = Field(None, description="An option instead of the status quo.")


class Given(Compared):
    """In which worlds something must hold; nothing moves unless it is said here."""

    against: Compared = Field(
        default_factory=Compared, description="What is compared to; the status quo if left out."
    )
    mechanisms: Switches = Field(
        default_factory=dict, description="Mechanisms to turn off (false) or on (true)."
    )
    parameters: dict[ParameterId, Number] = Field(
        default_factory=dict, description="Ledger parameters fixed to a number."
    )
    noise: Switch = Field(True, description="False gives expected values without luck.")
    years: Years = Field(2, description="Years after the start.")
    worlds: Worlds = Field(64, description="Number of simulated worlds.")


class Behaviour(Frozen):
    """One sentence that a reader can argue with, and what it demands."""

    it: ShortText = Field(description="What happens, as one sentence in plain words.")
    given: Given | None = Field(None, description="In which worlds; the whole input matrix if left out.")
    inputs: tuple[Part, ...] = Field(
        PARTS, min_length=1, description="Parts of the input matrix, where nothing is `given`."
    )
    must: Must
    because: LongText | None = Field(
        None, description="What the demand rests on, and what speaks against it."
    )
    known: LongText | None = Field(
        None, description="Why it is known not to hold; it is still shown, and does not fail the run."
    )

    @model_validator(mode="after")
    def _check(self) -> Behaviour:
        if self.given is None:
            for name, demand in self.must.outcomes.items():
                if demand.shares or demand.median:
                    raise problem(
                        "a comparison needs `given`",
                        fix="say under `given` which levers or option are compared, or demand bounds.",
                        field=("must", name),
                    )
        else:
            for name, demand in self.must.outcomes.items():
                if demand.in_year is not None and demand.in_year > self.given.years:
                    raise problem(
                        f"year {demand.in_year} is not simulated",
                        fix=f"simulate more `years` than {self.given.years}.",
                        field=("must", name, "in_year"),
                    )
        return self


class BehaviourFile(Frozen):
    """Behaviours of one subject."""

    describe: ShortText = Field(description="What the file is about.")
    behaviours: tuple[Behaviour, ...] = Field(min_length=1, max_length=200)


@dataclass(frozen=True)
class Placed:
    """A behaviour and where it stands.

    Args:
        id: name of its file and number in it, counted from 1.
        describe: what the file is about.
        behaviour: the behaviour.
        option: the option it is about; None for levers.
        against: the option it is compared to; None for levers.
    """

    id: str
    describe: str
    behaviour: Behaviour
    option: Option | None = None
    against: Option | None = None


def load_behaviours(files: Iterable[Path] = ()) -> list[Placed]:
    """Return the behaviours of some files.

    Args:
        files: the files; the shipped ones if there are none.

    Raises:
        InputError: a file does not hold behaviours, or two files have one name.
    """
    chosen = list(files) or sorted(FOLDER.glob("*.yaml"))
    found: list[Placed] = []
    stems: dict[str, Path] = {}
    for path in chosen:
        if path.stem in stems:
            raise InputError(
                f"{stems[path.stem]} has the same name, so findings could not be told apart.",
                file=path,
                fix="rename one of the files.",
            )
        stems[path.stem] = path
        found += _read(path)
    return found


def behaviour_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of behaviours."""
    schema: dict[str, Any] = {"$schema": DIALECT} | BehaviourFile.model_json_schema()
    must = schema["$defs"]["Must"]
    must["propertyNames"] = {"enum": [*must["properties"], *OUTCOMES]}
    levers = {
        one.name: {"type": "number", "minimum": one.low, "maximum": one.high, "description": one.description}
        for one in LEVERS
    }
    for name in ("Given", "Compared"):
        schema["$defs"][name]["properties"]["levers"] |= {"properties": levers, "additionalProperties": False}
    return schema


@cache
def _read(path: Path) -> tuple[Placed, ...]:
    document = read_yaml(path)
    content = validate(document, BehaviourFile)
    found = []
    for index, one in enumerate(content.behaviours):
        named: dict[str, Option | None] = {}
        for field, holder in (("option", one.given), ("against", one.given and one.given.against)):
            name = holder.option if holder else None
            try:
                named[field] = resolve(name, path.parent) if name else None
            except InputError as error:
                place = (
                    "behaviours",
                    index,
                    "given",
                    *(("against",) if field == "against" else ()),
                    "option",
                )
                raise InputError(
                    error.message,
                    file=path,
                    line=document.line_of(place),
                    field=".".join(map(str, place)),
                    fix=error.fix,
                ) from None
        found.append(Placed(f"{path.stem}-{index + 1}", content.describe, one, **named))
    return tuple(found)
