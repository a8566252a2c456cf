"""Consent of Mexico's government: which orders need it, and which are by nature without it."""

from __future__ import annotations

from typing import Final

from riobravo.options.instruments import Consent, ConsentRule, Instrument

ALLOWED: Final[dict[ConsentRule, tuple[Consent, ...]]] = {
    "not-applicable": ("not-applicable",),
    "required": ("with-consent",),
    "impossible": ("without-consent",),
    "to-be-stated": ("with-consent", "without-consent"),
}
REASONS: Final[dict[ConsentRule, str]] = {
    "not-applicable": "is nothing that Mexico would consent to",
    "required": "cannot be done without Mexico's consent",
    "impossible": "is by nature without Mexico's consent",
    "to-be-stated": "can be done with or without Mexico's consent, so it has to be said",
}


def consent_rule(instrument: Instrument, amount: object) -> ConsentRule:
    """Return the rule of consent; withdrawing what the status quo has needs nobody's consent."""
    withdraws = isinstance(amount, int | float) and amount < 0
    return "not-applicable" if withdraws and instrument.consent == "required" else instrument.consent
