"""The mechanisms of both economies."""

from __future__ import annotations

from riobravo.world.mechanism import Mechanism, Shock

MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "E1",
        "trade",
        "Tariffs and trade",
        "economy",
        "economy/trade.py",
        "Duties, exemptions and retaliation move both flows of goods by sector, slowly.",
        "dr/dt = k (eps_L log(1 + d) - r), k = -log(1 - eps_1 / eps_L)",
        Shock("A tariff of 25 % on all goods for a year", {"tariff": 25.0}, ("bilateral_trade",)),
    ),
    Mechanism(
        "E2",
        "friction",
        "Friction at the border",
        "economy",
        "economy/friction.py",
        "Waits, closed ports and insecurity cost trade while they last, and for days after.",
        "drag_s = eps_1 log(1 + w_s c wait / 24) + log(passage) + insecurity",
        Shock("Legal goods wait twelve hours longer for a year", {"waiting": 12.0}, ("border_cost",)),
    ),
    Mechanism(
        "E3",
        "output",
        "Output, jobs and remittances",
        "economy",
        "economy/output.py",
        "Output, investment, jobs, wages, remittances and prices follow trade, violence and war.",
        "log Y = kappa log(exports) + alpha K - v log(violence) + log(1 - L war)",
        Shock("A tariff of 25 % on all goods for a year", {"tariff": 25.0}, ("mexican_gdp", "us_gdp")),
    ),
    Mechanism(
        "E4",
        "agreement",
        "The trade agreement",
        "economy",
        "economy/agreement.py",
        "The agreement moves to worse terms or ends, by hazards that pressure and rupture raise.",
        "hazard = base exp(a linkage + b force + c duty + d lost cooperation)",
        Shock("The review is tied to a demand for a year", {"linkage": 1.0}, ("usmca_status",)),
    ),
    Mechanism(
        "E5",
        "legal_chill",
        "Legal chill of designation",
        "economy",
        "economy/legal_chill.py",
        "Banks, charities and firearms dealers withdraw out of fear, before anybody is convicted.",
        "chill -> 1 - (1 - d designation) exp(-b sanctions)",
        Shock("Groups are designated for a year", {"designation": 1.0}, ("legal_chill", "remittances")),
    ),
)
