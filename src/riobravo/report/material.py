"""Material: everything a report says besides the result itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riobravo.analysis.profiles import Profile


@dataclass(frozen=True)
class Material:
    """Everything a report says besides the result itself.

    Attributes:
        geometry: TopoJSON of the states, or nothing for a report without a map.
        history: observed homicides before the simulation, (calendar year, victims per year).
        history_source: name of that series, kept on the figure that shows it.
        descriptions: option id to one sentence that says what the option is.
        evidence: option id to a short note on the evidence for and against it.
        hindcasts: the kept hindcasts, see `riobravo.credibility.validation.kept_result`.
        partners: registered baseline of each series of the hindcasts.
        outdated: series of the hindcasts whose simulation was run with an earlier simulation.
        reproduction: published results with `id`, `published`, `low`, `high`, `simulated`,
            `status`, `source`, `note`.
        sources: data with `title`, `publisher`, `coverage`, `licence`, `url`, `note`.
        parameters: ledger entries with `id`, `mechanism`, `unit`, `grade`, `distribution`, and the
            ledger's other fields where a reader may open the entry.
        option_parameters: option id to the parameters that its orders read.
        claims: evaluated claims as records; None if they were not evaluated.
        documents: code of a document to its author, place and date.
        system: mechanism id to its name, also of mechanisms that do not exist yet.
        force: option id to `with consent` or `without consent`, for options that use force inside
            Mexico; every other option uses none.
        grades: option id to the number of parameters by grade in the mechanisms it acts through.
        shares: option id and outcome to shares of variance by group of inputs, 0 to 1.
        outside: option id to records of historical reference classes, with `title`, `low`, `high`
            (percent), `cases`, `source`, `note`, and `inside`, what the worlds here give.
        profiles: whose outcomes are counted; the shipped profiles if None.
    """

    geometry: Mapping[str, Any] | None = None
    history: Sequence[tuple[float, float]] = ()
    history_source: str = "recorded homicides"
    descriptions: Mapping[str, str] | None = None
    evidence: Mapping[str, str] | None = None
    hindcasts: Mapping[str, Any] | None = None
    partners: Mapping[str, str] | None = None
    outdated: Sequence[str] = ()
    reproduction: Sequence[Mapping[str, Any]] = ()
    sources: Sequence[Mapping[str, Any]] = ()
    parameters: Sequence[Mapping[str, Any]] = ()
    option_parameters: Mapping[str, Sequence[str]] | None = None
    claims: Sequence[Mapping[str, Any]] | None = None
    documents: Mapping[str, str] | None = None
    system: Mapping[str, str] | None = None
    force: Mapping[str, str] | None = None
    grades: Mapping[str, Mapping[str, int]] | None = None
    shares: Mapping[str, Mapping[str, Mapping[str, float]]] | None = None
    outside: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    profiles: Sequence[Profile] | None = None
