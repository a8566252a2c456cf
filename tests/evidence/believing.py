"""The shipped worldviews by name, one of a user, and a small study to hold them in."""

from __future__ import annotations

from typing import Any

from riobravo.evidence.worldviews import POOL
from riobravo.study import Study, load_study

IDS = ("pool", "blowback", "force", "public-health", "state-capacity")

MINE = """id: mine
title: Mine
statement: What I believe.
cites:
  dube_2016: Incomes matter.
beliefs:
  prevention_cut:
    distribution: {family: uniform, low: 0.1, high: 0.2}
    because: It is what I believe.
expects:
  - {option: prevention, outcome: members, year: 1, direction: lower}
"""


def a_study(worldview: Any = POOL, **changes: Any) -> Study:
    few: dict[str, Any] = {"options": ["status-quo", "prevention"], "members": 6, "years": 1}
    return load_study().with_changes(**(few | {"worldview": worldview} | changes))
