"""What a world holds about both governments and publics.

The nation in `world.politics[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

# Ways of pressing a demand: a threat of force, a threat of trade measures, both as they are carried out.
DISPUTES = ("ultimatum", "linkage", "sanction", "attack")
ULTIMATUM, LINKAGE, SANCTION, ATTACK = range(len(DISPUTES))

FIELDS: tuple[Field, ...] = (
    # Cooperation and the state, P2 and P3
    Field("cooperation", "share", 0.5, "Cooperation between both governments, 0 to 1."),
    Field("cooperation_start", "share", 0.5, "Cooperation at the start."),
    Field("joint_credit", "events", 0.0, "Joint operations that succeeded and are remembered, fading."),
    Field(
        "intelligence",
        "1",
        1.0,
        "Quality of intelligence on groups, leaders and laboratories, relative to the start.",
    ),
    Field("capacity", "1", 1.0, "State capacity in Mexico, relative to the start."),
    Field("violence", "1", 1.0, "Homicides of about the last year, relative to the start."),
    Field("displaced_start", "people", 0.0, "People displaced inside Mexico at the start; 0 if not known."),
    # The Mexican public, P1
    Field("approval", "share", 0.7, "Mexicans who approve of their executive."),
    Field("approval_start", "share", 0.7, "The same at the start."),
    Field("rally", "points", 0.0, "Approval gained since outside pressure began, fading."),
    Field("provocation", "share", 0.0, "Strongest outside pressure that the public has answered so far."),
    Field("menace", "1", 0.0, "Strongest threat or force that the public remembers, in whole threats."),
    Field("view_of_us", "share", 0.61, "Mexicans with a favourable view of the United States."),
    Field("view_start", "share", 0.61, "The same at the start."),
    Field("support_for_force_mexico", "share", 0.37, "Mexicans who support US force in Mexico."),
    Field("force_support_start", "share", 0.37, "The same at the start."),
    # The US public, P4
    Field("us_support", "share", 0.52, "US adults who support force in Mexico, of the kind in use."),
    Field("us_support_without", "share", 0.3, "US adults who support such force without permission."),
    Field("us_approval", "share", 0.45, "US adults who approve of their executive."),
    Field("us_approval_start", "share", 0.45, "The same at the start."),
    Field("us_rally", "points", 0.0, "Approval of the US executive gained from a use of force, fading."),
    Field("us_attention", "share", 0.0, "Strongest use of force that the US public has answered so far."),
    Field("war_weariness", "points", 0.0, "US support lost to deaths, cost, duration and doubt."),
    Field(
        "us_concern",
        "1",
        1.0,
        "Concern of the US public about drugs, migration and the border, relative to the start.",
    ),
    Field("encounters_start", "people/week", 0.0, "Encounters at the border at the start; 0 if not known."),
    Field("incidents", "events", 0.0, "Incidents of retaliation on US soil that are remembered, fading."),
    # Bargaining, P6
    Field("threat", "share", 0.0, "Strength of a threat in force, 0 to 1."),
    Field("credibility", "1", 1.0, "How far threats are believed, relative to the start."),
    Field("audience_loss", "points", 0.0, "Approval of the US executive lost to empty threats, fading."),
    Field("demand", "kind", 0.0, "What was last demanded, as the lever of that name counts it."),
    Field("conceded", "share", 0.0, "Compliance with demands that is in force, 0 to 1."),
    Field(
        "concession",
        "share",
        0.0,
        "Compliance with demands in force beyond what would have come anyway, 0 to 1.",
    ),
    Field("concession_migration", "share", 0.0, "The part of it that concerns the control of migration."),
    Field("defiance", "share", 0.0, "Open defiance that is in force, 0 to 1."),
    # Escalation, P5 and P7
    Field("frustration", "share", 0.0, "Pressure in recent months that brought no compliance, 0 to 1."),
    Field("strike_hazard", "1/year", 0.0, "Propensity for strikes without consent, per year."),
    Field("invasion_hazard", "1/year", 0.0, "Propensity for an invasion, per year."),
    Field("decided_strikes", "strikes/year", 0.0, "Strikes without consent that the US executive ordered."),
    Field("decided_raids", "raids/year", 0.0, "Raids without consent that the US executive ordered."),
    Field(
        "decided_invasion",
        "thousand soldiers",
        0.0,
        "Size of an invasion that the US executive ordered for this step; 0 in all other steps.",
    ),
    Field("invaded", "share", 0.0, "1 once the US executive has ordered an invasion."),
    Field("campaign_weeks", "weeks", 0.0, "Weeks of strikes and raids without consent in a row."),
    Field("rung", "rung", 0.0, "Rung of the ladder of escalation, 0 to 8."),
)
DISPUTE: tuple[Field, ...] = (
    Field("opened", "episodes", 0.0, "Disputes of this kind so far."),
    Field("age", "weeks", -1.0, "Weeks since the present one began; -1 if there is none."),
    Field(
        "phase", "phase", 0.0, "0 none, 1 waits for an answer, 2 refused and upheld, 3 answered and settled."
    ),
)
LOCAL: tuple[Field, ...] = ()
