"""What a world holds about the means of armed groups.

The nation in `world.means[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("recruitment_factor", "1", 1.0, "Recruitment rate relative to the start, from support and money."),
    Field(
        "conflict_factor", "1", 1.0, "Conflict rate relative to the start, from firearms, scarcity and force."
    ),
    Field(
        "arrests_factor",
        "1",
        1.0,
        "Arrests relative to the start, from state capacity, cooperation and capability of groups.",
    ),
    Field("firearms", "1", 1.0, "Firearms held by armed groups, relative to the start."),
    Field(
        "capability",
        "1",
        1.0,
        "Capability of armed groups (drones, training, deserters), relative to the start.",
    ),
    Field("infiltration", "1", 1.0, "Infiltration of officials, relative to the start."),
    Field(
        "support",
        "1",
        1.0,
        "Local support for armed groups as recruitment feels it, national mean, relative to the start.",
    ),
    Field("income", "1", 1.0, "Income of armed groups from all sources, relative to the start."),
    Field("patience", "share", 0.0, "Share of activity that groups suspend to wait a campaign out."),
    Field("smuggling_demand", "1", 1.0, "People who pay smugglers to go north, relative to the start."),
)
LOCAL: tuple[Field, ...] = (
    Field("lethality", "1", 1.0, "Deadliness of conflict from firearms in a state, relative to the start."),
    Field("appeal", "1", 1.0, "Local support for armed groups in a state, relative to the start."),
    Field("extortion", "1", 1.0, "Extortion and other predation in a state, relative to the start."),
)
