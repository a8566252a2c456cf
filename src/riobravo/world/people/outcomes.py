"""What is recorded of people who move or are exposed."""

from __future__ import annotations

from riobravo.world.outcome import Outcome

NATIONAL: tuple[Outcome, ...] = (
    Outcome(
        "displaced_people",
        "Displaced people",
        "people",
        "stock",
        "lower",
        "People displaced inside Mexico by violence or force who have not returned.",
        needs="H1",
    ),
    Outcome(
        "newly_displaced",
        "Newly displaced people",
        "people/year",
        "flow",
        "lower",
        "People who are displaced inside Mexico by violence or force.",
        needs="H1",
    ),
    Outcome(
        "returned_people",
        "Displaced people who return",
        "people/year",
        "flow",
        "higher",
        "Displaced people who return or settle for good.",
        needs="H1",
    ),
    Outcome(
        "encounters",
        "Encounters at the border",
        "encounters/year",
        "flow",
        "neither",
        "Encounters of the Border Patrol at the south-western border; repeats count again.",
        needs="H2",
    ),
    Outcome(
        "encounters_mexican",
        "Encounters with Mexican nationals",
        "encounters/year",
        "flow",
        "neither",
        "Those of them with nationals of Mexico.",
        needs="H2",
    ),
    Outcome(
        "migration_north",
        "Migration north",
        "1",
        "stock",
        "neither",
        "Migration through and from Mexico relative to the start, without passing shocks.",
        needs="H2",
    ),
    Outcome(
        "exposed_people_harmed",
        "Exposed people harmed",
        "people/year",
        "flow",
        "lower",
        "US citizens in Mexico and residents of the border killed, hurt or abducted, as an expectation.",
        needs="H3",
    ),
)
BY_STATE: tuple[Outcome, ...] = (
    Outcome(
        "state_displaced",
        "Displaced people by state",
        "people",
        "stock",
        "lower",
        "Displaced people who stay in the state.",
        needs="H1",
    ),
    Outcome(
        "state_newly_displaced",
        "Newly displaced people by state",
        "people/year",
        "flow",
        "lower",
        "People who leave their home in the state.",
        needs="H1",
    ),
)
