"""The shipped options, and where a reference to an option leads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from riobravo.errors import InputError
from riobravo.options.schema import Option
from riobravo.reading import read_yaml, validate
from riobravo.validation import suggest

FOLDER: Final = Path(__file__).parent / "catalogue"
STATUS_QUO: Final = "status-quo"


@cache
def load_catalogue() -> MappingProxyType[str, Option]:
    """Return the shipped options by id, the status quo first and the others by name."""
    options = [load_option(path) for path in FOLDER.glob("*.yaml")]
    options.sort(key=lambda option: (option.id != STATUS_QUO, option.id))
    return MappingProxyType({option.id: option for option in options})


def load_option(path: Path) -> Option:
    """Read one option from its file.

    Args:
        path: the YAML file.

    Raises:
        InputError: it is not an option.
    """
    return validate(read_yaml(path), Option)


def is_path(reference: str) -> bool:
    """Tell whether a reference names a file rather than a shipped option."""
    return "/" in reference or "\\" in reference or reference.endswith((".yaml", ".yml"))


def resolve(reference: str, base_dir: Path | None = None) -> Option:
    """Return the option that a reference names.

    Args:
        reference: id of a shipped option, or path of an option file ending in `.yaml`.
        base_dir: folder that paths are relative to and must stay in; by default any path is
            accepted, relative to the working folder.

    Raises:
        InputError: there is no such option, or its file is not an option.
    """
    if not is_path(reference):
        catalogue = load_catalogue()
        if reference not in catalogue:
            raise InputError(
                f"there is no shipped option `{reference[:60]}`.",
                fix=f"{suggest(reference[:60], tuple(catalogue))}"
                " An option of your own is named by its file, ending in .yaml.",
            )
        return catalogue[reference]
    path = Path(reference)
    if base_dir is None:
        return load_option(path)
    if path.is_absolute() or "\\" in reference or ".." in path.parts:
        raise InputError(
            f"the option file `{reference[:60]}` is outside the folder of the study.",
            fix="move it beside the study and give its path from there, with `/`.",
        )
    return load_option(base_dir / path)
