"""What a world holds about both economies.

The nation in `world.economy[0]`, states in `world.local[s]`.
"""

from __future__ import annotations

from riobravo.world.fields import Field

FIELDS: tuple[Field, ...] = (
    # E1 trade
    Field("trade", "1", 1.0, "Trade between both countries in goods, relative to the start without growth."),
    Field("northbound", "1", 1.0, "Mexican exports to the United States, relative to the start."),
    Field("southbound", "1", 1.0, "US exports to Mexico, relative to the start."),
    Field("start_north", "million USD/week", 9730.0, "Mexican exports to the United States at the start."),
    Field("start_south", "million USD/week", 6420.0, "US exports to Mexico at the start."),
    Field("duty", "share", 0.0, "Mean duty that options and a lost agreement add to Mexican exports."),
    Field("tariff_vehicles", "log", 0.0, "Response of vehicle exports to duties so far."),
    Field("tariff_farm", "log", 0.0, "Response of farm exports to duties so far."),
    Field("tariff_electronics", "log", 0.0, "Response of electronics exports to duties so far."),
    Field("tariff_other", "log", 0.0, "Response of other exports to duties so far."),
    Field("tariff_south", "log", 0.0, "Response of US exports to Mexican retaliation so far."),
    Field("war_shadow", "share", 0.0, "Part of the loss of trade between enemies that is in force, 0 to 1."),
    Field("trade_shock", "log", 0.0, "Passing shock to the value of trade that has no cause in the model."),
    # E2 friction
    Field("friction", "hours", 0.0, "Wait of legal goods at the border beyond the start."),
    Field("passage", "share", 1.0, "Goods that ports of entry let through, relative to the start."),
    Field("drag_vehicles", "log", 0.0, "Effect of waits, closures and insecurity on trade in vehicles."),
    Field("drag_farm", "log", 0.0, "Effect of waits, closures and insecurity on trade in farm products."),
    Field("drag_electronics", "log", 0.0, "Effect of waits, closures and insecurity on electronics."),
    Field("drag_other", "log", 0.0, "Effect of waits, closures and insecurity on other trade."),
    # E3 output
    Field("mexican_output", "1", 1.0, "Mexican output, relative to the path without options."),
    Field("us_output", "1", 1.0, "US output, relative to the path without options."),
    Field("jobs", "1", 1.0, "Legal jobs in Mexico, relative to the path without options."),
    Field("wage", "1", 1.0, "Legal wage where groups recruit, relative to the start, with programmes."),
    Field("programme", "USD/person/year", 0.0, "Pay from programmes that reaches people at risk by now."),
    Field("investment", "1", 1.0, "Investment in Mexico, relative to the path without options."),
    Field("capital", "log", 0.0, "Capital in Mexico, relative to the path without options."),
    Field("reallocated", "log", 0.0, "Part of the change of exports that other work makes up for by now."),
    Field("war_loss", "share", 0.0, "Part of the loss of output to war at home that is in force, 0 to 1."),
    Field("violence", "1", 1.0, "Homicides as firms feel them, relative to the start."),
    Field("remittances", "1", 1.0, "Remittances to Mexico, relative to the start."),
    Field("start_remittances", "million USD/week", 1220.0, "Remittances to Mexico at the start."),
    Field("deported", "million people", 0.0, "People deported by options so far."),
    Field("us_prices", "1", 1.0, "US consumer prices, relative to the path without options."),
    Field("exchange_rate", "1", 1.0, "Pesos per dollar, relative to the start."),
    Field("start_exchange_rate", "MXN/USD", 18.3, "Pesos per dollar at the start."),
    # E4 agreement
    Field("agreement", "status", 0.0, "Trade agreement: 0 in force, 1 worse terms, 2 ended."),
    Field("review_in", "weeks", 26.0, "Weeks until the joint review of the agreement; negative after it."),
    Field("worse_hazard", "1", 0.0, "Cumulative hazard of worse terms."),
    Field("end_hazard", "1", 0.0, "Cumulative hazard of the end of the agreement."),
    # E5 legal chill
    Field("chill", "share", 0.0, "Legal chill of designations on banks, charities and dealers, 0 to 1."),
    Field(
        "dealer_compliance",
        "share",
        0.0,
        "Fall of sales by firearms dealers out of fear of prosecution, 0 to 1.",
    ),
)
LOCAL: tuple[Field, ...] = (
    Field("jobs_local", "1", 1.0, "Legal jobs in a state, relative to the path without options."),
    Field("violence_local", "1", 1.0, "Homicides in a state as firms feel them, relative to the start."),
)
