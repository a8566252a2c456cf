"""A made-up result with the shape and the scale of a real one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr

from riobravo.credibility.preregistration import load_registration
from riobravo.credibility.validation import kept_result
from riobravo.report import Material

STUDY = """\
title: Eight options compared
seed: 2026
members: 1000
years: 5
start: 2026-01
options:
  - status-quo
  - arrests-doubled
  - recruitment-halved
"""

# Option id, title, one sentence, yearly change of members, share of homicides moved by year five.
OPTIONS = (
    ("status-quo", "Status quo", "Arrests, recruitment and removals go on as before.", 0, 0),
    (
        "arrests-doubled",
        "Arrests doubled",
        "Twice as many members of armed groups are arrested each week.",
        -5000,
        -0.045,
    ),
    (
        "recruitment-halved",
        "Recruitment halved over two years",
        "Prevention halves the rate at which groups recruit, phased in over two years.",
        -8000,
        -0.09,
    ),
    (
        "leaders-captured",
        "Leaders of the largest groups captured",
        "Six more leaders at the top of the largest groups are captured each year.",
        -400,
        0.004,
    ),
    (
        "leaders-killed",
        "Leaders of the largest groups killed",
        "Six more leaders at the top of the largest groups are killed each year.",
        -300,
        0.05,
    ),
    (
        "middle-captured",
        "Middle layer captured",
        "Twelve more lieutenants and accountants are captured each year.",
        -900,
        -0.012,
    ),
    (
        "truce-brokered",
        "Conflict between groups cut by a quarter",
        "Mediation and deployment lower the rate of fighting between groups by a quarter.",
        2500,
        -0.02,
    ),
    (
        "combined",
        "Prevention and arrests combined",
        "Recruitment falls by a quarter while arrests rise by half.",
        -7000,
        -0.07,
    ),
)

NAMES = (
    "Aguascalientes",
    "Baja California",
    "Baja California Sur",
    "Campeche",
    "Coahuila",
    "Colima",
    "Chiapas",
    "Chihuahua",
    "Ciudad de México",
    "Durango",
    "Guanajuato",
    "Guerrero",
    "Hidalgo",
    "Jalisco",
    "México",
    "Michoacán",
    "Morelos",
    "Nayarit",
    "Nuevo León",
    "Oaxaca",
    "Puebla",
    "Querétaro",
    "Quintana Roo",
    "San Luis Potosí",
    "Sinaloa",
    "Sonora",
    "Tabasco",
    "Tamaulipas",
    "Tlaxcala",
    "Veracruz",
    "Yucatán",
    "Zacatecas",
)

HISTORY = tuple(
    (year + 0.5, value)
    for year, value in enumerate((20762, 24559, 32079, 36685, 36661, 36773, 35700, 33291, 32253), start=2015)
)


def synthetic_result(
    options: int = 8, members: int = 200, years: int = 5, seed: int = 7, start: str = "2026-01"
) -> xr.Dataset:
    """Make a result: options from the list above, members, years after the start."""
    generator = np.random.default_rng(seed)
    chosen = OPTIONS[:options]
    quarters = np.round(np.arange(-7, 4 * years + 1) * 0.25, 2)
    elapsed = np.maximum(quarters, 0.0)
    shape = (len(chosen), members, quarters.size)
    luck = np.cumsum(generator.normal(0, 0.035, (members, quarters.size)), axis=1)
    size = generator.uniform(60_000, 350_000, members)[:, None]
    strength = (
        generator.lognormal(0, 0.7, members)[:, None]
        * generator.choice([1.0, 1.0, 1.0, -0.35], members)[:, None]
    )
    own = np.cumsum(generator.normal(0, 0.004, shape), axis=2) * (elapsed > 0)
    homicides, people, groups = np.empty(shape), np.empty(shape), np.empty(shape)
    for place, (_, _, _, moved_members, moved_homicides) in enumerate(chosen):
        ramp = elapsed / years
        step = own[place] if place else 0.0
        homicides[place] = 31_000 * np.exp(luck + moved_homicides * ramp * strength + step)
        people[place] = size * (1 + 0.02 * (quarters + 2)) + moved_members * elapsed * (
            size / 115_000
        ) * np.abs(strength)
        extra = generator.poisson(np.abs(moved_homicides) * 40 * ramp * np.ones((members, 1)))
        groups[place] = 150 + np.round(3 * (quarters + 2)) + (extra if place else 0)
    homicides, people = np.round(homicides), np.maximum(np.round(people), 1000)
    return _assemble(chosen, homicides, people, groups, quarters, years, start, seed, generator)


def _assemble(
    chosen: Sequence[tuple[Any, ...]],
    homicides: np.ndarray[Any, Any],
    people: np.ndarray[Any, Any],
    groups: np.ndarray[Any, Any],
    quarters: np.ndarray[Any, Any],
    years: int,
    start: str,
    seed: int,
    generator: np.random.Generator,
) -> xr.Dataset:
    members = homicides.shape[1]

    def annual(values: np.ndarray[Any, Any], flow: bool) -> np.ndarray[Any, Any]:
        found = []
        for year in range(1, years + 1):
            inside = (quarters > year - 1 + 0.01) & (quarters < year + 0.01)
            found.append(values[:, :, inside].mean(axis=2) if flow else values[:, :, inside][..., -1])
        return np.stack(found, axis=-1)

    deaths = np.round(homicides * 0.12 + people * 0.005)
    quarterly = {
        "homicides": (homicides, "victims/year", True),
        "group_deaths": (deaths, "members killed/year", True),
        "members": (people, "people", False),
        "groups": (groups, "groups", False),
    }
    variables: dict[str, Any] = {}
    for name, (values, unit, flow) in quarterly.items():
        attributes = {"units": unit, "kind": "flow" if flow else "stock", "long_name": name}
        variables[f"{name}_quarterly"] = (("option", "member", "quarter"), values, attributes)
        variables[name] = (("option", "member", "year"), annual(values, flow), attributes)
    shares = generator.dirichlet(np.linspace(1, 4, 32) ** 2)
    by_state = variables["homicides"][1][..., None] * shares
    by_state = np.round(by_state * generator.lognormal(0, 0.02, by_state.shape))
    variables["state_homicides"] = (
        ("option", "member", "year", "state"),
        by_state,
        {"units": "victims/year", "kind": "flow"},
    )
    variables["population"] = ("state", np.linspace(0.8e6, 9e6, 32))
    variables["state_reference_homicides"] = ("state", np.round(31_000 * shares))
    return xr.Dataset(
        variables,
        coords={
            "option": [entry[0] for entry in chosen],
            "option_title": ("option", [entry[1] for entry in chosen]),
            "member": np.arange(members),
            "year": np.arange(1, years + 1),
            "quarter": quarters,
            "state": [f"{code:02d}" for code in range(1, 33)],
            "state_name": ("state", list(NAMES)),
        },
        attrs={
            "study_title": "Eight options towards armed groups, 2026 to 2030",
            "study": STUDY,
            "version": "0.1.0",
            "seed": seed,
            "members": members,
            "years": years,
            "start": start,
            "as_of": "2024-01-01",
            "simulation_start": "2024-01-01",
            "initial_members": "60,000 to 350,000 people in 2012",
            "mechanisms": "G1, G2, G3, G4, G5, G6, G12",
            "data_hash": "sha256:" + "1a" * 32,
            "ledger_hash": "sha256:" + "2b" * 32,
            "kernel_hash": "sha256:" + "3c" * 32,
            "command": "riobravo report study.yaml --seed 7 --output eight-options",
            "runs": len(chosen) * members,
            "seconds": 12.3,
        },
    )


def square_states() -> dict[str, Any]:
    """Make outlines of 32 square states on a grid, as TopoJSON."""
    arcs, geometries = [], []
    for place in range(32):
        west, south = -110 + 2.5 * (place % 8), 17 + 2.5 * (place // 8)
        east, north = west + 2.4, south + 2.4
        arcs.append([[west, south], [west, north], [east, north], [east, south], [west, south]])
        geometries.append(
            {
                "type": "Polygon",
                "arcs": [[place]],
                "properties": {"state_code": f"{place + 1:02d}", "state_name": NAMES[place]},
            }
        )
    return {
        "type": "Topology",
        "arcs": arcs,
        "objects": {"states": {"type": "GeometryCollection", "geometries": geometries}},
    }


def synthetic_material(geometry: dict[str, Any] | None = None) -> Material:
    """Make the rest of a report: checks with a miss, sources, parameters."""
    address = "https://doi.org/10.1126/science.adh2888"
    return Material(
        geometry=geometry or square_states(),
        history=HISTORY,
        history_source="INEGI, deaths registered as homicides",
        descriptions={entry[0]: entry[2] for entry in OPTIONS},
        evidence={"arrests-doubled": "For: one model. Against: another."},
        option_parameters={"arrests-doubled": ["exit.delay"]},
        hindcasts=kept_result(),
        partners={one.name: one.partner for one in load_registration().series},
        outdated=["sesnsp-homicides"],
        reproduction=[
            {
                "id": "members-2022",
                "published": 175000,
                "low": 160000,
                "high": 185000,
                "simulated": 174312,
                "status": "reproduced",
                "source": "Prieto-Curiel et al. 2023",
                "url": address,
                "note": "people, published parameters",
            },
            {
                "id": "leader-capture-local",
                "published": 36.5,
                "low": 10,
                "high": 80,
                "simulated": 7.2,
                "status": "miss",
                "source": "Calderón et al. 2015",
                "note": "percent, first six months, affected municipality; here: state",
            },
        ],
        sources=[
            {
                "title": "Homicides by state and month",
                "publisher": "INEGI",
                "coverage": "1990-01 to 2023-12",
                "licence": "free use with attribution",
                "url": "https://www.inegi.org.mx/",
                "note": "by month of registration",
            },
            {
                "title": "Population by state",
                "publisher": "CONAPO",
                "coverage": "1970 to 2070",
                "licence": "open data, Mexico",
                "note": "projections from 2020",
            },
        ],
        parameters=[
            {
                "id": "recruitment.rate",
                "mechanism": "G1 recruitment",
                "unit": "1/week",
                "grade": "C",
                "distribution": "lognormal(median 0.0027, 90% 0.0022 to 0.0033)",
            },
            {
                "id": "leader_removal.surge_kill",
                "mechanism": "G5 leader removal",
                "unit": "ratio",
                "grade": "A",
                "distribution": "triangular(1.1, 1.37, 1.8)",
            },
            {
                "id": "exit.delay",
                "mechanism": "G4 exit",
                "unit": "weeks",
                "grade": "D",
                "distribution": "uniform(10, 100)",
                "definition": "Weeks until a member who wants to leave has left.",
                "judgement": "No study measures it.",
                "sources": [
                    {
                        "authors": "Somebody A.",
                        "year": 1999,
                        "title": "Leaving",
                        "venue": "A Journal 1",
                        "doi": "10.1234/leaving",
                        "address": None,
                        "note": None,
                        "measured": "Time to leave, elsewhere.",
                        "number": "40 weeks",
                        "status": "remembered",
                        "extent": None,
                        "stance": "supports",
                        "remembered": ["year"],
                    }
                ],
            },
        ],
    )
