"""Worlds in which other tables say what they are told to, for the whole run."""

from __future__ import annotations

from typing import Any

from riobravo.world.opening import Opening
from riobravo.world.state import new_tables
from riobravo.world.week import ALL_OFF
from world.driving import shipped_start

FOUNDATION = ALL_OFF._replace(
    recruitment=True,
    arrests=True,
    conflict=True,
    exit=True,
    homicides=True,
    noise=False,
)
NO_REMOVALS: dict[str, Any] = {"baseline_removals": 0.0}


def with_means(*mechanisms: str) -> Any:
    """Return switches of the foundation, without chance, and some means of armed groups."""
    return FOUNDATION._replace(**dict.fromkeys(mechanisms, True))


def told(opening: Opening | None = None, **tables: dict[str, Any]) -> Opening:
    """Return an opening in which fields of tables stand at given values.

    Args:
        opening: where the rest comes from; the shipped study if None.
        **tables: fields and values by table, such as `force={"unconsented": 1.0}`; values of `local`
            are numbers or one per state.
    """
    base = shipped_start().opening if opening is None else opening
    changed = {}
    for table, fields in tables.items():
        record = getattr(base, table).copy() if table in base._fields else new_tables()[table]
        for name, value in fields.items():
            record[name] = value
        changed[table] = record
    return base._replace(**changed)
