"""What a world holds about the region.

The nation in `world.region[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    Field("favourability", "share", 0.55, "Favourable views of the United States in the region."),
    Field("alignment", "1", 1.0, "Alignment of the region with the United States, relative to the start."),
    Field("china_share", "share", 0.21, "Share of China in the exports of the region."),
)
LOCAL: tuple[Field, ...] = ()
