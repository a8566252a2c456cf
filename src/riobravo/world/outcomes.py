"""Outcomes: what is recorded of every world, nationally by quarter and by state and year."""

from __future__ import annotations

from typing import Final

import numpy as np

from riobravo.world.drugs import outcomes as drugs
from riobravo.world.economy import outcomes as economy
from riobravo.world.fields import record_type
from riobravo.world.force import outcomes as force
from riobravo.world.groups import outcomes as groups
from riobravo.world.outcome import Outcome
from riobravo.world.people import outcomes as people
from riobravo.world.politics import outcomes as politics
from riobravo.world.region import outcomes as region

_TABLES: Final = (groups, drugs, politics, force, economy, people, region)

NATIONAL: Final[tuple[Outcome, ...]] = tuple(outcome for table in _TABLES for outcome in table.NATIONAL)
BY_STATE: Final[tuple[Outcome, ...]] = tuple(outcome for table in _TABLES for outcome in table.BY_STATE)

# The column of each outcome, by name.
PLACE: Final = {outcome.name: k for k, outcome in enumerate(NATIONAL)}
STATE_PLACE: Final = {outcome.name: k for k, outcome in enumerate(BY_STATE)}

# The kernel counts in records with one double per outcome, in this order.
NATIONAL_RECORD: Final = record_type([outcome.name for outcome in NATIONAL])
STATE_RECORD: Final = record_type([outcome.name for outcome in BY_STATE])
IS_FLOW: Final = np.array([outcome.kind == "flow" for outcome in NATIONAL])
IS_STATE_FLOW: Final = np.array([outcome.kind == "flow" for outcome in BY_STATE])
