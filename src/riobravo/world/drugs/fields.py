"""What a world holds about drug markets.

The nation in `world.drugs[0]`, and each of four classes of drugs in `world.market[k]`: fentanyl (all
illegal synthetic opioids), methamphetamine, cocaine, and others (heroin and the rest). Quantities of a
class are in weeks of its use at the start, so that one unit a week was used then.
"""

from __future__ import annotations

from riobravo.world.fields import Field

DRUGS = ("fentanyl", "methamphetamine", "cocaine", "other")
FENTANYL, METHAMPHETAMINE, COCAINE, OTHER = range(len(DRUGS))
SYNTHETIC = (FENTANYL, METHAMPHETAMINE)

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
    Field("seized_start", "kg/year", 9500.0, "Fentanyl seized at borders and ports, as weighed."),
    Field("use_start", "kg/year", 5200.0, "Pure fentanyl used in the United States at the start."),
    Field("appeal_ports", "1", 1.0, "Appeal of ports of entry to smugglers, relative to the start."),
    Field("appeal_between", "1", 1.0, "Appeal of the land between ports, relative to the start."),
    Field("appeal_sea", "1", 1.0, "Appeal of the sea, relative to the start."),
    # D3
    Field("users", "1", 1.0, "People who use illegal opioids, relative to the start."),
    Field("pool", "1", 1.0, "People who might begin to use illegal opioids, relative to the start."),
    Field("legal", "share", 0.0, "Share of use that a regulated market supplies."),
    # D4
    Field("deaths_all", "deaths/year", 80_000.0, "Overdose deaths in twelve months, at the start."),
    Field("deaths_opioids", "deaths/year", 48_000.0, "Of these with synthetic opioids, at the start."),
    Field("deaths_methamphetamine", "deaths/year", 29_000.0, "Of these with psychostimulants, at the start."),
    Field("deaths_cocaine", "deaths/year", 22_000.0, "Of these with cocaine, at the start."),
    Field("cover", "share", 0.0, "Cover with medication added to that of the start."),
    Field("trend", "log/year", -0.15, "Yearly change of log deaths that no modelled cause explains."),
    Field("trend_known", "years", 0.0, "Years from the start over which the trend has been observed."),
    Field("drift", "log", 0.0, "Change of log deaths since the start that no modelled cause explains."),
    Field("supply_drift", "log", 0.0, "Change of log purity of fentanyl that goes with the drift of deaths."),
)
MARKET: tuple[Field, ...] = (
    # D2: what does not change
    Field(
        "start_ports",
        "share",
        (0.9, 0.85, 0.5, 0.8),
        "Share of the flow through ports of entry at the start.",
    ),
    Field(
        "start_sea", "share", (0.01, 0.05, 0.4, 0.05), "Share of the flow by sea, air and mail at the start."
    ),
    Field("start_loss", "share", 0.2, "Share of the flow that is seized at the start."),
    Field("weight", "share", 0.25, "Share of the export revenue at the start."),
    Field(
        "most", "weeks of use/week", 1.25, "The most that can be made while synthesis stays as at the start."
    ),
    Field("passed_on", "share", 0.2, "Part of a log rise of the cost that retail passes on."),
    Field("elasticity", "1", -0.5, "Elasticity of use to the price in the short run."),
    # D2: what moves
    Field("made", "weeks of use/week", 1.0, "Made, or brought into Mexico."),
    Field("seized", "weeks of use/week", 0.0, "Seized or destroyed on the way."),
    Field("left", "weeks of use/week", 0.0, "Used in Mexico or sold elsewhere."),
    Field("arrived", "weeks of use/week", 1.0, "Sold into the United States."),
    Field("used", "weeks of use/week", 1.0, "Used in the United States."),
    Field("stock", "weeks of use", 8.0, "Held by sellers in the United States."),
    Field("gap", "log", 0.0, "Shortage, log of wanted over offered quantity."),
    Field("dilution", "log", 0.0, "Log fall of purity below the start."),
    Field("cost", "log", 0.0, "Log rise of the cost of a unit that arrives."),
    Field("toll", "log", 0.0, "Log rise of the retail price that costs on the way explain."),
    Field("retail", "log", 0.0, "Log retail price of a unit as sold, over the start."),
    Field("export", "log", 0.0, "Log price at import into the United States, over the start."),
    # D3
    Field("habit", "log", 0.0, "Price of a pure unit that habits have adjusted to, log over the start."),
    Field("wanted", "weeks of use/week", 1.0, "Quantity wanted at the present cost."),
)
LOCAL: tuple[Field, ...] = ()
