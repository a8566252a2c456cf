"""What a world holds about drug markets.

The nation in `world.drugs[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("capacity", "1", 1.0, "Capacity to make synthetic drugs in Mexico, relative to the start."),
    Field("revenue", "1", 1.0, "Revenue of armed groups from drugs, relative to the start."),
    Field(
        "scarcity",
        "log",
        0.0,
        "Shortfall of drugs that pass through Mexico, log of normal over present quantity.",
    ),
    Field(
        "price_fentanyl",
        "1",
        1.0,
        "Retail price of illegal opioids in the United States, relative to the start.",
    ),
    Field("availability", "1", 1.0, "Fentanyl that reaches users, relative to the start."),
    Field(
        "deaths",
        "1",
        1.0,
        "US overdose deaths of recent weeks as the public sees them, relative to the start.",
    ),
)
LOCAL: tuple[Field, ...] = ()
