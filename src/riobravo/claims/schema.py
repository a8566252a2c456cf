"""What a claim file may say: claims, the document they are from, and options of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field, model_validator

from riobravo.claims.forms import Test
from riobravo.claims.records import Fact, Indicator, MechanismId, Motive
from riobravo.claims.vocabulary import known_options, known_outcomes
from riobravo.document import Position
from riobravo.evidence.loading import ALL_LISTED, load_ledger
from riobravo.options.catalogue import load_catalogue
from riobravo.options.fields import written_as
from riobravo.options.instruments import OUTCOMES_LISTED
from riobravo.options.schema import Frozen, LongText, Option, ShortText, Slug
from riobravo.validation import problem, suggest

Kind = Literal[
    "causal",
    "forecast",
    "base-rate",
    "fact",
    "option",
    "scenario",
    "indicator",
    "motive",
    "normative",
]
NEEDED: Final[dict[str, str]] = {
    "causal": "test",
    "forecast": "test",
    "base-rate": "test",
    "fact": "fact",
    "option": "options",
    "scenario": "options",
    "indicator": "indicator",
    "motive": "motive",
    "normative": "note",
}
_OPTION_FIELDS: Final = frozenset(
    (
        "option",
        "reference",
        "against",
        "options",
        "among",
        "bundle",
        "parts",
        "without",
        "carried_out",
        "reversed_option",
    )
)
_LISTED: Final = {
    "option": "`riobravo options` lists all options.",
    "outcome": OUTCOMES_LISTED,
    "parameter": ALL_LISTED,
}
_OUTCOME_FIELDS: Final = frozenset(("outcome", "outcomes"))
_PARAMETER_FIELDS: Final = frozenset(("parameter", "minus"))


_ID: Final = written_as(
    r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$",
    "letters and digits joined by hyphens",
    "write it like `MINE-1`, with at most 40 characters.",
    40,
)
ClaimId = Annotated[str, *_ID]


class Beyond(Frozen):
    """What a claim says beyond its test, and the mechanisms that would be needed to test that."""

    says: LongText
    needs: tuple[MechanismId, ...] = Field(min_length=1)


class Claim(Frozen):
    """One published claim in our own words, and how it is tested or where else it went."""

    id: ClaimId
    source: ShortText = Field(description="Short code of the document.")
    says: LongText = Field(description="What is claimed, in your own words.")
    says_es: LongText | None = Field(None, description="The same in Spanish.")
    kind: Kind
    population: ShortText | None = Field(None, description="Whom or what it is about.")
    horizon: ShortText | None = Field(None, description="When it should be true.")
    test: Test | None = None
    needs: tuple[MechanismId, ...] = Field(
        (), description="Mechanisms the claim runs through, beyond those of options and outcomes."
    )
    beyond: Beyond | None = Field(None, description="What the test leaves out.")
    options: tuple[Slug, ...] = Field((), description="Options that the claim became.")
    fact: Fact | None = None
    indicator: Indicator | None = None
    motive: Motive | None = None
    note: LongText | None = None

    @model_validator(mode="after")
    def _check(self) -> Claim:
        field = NEEDED[self.kind]
        if not getattr(self, field):
            raise problem(f"a claim of kind {self.kind} needs `{field}`", fix=f"add `{field}`.")
        if self.test is not None:
            for name in ("population", "horizon"):
                if getattr(self, name) is None:
                    raise problem(
                        f"a claim that is tested needs `{name}`", fix=f"add `{name}`.", field=(name,)
                    )
        if self.beyond is not None and self.test is None:
            raise problem("there is no test that it could go beyond", fix="add a test.", field=("beyond",))
        return self


class SourceDocument(Frozen):
    """Where the claims of a file are from."""

    code: ShortText
    cite: LongText = Field(description="Author, place and date.")


class ClaimFile(Frozen):
    """Claims, with options that only they use."""

    document: SourceDocument | None = None
    options: tuple[Option, ...] = Field((), max_length=60)
    claims: tuple[Claim, ...] = Field(min_length=1, max_length=500)

    @model_validator(mode="after")
    def _check(self) -> ClaimFile:
        own: list[str] = []
        for index, option in enumerate(self.options):
            if option.id in own or option.id in load_catalogue():
                raise problem(
                    f"there already is an option `{option.id}`",
                    fix="choose another id.",
                    field=("options", index, "id"),
                )
            own.append(option.id)
        seen: set[str] = set()
        for index, claim in enumerate(self.claims):
            if claim.id in seen:
                raise problem(
                    f"there already is a claim `{claim.id}`",
                    fix="choose another id.",
                    field=("claims", index, "id"),
                )
            seen.add(claim.id)
            if self.document is not None and claim.source != self.document.code:
                raise problem(
                    f"the file is about {self.document.code}",
                    fix="use its code, or leave `document` out.",
                    field=("claims", index, "source"),
                )
            self._check_names(claim, ("claims", index), tuple(own))
        return self

    @property
    def own_options(self) -> dict[str, Option]:
        """Return the options of the file by id."""
        return {option.id: option for option in self.options}

    def _check_names(self, claim: Claim, place: Position, own: tuple[str, ...]) -> None:
        known = {
            "option": (*own, *known_options()),
            "outcome": known_outcomes(),
            "parameter": tuple(load_ledger()),
        }
        for path, kind, name in _names(claim, place):
            if name not in known[kind]:
                fix = suggest(name[:60], known[kind], _LISTED[kind])
                raise problem(f"there is no {kind} `{name[:60]}`", fix=fix, field=path)


def _names(part: BaseModel, place: Position) -> Iterator[tuple[Position, str, str]]:
    """Yield every option and outcome that a claim names, with its place in the file."""
    for field in type(part).model_fields:
        value: Any = getattr(part, field)
        kind = _kind_of(field)
        entries = list(enumerate(value)) if isinstance(value, tuple) else [(None, value)]
        for index, entry in entries:
            path = (*place, field) if index is None else (*place, field, index)
            if isinstance(entry, BaseModel):
                yield from _names(entry, path)
            elif kind is not None and isinstance(entry, str):
                yield path, kind, entry


def _kind_of(field: str) -> str | None:
    if field in _OPTION_FIELDS:
        return "option"
    if field in _OUTCOME_FIELDS:
        return "outcome"
    return "parameter" if field in _PARAMETER_FIELDS else None
