"""What a world holds about both economies.

The nation in `world.economy[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("trade", "1", 1.0, "Trade between both countries in goods, relative to the start without growth."),
    Field("mexican_output", "1", 1.0, "Mexican output, relative to the path without options."),
    Field("us_output", "1", 1.0, "US output, relative to the path without options."),
    Field("jobs", "1", 1.0, "Legal jobs in Mexico, relative to the path without options."),
    Field("wage", "1", 1.0, "Legal wage where groups recruit, relative to the start, with programmes."),
    Field("investment", "1", 1.0, "Investment in Mexico, relative to the path without options."),
    Field("remittances", "1", 1.0, "Remittances to Mexico, relative to the start."),
    Field("friction", "hours", 0.0, "Wait of legal goods at the border beyond the start."),
    Field("us_prices", "1", 1.0, "US consumer prices, relative to the path without options."),
    Field("agreement", "status", 0.0, "Trade agreement: 0 in force, 1 worse terms, 2 ended."),
    Field("chill", "share", 0.0, "Legal chill of designations on banks, charities and dealers, 0 to 1."),
    Field(
        "dealer_compliance",
        "share",
        0.0,
        "Fall of sales by firearms dealers out of fear of prosecution, 0 to 1.",
    ),
)
LOCAL: tuple[Field, ...] = (
    Field("jobs_local", "1", 1.0, "Legal jobs in a state, relative to the path without options."),
)
