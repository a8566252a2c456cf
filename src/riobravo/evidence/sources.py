"""What a number rests on: each publication once, and what each entry takes from it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationInfo, field_validator

Text = Annotated[str, Field(min_length=3)]
Status = Literal["seen", "remembered"]
Extent = Literal["abstract", "summary", "text", "code", "data", "secondary", "computed"]

_DOI = re.compile(r"10\.\d{4,9}/[-._;()/:a-z0-9]*[a-z0-9)]", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?", re.IGNORECASE)


class Source(BaseModel):
    """One publication, data set or program.

    Args:
        authors: who wrote it, as it should be cited.
        year: year of publication; null if it carries none.
        title: its title.
        venue: journal with volume and pages, series, publisher or site.
        status: `seen` if some text of it was in front of the person who entered it.
        remembered: those of the fields above and below that were entered from memory.
        doi: its identifier, if it has one.
        address: where it, or the text that was seen, can be found; needed without a doi unless
            the source is only remembered.
        note: what a reader must know before using it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    authors: Text
    year: Annotated[int, Field(ge=1800, le=2100)] | None
    title: Text
    venue: Text
    status: Status
    remembered: tuple[Literal["authors", "year", "title", "venue", "doi"], ...] = ()
    doi: str | None = None
    address: Annotated[str | None, Field(validate_default=True)] = None
    note: Text | None = None

    @field_validator("doi")
    @classmethod
    def _doi_is_well_formed(cls, doi: str | None) -> str | None:
        if doi is not None and not _DOI.fullmatch(doi):
            raise ValueError(f"'{doi}' is not a DOI; write it like 10.1086/680209")
        return doi

    @field_validator("address")
    @classmethod
    def _can_be_found(cls, address: str | None, info: ValidationInfo) -> str | None:
        if address is None:
            if info.data.get("doi", "") is None and info.data.get("status") == "seen":
                raise ValueError("a source that was seen needs a doi or an address")
        elif not _ADDRESS.fullmatch(address):
            raise ValueError(f"'{address}' is not an address")
        return address


class SourceList(RootModel[dict[Annotated[str, Field(pattern="^[a-z0-9_]+$")], Source]]):
    """All sources by key."""

    model_config = ConfigDict(frozen=True)


class Use(BaseModel):
    """What one ledger entry takes from one source.

    Args:
        source: key in `sources.yaml`.
        measured: what was measured, where and when.
        number: the figure with its interval, or the sign if no figure is known; null if the
            source is cited for its argument only.
        status: `seen` if the figure itself was read; `remembered` if it was not.
        extent: for a seen figure, which text it was read in.
        stance: whether it supports the distribution or speaks against it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    measured: Text
    number: str | None
    status: Status
    extent: Annotated[Extent | None, Field(validate_default=True)] = None
    stance: Literal["supports", "opposes"] = "supports"

    @field_validator("extent")
    @classmethod
    def _only_seen_text_has_an_extent(cls, extent: Extent | None, info: ValidationInfo) -> Extent | None:
        if info.data.get("status") == "seen" and extent is None:
            raise ValueError("a seen figure says where it was read (extent)")
        if info.data.get("status") == "remembered" and extent is not None:
            raise ValueError("a remembered figure was read nowhere: drop extent, or see it first")
        return extent
