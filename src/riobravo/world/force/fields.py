"""What a world holds about force.

The nation in `world.force[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("capture_top", "removals/year", 0.0, "Leaders captured by force in this week, as a yearly rate."),
    Field("kill_top", "removals/year", 0.0, "Leaders killed by force in this week, as a yearly rate."),
    Field(
        "capture_middle",
        "removals/year",
        0.0,
        "Members of the middle layer captured by force in this week, as a yearly rate.",
    ),
    Field(
        "kill_middle",
        "removals/year",
        0.0,
        "Members of the middle layer killed by force in this week, as a yearly rate.",
    ),
    Field(
        "lab_damage", "share", 0.0, "Share of the capacity for synthesis that force destroys in this week."
    ),
    Field("sea_loss", "share", 0.0, "Share of the flow by sea that force destroys in this week."),
    Field("conflict_log", "log", 0.0, "Change of the log conflict rate from a campaign of force, decaying."),
    Field("income_loss", "share", 0.0, "Share of the income of armed groups that is blocked in this week."),
    Field("coordination_loss", "share", 0.0, "Loss of coordination of armed groups from disruption, 0 to 1."),
    Field("civilian_deaths", "people/week", 0.0, "Civilians killed by force in this week."),
    Field("us_deaths", "people/week", 0.0, "US soldiers killed in this week."),
    Field("us_deaths_total", "people", 0.0, "US soldiers killed since the start."),
    Field("mexican_deaths", "people/week", 0.0, "Mexican soldiers killed by foreign force in this week."),
    Field("unconsented", "share", 0.0, "Intensity of force without consent in this week, 0 to 1."),
    Field("consented", "share", 0.0, "Intensity of force with consent in this week, 0 to 1."),
    Field("joint_success", "events/week", 0.0, "Joint operations that reached their aim in this week."),
    Field("expected_success", "share", 0.5, "Success of force as the US public expects it."),
    Field("us_troops", "thousand soldiers", 0.0, "US soldiers in Mexico."),
    Field("war", "phase", 0.0, "0 none, 1 conventional phase, 2 occupation, 3 after withdrawal."),
    Field("weeks_of_presence", "weeks", 0.0, "Weeks that US soldiers have been in Mexico."),
    Field("imposed", "share", 0.0, "1 if a change of government has been imposed."),
    Field("civil_war", "share", 0.0, "1 while there is a civil war."),
    Field("retaliation", "events/week", 0.0, "Incidents of retaliation in this week."),
    Field("cost", "USD/week", 0.0, "Public cost of force to the United States in this week."),
)
LOCAL: tuple[Field, ...] = (
    Field("harm", "people/week", 0.0, "Civilians killed by force in a state in this week."),
    Field("occupied", "share", 0.0, "1 where foreign soldiers hold the state."),
)
