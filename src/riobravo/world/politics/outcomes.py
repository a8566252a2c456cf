"""What is recorded of both governments and publics."""

from __future__ import annotations

from typing import Literal

from riobravo.world.outcome import Outcome


def _stock(
    name: str,
    title: str,
    unit: str,
    better: Literal["lower", "higher", "neither"],
    description: str,
    needs: str | None,
) -> Outcome:
    return Outcome(name, title, unit, "stock", better, description, needs=needs)


NATIONAL: tuple[Outcome, ...] = (
    _stock(
        "mexican_approval",
        "Approval of the Mexican executive",
        "percent",
        "neither",
        "Adults in Mexico who approve of their executive.",
        "P1",
    ),
    _stock(
        "view_of_us",
        "Mexican view of the United States",
        "percent",
        "higher",
        "Adults in Mexico with a favourable view of the United States.",
        "P1",
    ),
    _stock(
        "mexican_support_for_force",
        "Mexican support for US force",
        "percent",
        "neither",
        "Adults in Mexico who support US forces acting against armed groups in Mexico.",
        "P1",
    ),
    _stock(
        "cooperation",
        "Cooperation between both governments",
        "percent",
        "higher",
        "Index of how far both governments work together; about 50 at the start, 100 at most.",
        "P2",
    ),
    _stock(
        "bilateral_relations",
        "Bilateral relations",
        "percent",
        "higher",
        "Mean of cooperation, the Mexican view of the United States, and distance from occupation.",
        "P2",
    ),
    _stock(
        "state_capacity",
        "State capacity in Mexico",
        "percent of the start",
        "higher",
        "What police, courts and services can do, relative to the start.",
        "P3",
    ),
    _stock(
        "us_approval",
        "Approval of the US executive",
        "percent",
        "neither",
        "Adults in the United States who approve of their executive.",
        "P4",
    ),
    _stock(
        "us_support_for_force",
        "US support for force in Mexico",
        "percent",
        "neither",
        "US adults who support force in Mexico of the kind in use; with permission where none is in use.",
        "P4",
    ),
    _stock(
        "us_support_without_permission",
        "US support for force without permission",
        "percent",
        "neither",
        "US adults who support or would support force in Mexico without its permission.",
        "P4",
    ),
    _stock(
        "us_concern",
        "US concern about drugs and the border",
        "percent of the start",
        "lower",
        "Concern of the US public about drugs, migration and incidents, relative to the start.",
        "P4",
    ),
    Outcome(
        "concessions",
        "Concessions",
        "events/year",
        "flow",
        "neither",
        "Concessions to demands of the United States, under pressure or in the usual course.",
        needs="P6",
    ),
    Outcome(
        "additional_concessions",
        "Additional concessions",
        "events/year",
        "flow",
        "neither",
        "Concessions under pressure that would not have come anyway.",
        needs="P6",
    ),
    _stock(
        "concessions_in_force",
        "Compliance in force",
        "percent",
        "neither",
        "Compliance with demands that pressure brought and that still lasts.",
        "P6",
    ),
    _stock(
        "threat_in_force",
        "Threat in force",
        "percent",
        "lower",
        "Strength of a threat of force or of trade measures that stands.",
        "P6",
    ),
    _stock(
        "threat_credibility",
        "Credibility of threats",
        "percent of the start",
        "neither",
        "How far threats are believed, relative to the start.",
        "P6",
    ),
    _stock(
        "rung",
        "Rung of the ladder",
        "rung",
        "lower",
        "Highest rung of measures in force: 0 cooperation to 8 occupation.",
        "P7",
    ),
    _stock(
        "strike_hazard",
        "Propensity for strikes",
        "per year",
        "lower",
        "Propensity of the United States to begin strikes without consent; a propensity, not a forecast.",
        None,
    ),
    _stock(
        "invasion_hazard",
        "Propensity for an invasion",
        "per year",
        "lower",
        "Propensity of the United States to begin an invasion; a propensity, not a forecast.",
        None,
    ),
)
BY_STATE: tuple[Outcome, ...] = ()
