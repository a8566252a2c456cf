"""The shipped register of claims, and claims from a user's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from riobravo.claims.schema import Claim, ClaimFile, SourceDocument
from riobravo.document import Document
from riobravo.errors import InputError, RiobravoError
from riobravo.options.schema import Option
from riobravo.reading import read_yaml, validate
from riobravo.validation import suggest

FOLDER: Final = Path(__file__).parent / "register"


@dataclass(frozen=True)
class Register:
    """Claims in order, the documents they are from, and options that only they use.

    Args:
        claims: claims by id.
        documents: documents by code.
        options: options of their own, by id.
        places: file and line of the test of each claim, by id.
    """

    claims: dict[str, Claim]
    documents: dict[str, SourceDocument]
    options: dict[str, Option]
    places: dict[str, tuple[str, int | None]] = field(default_factory=dict, compare=False)

    def choose(self, ids: Sequence[str] | None) -> Register:
        """Return the register with only some claims.

        Args:
            ids: what to keep, in this order; everything if None or empty.

        Raises:
            InputError: there is no such claim.
        """
        if not ids:
            return self
        for name in ids:
            if name not in self.claims:
                raise InputError(
                    f"there is no claim `{name[:60]}`.",
                    field="claims",
                    fix=suggest(name[:60], tuple(self.claims)),
                )
        chosen = {name: self.claims[name] for name in dict.fromkeys(ids)}
        return Register(chosen, self.documents, self.options, self.places)

    def placed(self, name: str, error: RiobravoError) -> InputError:
        """Return an error that came up while a claim was tested as one about the claim.

        Args:
            name: id of the claim.
            error: what came up.
        """
        file, line = self.places.get(name, (None, None))
        path = ".".join(part for part in (name, "test", error.field) if part)
        return InputError(error.message, file=file, line=line, field=path, fix=error.fix)


@cache
def load_register() -> Register:
    """Return all shipped claims."""
    return _merge([_read(path) for path in sorted(FOLDER.glob("*.yaml"))])


def _read(path: Path) -> tuple[Document, ClaimFile]:
    document = read_yaml(path)
    return document, validate(document, ClaimFile)


def register_from(path: Path) -> Register:
    """Return the claims of a user's file, without the shipped ones."""
    return _merge([_read(path)])


def _merge(files: Sequence[tuple[Document, ClaimFile]]) -> Register:
    claims: dict[str, Claim] = {}
    documents: dict[str, SourceDocument] = {}
    options: dict[str, Option] = {}
    places: dict[str, tuple[str, int | None]] = {}
    for document, one in files:
        for index, claim in enumerate(one.claims):
            places[claim.id] = (document.file or "", document.line_of(("claims", index, "test")))
            if claim.id in claims:
                raise InputError(f"two files have a claim `{claim.id}`.", field="claims", fix="rename one.")
            claims[claim.id] = claim
        for name, option in one.own_options.items():
            if options.setdefault(name, option) != option:
                raise InputError(
                    f"two files have different options `{name}`.", field="options", fix="rename one."
                )
        if one.document is not None:
            documents[one.document.code] = one.document
    return Register(claims, documents, options, places)
