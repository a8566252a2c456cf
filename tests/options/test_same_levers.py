"""The levers of the eight options of the shipped study, recorded to the last bit."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from riobravo.options.catalogue import load_catalogue
from riobravo.options.schedule import lever_table, parameters_of
from riobravo.study import load_study
from riobravo.world.levers import LEVERS

LEVERS_THEN = (
    "arrests",
    "recruitment",
    "conflict",
    "capture_top",
    "kill_top",
    "capture_middle",
    "kill_middle",
    "remove_largest",
)
RECORDED = {
    "status-quo": "57955ce0dd76c6188901d42c2b17fd7f64c0d3317aa5a7ce0923d9f17953f726",
    "arrests-doubled": "9c72d31271a8fbb590a6a4a1b5a24f8141a4c4314b208bf85ec01d1b5ea8cb81",
    "recruitment-halved": "576029e4b0042e8aa78e362733e58637d9dac5a78a072ec8af83a847f5b7e4d9",
    "prevention": "9f9606a19a67383c0b9f394e0b8ec653ed77611db6cf429bdfe79c530f03b509",
    "kingpin-capture": "66196a78ca188a5119decb6244c1049b3e734201ceffa27cc5358f3b7111665a",
    "kingpin-kill": "00b32a2eb50e98c8e29a2881ee9241b036facadec8cb50ca861848ae9174ec03",
    "remove-largest-leader": "351cbba669878070bd1ab1819540940faaf1f786f2fdf8a37e242c97ceee671b",
    "de-escalation": "8a4baebc259deb3b7ccf92648795e4db7c01c2ad0455a24fc00119571f9ab4fd",
}


@pytest.mark.parametrize(("name", "recorded"), RECORDED.items())
def test_the_levers_of_the_first_options_have_not_moved(name: str, recorded: str) -> None:
    option = load_catalogue()[name]
    generator = np.random.default_rng(20260101)
    draws = {parameter: generator.random(7) for parameter in sorted(parameters_of(option))}
    table = lever_table(option, load_study(), 260, draws, 7)
    columns = [[lever.name for lever in LEVERS].index(lever) for lever in LEVERS_THEN]
    found = np.ascontiguousarray(table[:, :, columns]).astype("<f8")
    assert hashlib.sha256(found.tobytes()).hexdigest() == recorded
