"""What a world holds about the means of armed groups.

The nation in `world.means[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("recruitment_factor", "1", 1.0, "Recruitment rate relative to the start, from pay and legal work."),
    Field("conflict_factor", "1", 1.0, "Conflict rate relative to the start, from scarcity and force."),
    Field(
        "arrests_factor",
        "1",
        1.0,
        "Arrests relative to the start, from state capacity, cooperation and capability of groups.",
    ),
    Field("firearms", "1", 1.0, "Firearms held by armed groups, relative to the start."),
    Field("firearms_held", "firearms", 0.0, "Firearms held by armed groups."),
    Field("firearms_start", "firearms", 1.0, "Firearms held by armed groups at the start."),
    Field("firearms_wear", "1/week", 0.0, "Share of the firearms held that wears out or is lost in a week."),
    Field("firearms_seizure", "1/week", 0.0, "Share of the firearms held that is seized in a week."),
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
    Field("drug_income", "million USD/year", 0.0, "Income from drugs."),
    Field("extortion_income", "million USD/year", 0.0, "Income from extortion."),
    Field("fuel_theft_income", "million USD/year", 0.0, "Income from stolen fuel."),
    Field("smuggling_income", "million USD/year", 0.0, "Income from people who pass north."),
    Field("income_start", "million USD/year", 1.0, "Income from all sources at the start."),
    Field("predation", "1", 1.0, "Extortion and fuel theft of the nation, relative to the start."),
    Field("smuggling_volume", "1", 0.15, "People who pass north at the start, relative to 2021 and 2022."),
    Field("patience", "share", 0.0, "Share of activity that groups suspend to wait a campaign out."),
    Field("waited", "weeks", 0.0, "Weeks of full campaign that groups have waited out so far."),
    Field("smuggling_demand", "1", 1.0, "People who pay smugglers to go north, relative to the start."),
    Field("first_family", "place", 0.0, "Place of the group that was largest at the start."),
    Field("second_family", "place", 0.0, "Place of the group that was second at the start."),
    Field("third_family", "place", 0.0, "Place of the group that was third at the start."),
)
LOCAL: tuple[Field, ...] = (
    Field("lethality", "1", 1.0, "Deadliness of violence from firearms in a state, relative to the start."),
    Field(
        "rivalry", "1", 1.0, "Conflict in a state from scarcity beyond the nation's, relative to the start."
    ),
    Field("appeal", "1", 1.0, "Local support for armed groups in a state, relative to the start."),
    Field("extortion", "1", 1.0, "Extortion and other predation in a state, relative to the start."),
    Field("extortion_level", "victims/week", 6.5, "Recorded victims of extortion at the start."),
    Field("standing", "log", 0.0, "Log support that services, predation and violence have built."),
    Field("grievance", "log", 0.0, "Log support from harm to civilians by outside forces, fading."),
    Field("violence", "victims/week", 0.0, "Conflict deaths of recent months."),
    Field("violence_start", "victims/week", 0.0, "Conflict deaths expected at the start."),
    Field("missing_level", "people/week", 0.0, "Missing persons at the start beyond hidden conflict deaths."),
)
