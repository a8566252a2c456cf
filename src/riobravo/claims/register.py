"""The shipped register of claims, and claims from a user's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from riobravo.claims.schema import Claim, ClaimFile, SourceDocument
from riobravo.errors import InputError
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
    """

    claims: dict[str, Claim]
    documents: dict[str, SourceDocument]
    options: dict[str, Option]

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
        return Register(chosen, self.documents, self.options)


@cache
def load_register() -> Register:
    """Return all shipped claims."""
    return _merge([load_claims(path) for path in sorted(FOLDER.glob("*.yaml"))])


def load_claims(path: Path) -> ClaimFile:
    """Read a file of claims.

    Args:
        path: the YAML file.

    Raises:
        InputError: it is not a file of claims.
    """
    return validate(read_yaml(path), ClaimFile)


def register_from(path: Path) -> Register:
    """Return the claims of a user's file, without the shipped ones."""
    return _merge([load_claims(path)])


def _merge(files: Sequence[ClaimFile]) -> Register:
    claims: dict[str, Claim] = {}
    documents: dict[str, SourceDocument] = {}
    options: dict[str, Option] = {}
    for one in files:
        for claim in one.claims:
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
    return Register(claims, documents, options)
