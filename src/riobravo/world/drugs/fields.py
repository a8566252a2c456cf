"""What a world holds about drug markets.

The nation in `world.drugs[0]`, states in `world.local[s]`. Four classes of drugs: fentanyl (all illegal
synthetic opioids), methamphetamine, cocaine, and others (heroin and the rest). Quantities of each class
are in weeks of its use at the start, so that one unit a week was used then.
"""

from __future__ import annotations

from riobravo.world.fields import Field

DRUGS = ("fentanyl", "methamphetamine", "cocaine", "other")


def _by_drug(name: str, unit: str, start: float, description: str) -> tuple[Field, ...]:
    return tuple(Field(f"{name}_{drug}", unit, start, f"{description}: {drug}.") for drug in DRUGS)


# Where each class crosses at the start: share through ports of entry, and by sea or inland.
_PORTS = {"fentanyl": 0.9, "methamphetamine": 0.85, "cocaine": 0.5, "other": 0.8}
_SEA = {"fentanyl": 0.01, "methamphetamine": 0.05, "cocaine": 0.4, "other": 0.05}

FIELDS: tuple[Field, ...] = (
    Field("capacity", "1", 1.0, "Capacity to make synthetic drugs in Mexico, relative to the start."),
    Field("revenue", "1", 1.0, "Revenue of armed groups from drugs, relative to the start."),
    Field(
        "scarcity",
        "log",
        0.0,
        "Shortfall of drugs that pass through Mexico, log of normal over present quantity.",
    ),
    Field(
        "price_fentanyl",
        "1",
        1.0,
        "Retail price of illegal opioids in the United States, relative to the start.",
    ),
    Field("availability", "1", 1.0, "Fentanyl that reaches users, relative to the start."),
    Field(
        "deaths",
        "1",
        1.0,
        "US overdose deaths of recent weeks as the public sees them, relative to the start.",
    ),
    # D1
    Field("laboratories", "1", 1.0, "Laboratories in Mexico, relative to the start."),
    Field("bypass", "share", 0.0, "Precursors from other sources in the place of those that are stopped."),
    Field("moved", "share", 0.0, "Synthesis moved out of Mexico, as a share of all at the start."),
    Field("synthesis", "1", 1.0, "Capacity for synthesis in all regions, relative to the start."),
    Field("loss_total", "share", 0.0, "All capacity ever lost to force or to stopped precursors."),
    Field("loss_unfilled", "share", 0.0, "Capacity lost to force and neither rebuilt nor moved yet."),
    Field("loss_precursors", "share", 0.0, "Capacity that stopped precursors would take without a bypass."),
    # D2
    *_by_drug("start_ports", "share", 0.0, "Share of the flow through ports of entry at the start"),
    *_by_drug("start_sea", "share", 0.0, "Share of the flow by sea, air and mail at the start"),
    *_by_drug("start_loss", "share", 0.2, "Share of the flow that is seized at the start"),
    *_by_drug("weight", "share", 0.25, "Share of the export revenue at the start"),
    Field("seized_start", "kg/year", 9500.0, "Fentanyl seized at borders and ports, as weighed."),
    Field("use_start", "kg/year", 5200.0, "Pure fentanyl used in the United States at the start."),
    Field("appeal_ports", "1", 1.0, "Appeal of ports of entry to smugglers, relative to the start."),
    Field("appeal_between", "1", 1.0, "Appeal of the land between ports, relative to the start."),
    Field("appeal_sea", "1", 1.0, "Appeal of the sea, relative to the start."),
    *_by_drug("made", "weeks of use/week", 1.0, "Made, or brought into Mexico"),
    *_by_drug("seized", "weeks of use/week", 0.0, "Seized or destroyed on the way"),
    *_by_drug("left", "weeks of use/week", 0.0, "Used in Mexico or sold elsewhere"),
    *_by_drug("arrived", "weeks of use/week", 1.0, "Sold into the United States"),
    *_by_drug("used", "weeks of use/week", 1.0, "Used in the United States"),
    *_by_drug("stock", "weeks of use", 8.0, "Held by sellers in the United States"),
    *_by_drug("gap", "log", 0.0, "Shortage, log of wanted over offered quantity"),
    *_by_drug("dilution", "log", 0.0, "Log fall of purity below the start"),
    *_by_drug("cost", "log", 0.0, "Log rise of the cost of a unit that arrives"),
    *_by_drug("toll", "log", 0.0, "Log rise of the retail price that costs on the way explain"),
    *_by_drug("retail", "log", 0.0, "Log retail price of a unit as sold, over the start"),
    *_by_drug("export", "log", 0.0, "Log price at import into the United States, over the start"),
    # D3
    Field("users", "1", 1.0, "People who use illegal opioids, relative to the start."),
    Field("pool", "1", 1.0, "People who might begin to use illegal opioids, relative to the start."),
    Field("legal", "share", 0.0, "Share of use that a regulated market supplies."),
    *_by_drug("habit", "log", 0.0, "Price of a pure unit that habits have adjusted to, log over the start"),
    *_by_drug("wanted", "weeks of use/week", 1.0, "Quantity wanted at the present cost"),
    # D4
    Field("deaths_all", "deaths/year", 80_000.0, "Overdose deaths in twelve months, at the start."),
    Field("deaths_opioids", "deaths/year", 48_000.0, "Of these with synthetic opioids, at the start."),
    Field("deaths_methamphetamine", "deaths/year", 29_000.0, "Of these with psychostimulants, at the start."),
    Field("deaths_cocaine", "deaths/year", 22_000.0, "Of these with cocaine, at the start."),
    Field("cover", "share", 0.0, "Cover with medication added to that of the start."),
    Field("trend", "log/year", -0.15, "Yearly change of log deaths that no modelled cause explains."),
    Field("drift", "log", 0.0, "Change of log deaths since the start that no modelled cause explains."),
    Field("supply_drift", "log", 0.0, "Change of log purity of fentanyl that goes with the drift of deaths."),
)
FIELDS = tuple(
    Field(
        field.name,
        field.unit,
        _PORTS[field.name.removeprefix("start_ports_")]
        if field.name.startswith("start_ports_")
        else _SEA[field.name.removeprefix("start_sea_")]
        if field.name.startswith("start_sea_")
        else field.start,
        field.description,
    )
    for field in FIELDS
)
LOCAL: tuple[Field, ...] = ()
