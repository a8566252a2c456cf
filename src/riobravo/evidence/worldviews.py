"""Worldviews: named sets of beliefs about the same parameters, with the evidence they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from riobravo.errors import InputError
from riobravo.evidence.distributions import Distribution, Estimated
from riobravo.evidence.loading import ALL_LISTED, Ledger, load_ledger
from riobravo.evidence.parameter import Parameter
from riobravo.options.catalogue import is_path, load_catalogue, shipped_names
from riobravo.options.instruments import OUTCOMES_LISTED
from riobravo.options.schema import Frozen, LongText, ShortText, Slug
from riobravo.reading import locate_file, read_yaml, validate
from riobravo.validation import check, problem, suggest
from riobravo.world.outcomes import NATIONAL

FOLDER: Final = Path(__file__).parent / "worldviews_shipped"
POOL: Final = "pool"
ALL: Final = "all"
OUTCOMES: Final = tuple(outcome.name for outcome in NATIONAL)

Reason = Annotated[str, StringConstraints(min_length=10, max_length=600)]


def _check_option(value: str) -> str:
    if value not in load_catalogue():
        raise problem(
            f"there is no shipped option `{value[:60]}`",
            fix=suggest(value[:60], tuple(load_catalogue())),
        )
    return value


def _check_outcome(value: str) -> str:
    if value not in OUTCOMES:
        raise problem(
            f"there is no outcome `{value[:60]}`", fix=suggest(value[:60], OUTCOMES, OUTCOMES_LISTED)
        )
    return value


def _check_free(value: str) -> str:
    if value == ALL:
        raise problem("`all` stands for all shipped worldviews", fix="choose another id.")
    return value


def _list_options(schema: dict[str, Any]) -> None:
    schema["enum"] = list(shipped_names())


def _list_parameters(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": list(load_ledger())}


def _list_sources(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": list(load_ledger().sources)}


OptionId = Annotated[str, AfterValidator(_check_option), Field(json_schema_extra=_list_options)]


class Belief(Frozen):
    """Another distribution of one parameter, and why."""

    distribution: Distribution = Field(description="As in the ledger, inside the entry's bounds.")
    because: Reason = Field(description="One sentence: what the distribution rests on.")


class Expectation(Frozen):
    """Where adherents say the difference between two options lies, beside the pool's."""

    option: OptionId = Field(description="A shipped option.")
    against: OptionId = Field("status-quo", description="What it is compared to.")
    outcome: Annotated[str, AfterValidator(_check_outcome)] = Field(
        description="Name of an outcome, such as `homicides`.", json_schema_extra={"enum": list(OUTCOMES)}
    )
    year: Annotated[int, Field(strict=True, ge=1, le=20)] = Field(
        description="Year after the start of the options."
    )
    direction: Literal["lower", "higher"] = Field(
        description="Where the difference lies, beside that under the worldview named by `than`."
    )
    than: Literal["pool"] = Field("pool", description="The evidence-weighted pool.")

    def describe(self) -> str:
        """Return the expectation in words."""
        return (
            f"{self.outcome} in year {self.year} under {self.option} against {self.against}:"
            f" {self.direction} than in the {self.than}"
        )


class Worldview(Frozen):
    """A reading of the evidence: what its adherents say, believe, cite and expect."""

    id: Annotated[Slug, AfterValidator(_check_free)] = Field(
        description="Short name in lower case, such as `public-health`."
    )
    title: ShortText = Field(description="Title as shown in tables.")
    statement: LongText = Field(description="A paragraph that its adherents would sign.")
    cites: dict[str, Reason] = Field(
        default_factory=dict,
        description="Keys of the ledger's sources, with what adherents take from each.",
        json_schema_extra=_list_sources,
    )
    beliefs: dict[str, Belief] = Field(
        default_factory=dict,
        description="Parameters with another distribution than the ledger's.",
        json_schema_extra=_list_parameters,
    )
    expects: tuple[Expectation, ...] = Field(
        (), max_length=40, description="Where answers should move beside the pool's."
    )

    @field_validator("cites")
    @classmethod
    def _cites_are_in_the_ledger(cls, cites: dict[str, str]) -> dict[str, str]:
        if not cites:
            return cites
        sources = load_ledger().sources
        for key in cites:
            if key not in sources:
                raise problem(
                    f"the ledger has no source `{key[:60]}`",
                    fix=suggest(
                        key[:60], tuple(sources), "`riobravo evidence --json` holds the keys of all sources."
                    ),
                    field=(key,),
                )
        return cites

    @field_validator("beliefs")
    @classmethod
    def _beliefs_fit_the_ledger(cls, beliefs: dict[str, Belief]) -> dict[str, Belief]:
        if not beliefs:
            return beliefs
        ledger = load_ledger()
        for name, belief in beliefs.items():
            if name not in ledger:
                raise problem(
                    f"there is no parameter `{name[:60]}`",
                    fix=suggest(name[:60], tuple(ledger), ALL_LISTED),
                    field=(name,),
                )
            if isinstance(belief.distribution, Estimated):
                raise problem(
                    "a belief cannot be estimated from data",
                    fix="give a distribution of another family, such as uniform.",
                    field=(name, "distribution", "family"),
                )
        try:
            entries = _with_beliefs(ledger, beliefs)
            Ledger(entries, ledger.sources)  # refuses matches to nothing and circles
        except InputError as error:
            raise problem(
                error.message.rstrip("."),
                fix=error.fix or "`riobravo evidence NAME` gives the bounds and their reason.",
                field=tuple((error.field or "").split(".")),
            ) from None
        return beliefs

    def reweigh(self, ledger: Ledger) -> dict[str, Parameter]:
        """Return all parameters of a ledger, with the distributions that adherents believe.

        Args:
            ledger: what the beliefs are laid over.

        Raises:
            InputError: a belief does not fit its entry.
        """
        return _with_beliefs(ledger, self.beliefs)


