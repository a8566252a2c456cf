"""What a world holds about the region.

The nation in `world.region[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("favourability", "share", 0.55, "Favourable views of the United States in the region."),
    Field("view_aligned", "points", 0.0, "Change of views where governments are aligned with Washington."),
    Field("view_other", "points", 0.0, "Change of views where governments are not aligned."),
    Field("alignment", "1", 1.0, "Alignment of the region with the United States, relative to the start."),
    Field("china_share", "share", 0.209, "Share of China in the exports of the region."),
    Field("years", "years", 0.0, "Time since the start."),
    Field(
        "next_target", "1", 1.0, "Hazard that force is used elsewhere in the region, relative to the start."
    ),
    Field("target_aligned", "1", 1.0, "The same for countries with aligned governments."),
    Field("target_other", "1", 1.0, "The same for countries with other governments."),
    Field("precedent", "share", 0.0, "Force used in Mexico, as far as it is remembered, 0 to 1."),
)
LOCAL: tuple[Field, ...] = ()
