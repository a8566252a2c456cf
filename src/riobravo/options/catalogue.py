"""The shipped options, and where a reference to an option leads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType

from riobravo.options.bundles import join_bundle
from riobravo.options.references import (
    FOLDER,
    STATUS_QUO,
    Located,
    is_path,
    locate,
    read_option,
    refuse_unknown,
    shipped_names,
)
from riobravo.options.schema import Option
from riobravo.options.status import needs_of

__all__ = [
    "FOLDER",
    "STATUS_QUO",
    "is_path",
    "join_inline",
    "load_catalogue",
    "load_option",
    "load_runnable",
    "refuse_unknown",
    "resolve",
    "shipped_names",
]


@cache
def load_catalogue() -> MappingProxyType[str, Option]:
    """Return the shipped options by id, the status quo first and the others by name."""
    return MappingProxyType({name: resolve(name) for name in shipped_names()})


def load_runnable() -> dict[str, Option]:
    """Return the shipped options that can run, by id, in the order of the catalogue."""
    return {name: option for name, option in load_catalogue().items() if not needs_of(option)}


def load_option(path: Path) -> Option:
    """Read one option from its file, and join its bundle.

    Args:
        path: the YAML file.

    Raises:
        InputError: it is not an option.
    """
    return join_bundle(read_option(path))


def join_inline(option: Option, base_dir: Path | None) -> Option:
    """Join the bundle of an option that is written out in a study or comes from Python.

    Args:
        option: the option.
        base_dir: as in `resolve`.

    Raises:
        InputError: the bundle cannot be joined.
    """
    return join_bundle(Located(option, base_dir))


def resolve(reference: str, base_dir: Path | None = None) -> Option:
    """Return the option that a reference names.

    Args:
        reference: id of a shipped option, or path of an option file ending in `.yaml`.
        base_dir: folder that paths are relative to and must stay in; by default any path is
            accepted, relative to the working folder.

    Raises:
        InputError: there is no such option, or its file is not an option.
    """
    return _resolve_shipped(reference) if not is_path(reference) else _open(reference, base_dir)


@cache
def _resolve_shipped(name: str) -> Option:
    return join_bundle(locate(name))


def _open(reference: str, base_dir: Path | None) -> Option:
    return join_bundle(locate(reference, base_dir))
