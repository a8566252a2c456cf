"""From the files of the ledger to all parameters with their sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from riobravo.errors import InputError
from riobravo.evidence.parameter import MECHANISMS, Parameter
from riobravo.evidence.sources import Source, SourceList
from riobravo.reading import read_yaml, validate

HOME = Path(__file__).parent
ALL_LISTED = "`riobravo evidence` lists all parameters."


class Ledger(Mapping[str, Parameter]):
    """Parameters by id in alphabetical order, and the sources they share.

    Args:
        parameters: any number of parameters with distinct ids.
        sources: the bibliography they refer to, by key.
    """

    def __init__(self, parameters: Mapping[str, Parameter], sources: Mapping[str, Source]) -> None:
        self._parameters = {name: parameters[name] for name in sorted(parameters)}
        self.sources = {key: sources[key] for key in sorted(sources)}
        for name in dependency_order(self._parameters):
            reference = self._parameters[name].distribution.depends_on
            if reference is None:
                continue
            if reference not in self._parameters:
                raise InputError(
                    f"there is no parameter '{reference}'.",
                    field=f"{name}.distribution.to",
                    fix="match it to a parameter of the ledger.",
                )
            default = self._parameters[reference].default
            self._parameters[name] = self._parameters[name].with_reference(default)

    def __getitem__(self, name: str) -> Parameter:
        return self._parameters[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parameters)

    def __len__(self) -> int:
        return len(self._parameters)


def entry_files(home: Path = HOME) -> list[Path]:
    """Return the files of all entries below `home`, in an order that no system changes.

    Args:
        home: folder with `sources.yaml` and `ledger/`.
    """
    return sorted((home / "ledger").rglob("*.yaml"), key=lambda path: path.relative_to(home).parts)


@cache
def parameter_names() -> tuple[str, ...]:
    """Return the ids of all parameters without reading their entries."""
    return tuple(sorted(path.stem for path in entry_files()))


def read_parameter(path: Path) -> Parameter:
    """Read one entry.

    Args:
        path: `<table>/<mechanism>/<id>.yaml`.

    Raises:
        InputError: the entry does not fit the schema, or does not stand where its id says.
    """
    document = read_yaml(path)
    parameter = validate(document, Parameter)
    folder = MECHANISMS[parameter.mechanism]
    for name, found, expected in (
        ("id", parameter.id, path.stem),
        ("mechanism", folder, path.parent.name),
    ):
        if found != expected:
            raise InputError(
                f"this entry of '{found}' stands in a place for '{expected}'.",
                file=path,
                line=document.line_of((name,)),
                field=name,
                fix="move or rename the file, or change the field.",
            )
    return parameter


def read_sources(home: Path = HOME) -> dict[str, Source]:
    """Read the bibliography."""
    return validate(read_yaml(home / "sources.yaml"), SourceList).root


@lru_cache(maxsize=8)
def load_ledger(home: Path = HOME) -> Ledger:
    """Return all parameters; the same object on every call.

    Args:
        home: folder with `sources.yaml` and `ledger/`.

    Raises:
        InputError: an entry is not well-formed, or matched to a parameter that cannot precede it.
    """
    parameters = {path.stem: read_parameter(path) for path in entry_files(home)}
    return Ledger(parameters, read_sources(home))


@lru_cache(maxsize=4)
def ledger_hash(home: Path = HOME) -> str:
    """Return a hash (64 hexadecimal digits) of all entries and all sources, the same on any system."""
    digest = hashlib.sha256()
    for path in [home / "sources.yaml", *entry_files(home)]:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(home).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def dependency_order(parameters: Mapping[str, Parameter]) -> list[str]:
    """Return all ids, each after the parameter it is matched to, otherwise alphabetically.

    Raises:
        InputError: some parameters are matched to each other in a circle.
    """
    ordered: list[str] = []
    for name in sorted(parameters):
        chain: list[str] = []
        current: str | None = name
        while current is not None and current in parameters and current not in ordered:
            if current in chain:
                circle = " → ".join([*chain, current])
                raise InputError(
                    f"parameters are matched in a circle: {circle}.",
                    field=f"{name}.distribution.to",
                    fix="give one of them a distribution of its own.",
                )
            chain.append(current)
            current = parameters[current].distribution.depends_on
        ordered.extend(reversed(chain))
    return ordered
