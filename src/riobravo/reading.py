"""YAML from strangers: positions, limits, one clear error.

The reader accepts a small and safe part of YAML: one document of mappings, lists and plain values,
without anchors, aliases or tags. Values follow the YAML 1.2 core schema in decimal: `on` and
`2026-01` stay text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from riobravo.document import Document, describe_kind, parse
from riobravo.errors import InputError, RiobravoError
from riobravo.validation import validate

__all__ = ["Document", "read_bytes", "read_text", "read_yaml", "validate"]

MAXIMUM_BYTES: Final = 1_000_000


def read_yaml(path: Path, *, mapping: bool = True) -> Document:
    """Read one YAML file.

    Args:
        path: the file, UTF-8, at most 1 MB.
        mapping: whether the top level has to be a mapping.

    Raises:
        InputError: the file cannot be read or is outside the accepted part of YAML.
    """
    name = str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise InputError(
            "there is no such file.", file=name, fix="check the path and the spelling."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"the file cannot be read ({reason}).",
            file=name,
            fix="give the path of a text file that you may read.",
        ) from None
    return read_bytes(content, name, mapping=mapping)


def read_bytes(content: bytes, name: str, *, mapping: bool = True) -> Document:
    """Read YAML from bytes in UTF-8; see `read_yaml`."""
    _check_size(len(content), name)
    return read_text(decode(content, name), name, mapping=mapping)


def decode(content: bytes, name: str | Path, error: type[RiobravoError] = InputError) -> str:
    """Decode UTF-8, with or without a mark at its start.

    Args:
        content: what a file holds.
        name: the file, for errors.
        error: what to raise where the bytes are not UTF-8, naming the line.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as found:
        raise error(
            "the file is not text in UTF-8.",
            file=name,
            line=content.count(b"\n", 0, found.start) + 1,
            fix="save it as UTF-8.",
        ) from None


def locate_file(reference: str, base_dir: Path | None, kind: str, *, field: str | None = None) -> Path:
    """Return the path of a file that another one names.

    Args:
        reference: the path as written.
        base_dir: folder that it is relative to and must stay in; any path is accepted if None.
        kind: what the file holds, for errors.
        field: the field that names it, for errors.

    Raises:
        InputError: it leads out of the folder.
    """
    path = Path(reference)
    if base_dir is None:
        return path
    if path.is_absolute() or "\\" in reference or ".." in path.parts:
        raise InputError(
            f"the {kind} file `{reference[:60]}` is outside the folder it is named in.",
            field=field,
            fix="move it beside the file that names it and give its path from there, with `/`.",
        )
    return base_dir / path


def read_text(text: str, name: str, *, mapping: bool = True) -> Document:
    """Read YAML from text.

    Args:
        text: the YAML text, at most one million characters.
        name: name of the source as shown in errors.
        mapping: whether the top level has to be a mapping.

    Raises:
        InputError: the text is outside the accepted part of YAML.
    """
    _check_size(len(text), name)
    document = parse(text, name)
    if document.data is None:
        raise InputError("the file is empty.", file=name, line=1, fix="write at least one field.")
    if mapping and not isinstance(document.data, dict):
        raise InputError(
            f"the top level must be fields with values, but is {describe_kind(document.data)}.",
            file=name,
            line=document.line_of(()),
            fix="write it as lines of the form `field: value`.",
        )
    return document


def _check_size(size: int, name: str) -> None:
    if size > MAXIMUM_BYTES:
        raise InputError(
            "the file is larger than 1 MB.",
            file=name,
            fix="give a study, option or ledger file; data are not read from YAML.",
        )
