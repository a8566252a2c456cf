"""Generated pages: ledger, catalogue, register, outcomes, mechanisms, hindcasts and calibration."""
