"""The mechanisms that exist, in the order of the system's tables, and the switch of each."""

from __future__ import annotations

from typing import Final

from riobravo.world.drugs import mechanisms as drugs
from riobravo.world.economy import mechanisms as economy
from riobravo.world.force import mechanisms as force
from riobravo.world.groups import mechanisms as groups
from riobravo.world.mechanism import Mechanism
from riobravo.world.people import mechanisms as people
from riobravo.world.politics import mechanisms as politics
from riobravo.world.region import mechanisms as region

_TABLES: Final = (groups, drugs, politics, force, economy, people, region)

MECHANISMS: Final[tuple[Mechanism, ...]] = tuple(
    mechanism for table in _TABLES for mechanism in table.MECHANISMS
)
