"""What is recorded of the region."""

from __future__ import annotations

from riobravo.world.outcome import Outcome

NATIONAL: tuple[Outcome, ...] = (
    Outcome(
        "regional_favourability",
        "Favourable views of the United States in the region",
        "% of adults",
        "stock",
        "neither",
        "Adults in Latin America outside Mexico with a favourable view of the United States.",
        needs="R1",
    ),
    Outcome(
        "favourability_aligned",
        "Favourable views where governments are aligned",
        "% of adults",
        "stock",
        "neither",
        "The same where governments are aligned with the United States.",
        needs="R1",
    ),
    Outcome(
        "favourability_other",
        "Favourable views where governments are not aligned",
        "% of adults",
        "stock",
        "neither",
        "The same where governments are not aligned with the United States.",
        needs="R1",
    ),
    Outcome(
        "regional_alignment",
        "Alignment of the region",
        "1",
        "stock",
        "neither",
        "Alignment of the region with the United States, relative to the start.",
        needs="R1",
    ),
    Outcome(
        "china_trade_share",
        "China's share of the region's exports",
        "%",
        "stock",
        "neither",
        "China's share in the exports of Latin America outside Mexico.",
        needs="R1",
    ),
    Outcome(
        "next_target_hazard",
        "Hazard of force elsewhere",
        "1",
        "stock",
        "neither",
        "Hazard that force is used elsewhere in the region, relative to the start.",
        needs="R2",
    ),
    Outcome(
        "next_target_aligned",
        "Hazard of force against aligned countries",
        "1",
        "stock",
        "neither",
        "The same for countries with aligned governments, relative to theirs at the start.",
        needs="R2",
    ),
    Outcome(
        "next_target_other",
        "Hazard of force against other countries",
        "1",
        "stock",
        "neither",
        "The same for other countries, relative to theirs at the start.",
        needs="R2",
    ),
)
BY_STATE: tuple[Outcome, ...] = ()
