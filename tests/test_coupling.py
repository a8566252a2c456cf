"""The coupling is read from the source: accesses, paths and the picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from riobravo.coupling.effects import Edge, couplings, edges, find_path, mechanism_access
from riobravo.coupling.picture import draw_graph
from riobravo.evidence.loading import load_ledger
from riobravo.world.levers import LEVERS
from riobravo.world.mechanism import Mechanism, Shock
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.state import SETS, TABLES

LOOPS = {
    "force, opinion, cooperation, intelligence, effectiveness": ("F1", "P1", "P2", "F1"),
    "raids do the same": ("F2", "P1", "P2", "F2"),
    "leader removal, conflict, homicides, displacement, migration, US opinion": (
        "G5",
        "G3",
        "G12",
        "H1",
        "H2",
        "P4",
    ),
    "US opinion, decision, force": ("P4", "P5", "F1"),
    "strikes, capacity, price and revenue, recruitment": ("F1", "D1", "D2", "G10", "G1"),
    "tariffs, jobs, recruitment": ("E1", "E3", "G10", "G1"),
    "threats, answer, next rung": ("P6", "P5", "P7"),
    "overdose deaths, US concern, decision": ("D4", "P4", "P5"),
    "money, infiltration, state capacity, arrests": ("G10", "G11", "P3", "G2"),
    "violence, state capacity": ("G12", "P3"),
    "designation, dealers, firearms, conflict": ("E5", "G7", "G3"),
    "force, support, recruitment": ("F1", "G9", "G1"),
}


@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS)
def test_the_named_chains_exist(loop: tuple[str, ...]) -> None:
    assert find_path(*loop) == loop


def test_a_chain_that_does_not_exist_is_not_found() -> None:
    assert find_path("R2", "G4") is None
    assert find_path("H3", "D1", at_most=2) is None


def test_every_name_that_is_read_or_written_exists() -> None:
    fields = {f"{table}.{field.name}" for table, found in TABLES.items() for field in found}
    fields |= {f"{name}.{field.name}" for name, (found, _) in SETS.items() for field in found}
    levers = {lever.name for lever in LEVERS}
    outcomes = {one.name for one in (*NATIONAL, *BY_STATE)}
    ledger = set(load_ledger())
    for name, touched in couplings().items():
        dotted = {one for one in touched.reads | touched.writes if "." in one}
        assert dotted <= fields, name
        assert touched.levers <= levers, name
        assert touched.outcomes <= outcomes, name
        assert touched.parameters <= ledger, name


def test_every_mechanism_writes_something_and_stands_in_the_graph() -> None:
    for mechanism in MECHANISMS:
        assert couplings()[mechanism.id].writes, mechanism.id
    reached = {edge.source for edge in edges()} | {edge.target for edge in edges()}
    assert reached == {mechanism.id for mechanism in MECHANISMS}


def test_what_is_only_added_to_is_not_read() -> None:
    strikes = couplings()["F1"]
    assert "force.civilian_deaths" in strikes.writes - strikes.reads


def test_the_account_of_members_belongs_to_the_flows_that_feed_it() -> None:
    for name, flow in (("G1", "recruits"), ("G2", "arrested"), ("G3", "killed"), ("G4", "left")):
        touched = couplings()[name]
        assert {flow, "members"} <= touched.writes
        assert {"G1": "recruits", "G2": "arrests", "G3": "group_deaths", "G4": "exits"}[
            name
        ] in touched.outcomes


def test_what_a_call_or_a_row_fills_is_written() -> None:
    territory = couplings()["G6"]
    assert {"crowd", "fall", "presence"} <= territory.writes  # by a call, by both, and by rows
    assert "members" not in territory.writes
    assert "G9" in {edge.target for edge in edges() if edge.source == "G6" and "presence" in edge.through}


def test_working_space_makes_no_effects() -> None:
    # Only conflict sets and reads the heat of states; whoever borrowed its array would seem to act on it.
    assert not {edge.source for edge in edges() if "heat" in edge.through}


def test_known_reads_of_one_mechanism() -> None:
    arrests = next(one for one in MECHANISMS if one.id == "G2")
    touched = mechanism_access(arrests)
    assert "arrests" in touched.levers
    assert "arrests_per_week" in touched.parameters
    assert {"means.arrests_factor", "members"} <= touched.reads


def test_the_picture_shows_every_mechanism_and_every_effect() -> None:
    root = ElementTree.fromstring(draw_graph())
    space = "{http://www.w3.org/2000/svg}"
    text = " ".join("".join(node.itertext()) for node in root.iter(f"{space}text"))
    for mechanism in MECHANISMS:
        assert re.search(rf"\b{mechanism.id}\b", text)
    assert len(list(root.iter(f"{space}path"))) == len(edges())
    assert len(draw_graph()) < 100_000


def test_text_in_the_picture_cannot_become_markup() -> None:
    evil = Mechanism("X1", "x", "<script>", "groups", "groups/exit.py", "", "", Shock("", {}, ()))
    other = Mechanism("X2", "y", "other", "drugs", "groups/exit.py", "", "", Shock("", {}, ()))
    drawn = draw_graph((evil, other), (Edge("X1", "X2", ("<b>",)),))
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    ElementTree.fromstring(drawn)
