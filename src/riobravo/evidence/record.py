"""Entries of the ledger written out in full, with their sources, for programs, pages and reports."""

from __future__ import annotations

from typing import Any, Final

from riobravo.evidence.loading import Ledger
from riobravo.evidence.parameter import Parameter

_READ_IN: Final = {
    "abstract": "in the abstract",
    "summary": "in the authors' own summary",
    "text": "in the text",
    "code": "in the published code",
    "data": "in the data",
    "secondary": "in somebody else's account of it",
    "computed": "worked out from figures that were read",
}
REMEMBERED: Final = "remembered, not read"


def as_record(ledger: Ledger, parameter: Parameter) -> dict[str, Any]:
    """Return an entry with its sources written out, ready for JSON.

    Args:
        ledger: where its sources are.
        parameter: the entry.
    """
    record = parameter.model_dump(mode="json")
    record["default"] = parameter.default
    record["distribution"]["description"] = parameter.describe_distribution()
    record["sources"] = [
        {
            "key": use.source,
            **ledger.sources[use.source].model_dump(
                mode="json", include={"authors", "year", "title", "venue", "doi", "address", "note"}
            ),
            "remembered": list(ledger.sources[use.source].remembered),
            **use.model_dump(mode="json", exclude={"source"}),
        }
        for use in parameter.sources
    ]
    return record


def describe_reading(status: str, extent: str | None) -> str:
    """Say whether a figure was read, and in what.

    Args:
        status: `seen` or `remembered`.
        extent: which text a seen figure was read in.
    """
    if status == "remembered":
        return REMEMBERED
    return f"seen, {_READ_IN.get(extent or '', extent or 'in a text that is not named')}"


def name_source(authors: str, year: int | None) -> str:
    """Return authors and year as they are cited."""
    return f"{authors} ({'no date' if year is None else year})"


def web_address(doi: str | None, address: str | None) -> str:
    """Return where a source is found on the web; nothing if nowhere."""
    if doi:
        return f"https://doi.org/{doi}"
    if address and not address.startswith(("http://", "https://")):
        return f"https://{address}"
    return address or ""
