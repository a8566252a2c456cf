"""References to options: ids of shipped ones, and paths of files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from riobravo.document import Document
from riobravo.errors import InputError
from riobravo.options.schema import Option
from riobravo.reading import locate_file, read_yaml, validate
from riobravo.validation import suggest

FOLDER: Final = Path(__file__).parent / "catalogue"
STATUS_QUO: Final = "status-quo"
# What `is_path` takes for a file, as editors check it.
FILE_PATTERN: Final = r"[/\\]|\.ya?ml$"


@dataclass(frozen=True)
class Located:
    """An option as written, its bundle not yet joined, and where it was found.

    Args:
        option: the option.
        folder: the folder that its bundle may name files in; None for a shipped option.
        document: what it was read from; None if it came from Python or from inside a study.
    """

    option: Option
    folder: Path | None
    document: Document | None = None


@cache
def shipped_names() -> tuple[str, ...]:
    """Return the ids of the shipped options, the status quo first and the others by name."""
    names = (path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: (name != STATUS_QUO, name)))


def is_path(reference: str) -> bool:
    """Tell whether a reference names a file rather than a shipped option."""
    return "/" in reference or "\\" in reference or reference.endswith((".yaml", ".yml"))


def locate(reference: str, base_dir: Path | None = None) -> Located:
    """Read the option that a reference names, as written.

    Args:
        reference: id of a shipped option, or path of an option file ending in `.yaml`.
        base_dir: folder that paths are relative to and must stay in; by default any path is
            accepted, relative to the working folder.

    Raises:
        InputError: there is no such option, or its file is not an option.
    """
    if not is_path(reference):
        return _locate_shipped(reference)
    return read_option(locate_file(reference, base_dir, "option"))


def read_option(path: Path) -> Located:
    """Read one option from its file, as written.

    Args:
        path: the YAML file.

    Raises:
        InputError: it is not an option.
    """
    document = read_yaml(path)
    return Located(validate(document, Option), path.parent, document)


def refuse_unknown(name: str) -> InputError:
    """Return the error for an id that no shipped option has."""
    return InputError(
        f"there is no shipped option `{name[:60]}`.",
        fix=f"{suggest(name[:60], shipped_names())}"
        " An option of your own is named by its file, ending in .yaml.",
    )


@cache
def _locate_shipped(name: str) -> Located:
    if name not in shipped_names():
        raise refuse_unknown(name)
    return read_option(FOLDER / f"{name}.yaml")
