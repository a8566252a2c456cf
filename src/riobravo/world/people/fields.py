"""What a world holds about people who move or are exposed.

The nation in `world.people[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("displaced", "people", 0.0, "People displaced inside Mexico at present."),
    Field("newly_displaced", "people/week", 0.0, "People displaced in this week."),
    Field("displaced_by_force", "people/week", 0.0, "Those of them displaced by force or occupation."),
    Field("newly_displaced_start", "people/week", 0.0, "People displaced in a week at the start."),
    Field("encounters", "people/week", 30_000.0, "Encounters at the border in this week."),
    Field("start_from_mexico", "people/week", 10_000.0, "Encounters with Mexican nationals at the start."),
    Field("start_from_elsewhere", "people/week", 20_000.0, "Encounters with other nationals at the start."),
    Field("migration", "1", 1.0, "Migration north through and from Mexico, relative to the start."),
    Field("network_mexico", "log", 0.0, "Networks of migrants from Mexico, relative to the start."),
    Field("network_elsewhere", "log", 0.0, "Networks of migrants from elsewhere, relative to the start."),
    Field(
        "enforcement", "1", 0.0, "Enforcement against migration beyond the start, 1 for full joint effort."
    ),
    Field("encounter_shock", "log", 0.0, "Passing shock to encounters that has no cause in the model."),
    Field(
        "exposed_harmed",
        "people/week",
        0.0,
        "US citizens and residents of the border harmed in incidents in this week.",
    ),
)
LOCAL: tuple[Field, ...] = (
    Field("displaced_here", "people", 0.0, "People displaced in a state."),
    Field("displaced_start", "people", 0.0, "The same at the start."),
    Field("population", "people", 4_060_000.0, "People who live in a state at the start."),
)