def _with_beliefs(ledger: Ledger, beliefs: Mapping[str, Belief]) -> dict[str, Parameter]:
    entries = dict(ledger)
    for name, belief in beliefs.items():
        try:
            entries[name] = with_distribution(ledger[name], belief.distribution.model_dump())
        except InputError as error:
            raise InputError(error.message, field=f"{name}.{error.field}", fix=error.fix) from None
    return entries


def with_distribution(parameter: Parameter, distribution: Mapping[str, object]) -> Parameter:
    """Return the same parameter with another distribution.

    Args:
        parameter: an entry of the ledger.
        distribution: its family and numbers, as in a file.

    Raises:
        InputError: it is no distribution, or reaches outside the entry's bounds.
    """
    return check(parameter.model_dump() | {"distribution": dict(distribution)}, Parameter)


def worldview_ids() -> tuple[str, ...]:
    """Return the ids of the shipped worldviews, the pool first and the others by name."""
    names = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != POOL))


@cache
def shipped_worldview(name: str) -> Worldview:
    """Return a shipped worldview.

    Args:
        name: its id.

    Raises:
        InputError: there is no shipped worldview of this name.
    """
    check_known(name)
    return load_worldview(FOLDER / f"{name}.yaml")


def check_known(name: str) -> None:
    """Refuse a name that is not the id of a shipped worldview.

    Raises:
        InputError: there is no shipped worldview of this name.
    """
    if name == ALL:
        raise InputError(
            "`all` sets worldviews side by side, and only one is asked for here.",
            field="worldview",
            fix="name one worldview, or use `all` with `compare` or `claims`.",
        )
    if name not in worldview_ids():
        raise InputError(
            f"there is no shipped worldview `{name[:60]}`.",
            field="worldview",
            fix=f"{suggest(name[:60], worldview_ids())}"
            " A worldview of your own is named by its file, ending in .yaml.",
        )


def load_worldview(path: Path) -> Worldview:
    """Read one worldview from its file.

    Args:
        path: the YAML file.

    Raises:
        InputError: it is not a worldview.
    """
    return validate(read_yaml(path), Worldview)


def resolve_worldview(reference: str, base_dir: Path | None = None) -> Worldview:
    """Return the worldview that a reference names.

    Args:
        reference: id of a shipped worldview, or path of a file ending in `.yaml`.
        base_dir: folder that paths are relative to and must stay in; by default any path is
            accepted, relative to the working folder.

    Raises:
        InputError: there is no such worldview, or its file is not a worldview.
    """
    if not is_path(reference):
        return shipped_worldview(reference)
    return load_worldview(locate_file(reference, base_dir, "worldview", field="worldview"))


def check_own_id(worldview: Worldview) -> Worldview:
    """Refuse a worldview that has the id of a shipped one but says something else."""
    if worldview.id in worldview_ids() and worldview != shipped_worldview(worldview.id):
        raise problem(
            f"`{worldview.id}` is the id of a shipped worldview that says something else",
            fix="give yours an id of its own.",
            field=("id",),
        )
    return worldview


def believed_otherwise(parameter: Parameter) -> dict[str, str]:
    """Return what shipped worldviews believe about a parameter beside the ledger, in words, by their ids.

    Args:
        parameter: an entry of the ledger.
    """
    found: dict[str, str] = {}
    for name in worldview_ids():
        belief = shipped_worldview(name).beliefs.get(parameter.id)
        if belief is not None:
            entry = with_distribution(parameter, belief.distribution.model_dump())
            found[name] = entry.describe_distribution()
    return found
