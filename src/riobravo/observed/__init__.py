"""Published series, their provenance and their "as of" date; nothing but observation."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riobravo.observed.acceptance import Acceptance, accept
    from riobravo.observed.catalogue import Catalogue, load_catalogue
    from riobravo.observed.entry import SeriesEntry
    from riobravo.observed.geography import State, adjacency, geometry, group_map, states
    from riobravo.observed.groups import GroupMap
    from riobravo.observed.listing import describe, describe_series
    from riobravo.observed.panels import (
        SecurityTotals,
        StateMonths,
        population,
        security_totals,
        state_months,
    )
    from riobravo.observed.table import Table, data_hash, load

__all__ = [
    "Acceptance",
    "Catalogue",
    "GroupMap",
    "SecurityTotals",
    "SeriesEntry",
    "State",
    "StateMonths",
    "Table",
    "accept",
    "adjacency",
    "data_hash",
    "describe",
    "describe_series",
    "geometry",
    "group_map",
    "load",
    "load_catalogue",
    "population",
    "security_totals",
    "state_months",
    "states",
]

_MODULES = {
    "acceptance": ("Acceptance", "accept"),
    "catalogue": ("Catalogue", "load_catalogue"),
    "entry": ("SeriesEntry",),
    "geography": ("State", "adjacency", "geometry", "group_map", "states"),
    "groups": ("GroupMap",),
    "listing": ("describe", "describe_series"),
    "panels": (
        "SecurityTotals",
        "StateMonths",
        "population",
        "security_totals",
        "state_months",
    ),
    "table": ("Table", "data_hash", "load"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
