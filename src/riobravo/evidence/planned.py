"""Mechanisms that are named but not simulated yet: their titles, and the folders of their entries."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from riobravo.world.mechanisms import MECHANISMS

PLANNED: Final = "planned"
WORDS: Final = "prepared: no mechanism reads it yet"
TABLES: Final = {
    "G": "groups",
    "D": "drugs",
    "P": "politics",
    "F": "force",
    "E": "economy",
    "H": "people",
    "R": "region",
}


@cache
def mechanism_titles() -> dict[str, str]:
    """Return what every mechanism of the system is called, simulated ones first, by id."""
    from riobravo.options.instruments import load_registry

    simulated = {mechanism.id: mechanism.name.replace("_", " ") for mechanism in MECHANISMS}
    return simulated | {
        name: title for name, title in load_registry().mechanisms.items() if name not in simulated
    }


@cache
def mechanism_folders() -> dict[str, str]:
    """Return the folder that holds the entries of each mechanism, such as `local_support_and_harm`."""
    return {
        name: re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
        for name, title in mechanism_titles().items()
    }
