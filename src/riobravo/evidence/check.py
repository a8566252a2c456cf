"""What is wrong with the ledger, as a list of sentences; empty if nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from riobravo.errors import InputError
from riobravo.evidence.distributions import Matched
from riobravo.evidence.loading import (
    HOME,
    dependency_order,
    entry_files,
    read_parameter,
    read_sources,
)
from riobravo.evidence.parameter import Parameter
from riobravo.evidence.sources import Source


def check_ledger(home: Path = HOME) -> list[str]:
    """Return every problem found in the ledger, each naming its place.

    Args:
        home: folder with `sources.yaml` and `ledger/`.
    """
    problems: list[str] = []
    parameters: dict[str, Parameter] = {}
    for path in entry_files(home):
        try:
            parameter = read_parameter(path)
        except InputError as error:
            problems.append(str(error))
            continue
        if parameter.id in parameters:
            problems.append(f"{path}: id: '{parameter.id}' has two entries.")
        parameters[parameter.id] = parameter
    try:
        sources = read_sources(home)
    except InputError as error:
        return [*problems, str(error)]
    problems.extend(_matching_problems(parameters))
    problems.extend(_source_problems(parameters, sources))
    return problems


def _matching_problems(parameters: dict[str, Parameter]) -> Iterator[str]:
    for name, parameter in parameters.items():
        distribution = parameter.distribution
        if not isinstance(distribution, Matched):
            continue
        reference = parameters.get(distribution.to)
        if reference is None:
            yield f"{name}: distribution.to: there is no parameter '{distribution.to}'."
            continue
        first, last = distribution.nodes[0][0], distribution.nodes[-1][0]
        low, high = reference.bounds
        if low < first or high > last:
            yield (
                f"{name}: distribution.nodes: they reach from {first:g} to {last:g}, "
                f"but {distribution.to} from {low:g} to {high:g}."
            )
    try:
        dependency_order(parameters)
    except InputError as error:
        yield str(error)


def _source_problems(parameters: dict[str, Parameter], sources: dict[str, Source]) -> Iterator[str]:
    used: set[str] = set()
    for name, parameter in parameters.items():
        for index, use in enumerate(parameter.sources):
            used.add(use.source)
            place = f"{name}: sources.{index}"
            if use.source not in sources:
                yield f"{place}: sources.yaml has no '{use.source}'."
            elif use.status == "seen" and sources[use.source].status == "remembered":
                yield f"{place}: a figure cannot be seen in a source that is only remembered."
    for key in sources:
        if key not in used:
            yield f"sources.yaml: {key}: no entry uses this source."
