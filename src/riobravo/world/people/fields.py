"""What a world holds about people who move or are exposed.

The nation in `world.people[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("displaced", "people", 0.0, "People displaced inside Mexico at present."),
    Field("encounters", "people/week", 0.0, "Encounters at the border in this week."),
    Field("migration", "1", 1.0, "Migration north through and from Mexico, relative to the start."),
    Field(
        "exposed_harmed",
        "people/week",
        0.0,
        "US citizens and residents of the border harmed in incidents in this week.",
    ),
)
LOCAL: tuple[Field, ...] = (Field("displaced_here", "people", 0.0, "People displaced in a state."),)
