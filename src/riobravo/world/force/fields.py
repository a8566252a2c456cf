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
    Field("lab_damage", "share", 0.0, "Share of the capacity for synthesis that force destroys in a step."),
    Field("sea_loss", "share", 0.0, "Share of the flow by sea that force destroys while it acts."),
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
    Field("retaliation", "events/week", 0.0, "Incidents of retaliation for foreign force in this week."),
    Field("cost", "USD/week", 0.0, "Public cost of force to the United States in this week."),
    Field("pressure", "operations/year", 0.0, "Strikes and raids of this week, as a yearly rate."),
    Field("supported", "operations/year", 0.0, "Those of them with consent and under surveillance."),
    Field("hits", "removals/year", 0.0, "Leaders killed by strikes in this week, as a yearly rate."),
    Field("pressure_felt", "operations/year", 0.0, "Pressure of recent weeks, as groups remember it."),
    Field("supported_felt", "operations/year", 0.0, "Supported pressure of recent weeks."),
    Field("hits_felt", "removals/year", 0.0, "Hits of recent weeks."),
    Field("cyber_adaptation", "share", 0.0, "How far groups have adapted to cyber disruption, 0 to 1."),
    Field("money_adaptation", "share", 0.0, "How far groups have adapted to blocked accounts, 0 to 1."),
    Field("invaded", "share", 0.0, "1 after an invasion."),
    Field("conventional_left", "weeks", 0.0, "Weeks that are left of the conventional phase."),
    Field("conventional_weeks", "weeks", 0.0, "Weeks of conventional fighting so far."),
    Field("resistance_weeks", "weeks", 0.0, "Weeks of organised resistance so far, of any kind."),
    Field("weeks_after_war", "weeks", 0.0, "Weeks since the conventional phase or an occupation began."),
    Field("weeks_held", "weeks", 0.0, "Weeks that the present occupation has lasted."),
    Field("insurgency", "share", 0.0, "1 while an insurgency fights the foreign soldiers."),
    Field("alignment", "share", 0.0, "Share of Mexican soldiers who fight on the side of armed groups."),
    Field("force_aim", "result", 0.0, "Aim of brute force: 0 open, 1 reached, -1 given up."),
    Field("compliance_aim", "result", 0.0, "Aim that needs compliance: 0 open, 1 reached, -1 given up."),
    Field("provocation", "operations", 0.0, "Operations that armed groups still answer, fading."),
    Field("violence_now", "victims/week", 0.0, "Homicides of recent weeks, as the public follows them."),
    Field("violence_before", "victims/week", 0.0, "Homicides before force was used."),
    Field("baseline_success", "share", 0.5, "Success of force that is expected while none is used."),
)
LOCAL: tuple[Field, ...] = (
    Field("harm", "people/week", 0.0, "Civilians killed by force in a state in this week."),
    Field("occupied", "share", 0.0, "1 where foreign soldiers hold the state."),
    Field("inhabitants", "million people", 4.05, "Inhabitants of a state."),
)
