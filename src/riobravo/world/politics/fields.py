"""What a world holds about both governments and publics.

The nation in `world.politics[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("cooperation", "share", 0.5, "Cooperation between both governments, 0 to 1."),
    Field("cooperation_start", "share", 0.5, "Cooperation at the start."),
    Field(
        "intelligence",
        "1",
        1.0,
        "Quality of intelligence on groups, leaders and laboratories, relative to the start.",
    ),
    Field("capacity", "1", 1.0, "State capacity in Mexico, relative to the start."),
    Field("approval", "share", 0.6, "Mexicans who approve of their executive."),
    Field("view_of_us", "share", 0.6, "Mexicans with a favourable view of the United States."),
    Field("support_for_force_mexico", "share", 0.3, "Mexicans who support US force in Mexico."),
    Field("us_support", "share", 0.4, "US adults who support force in Mexico."),
    Field("us_approval", "share", 0.45, "US adults who approve of their executive."),
    Field(
        "us_concern",
        "1",
        1.0,
        "Concern of the US public about drugs, migration and the border, relative to the start.",
    ),
    Field("rung", "rung", 0.0, "Rung of the ladder of escalation, 0 to 8."),
    Field("threat", "share", 0.0, "Strength of a threat in force, 0 to 1."),
    Field("concession", "share", 0.0, "Compliance with demands that is in force, 0 to 1."),
    Field("defiance", "share", 0.0, "Open defiance that is in force, 0 to 1."),
    Field("decided_strikes", "strikes/year", 0.0, "Strikes that the US executive has decided on itself."),
    Field("decided_raids", "raids/year", 0.0, "Raids that the US executive has decided on itself."),
    Field(
        "decided_invasion",
        "thousand soldiers",
        0.0,
        "In this week an invasion by so many begins, by decision of the US executive.",
    ),
)
LOCAL: tuple[Field, ...] = ()
