"""Forecasts of observed series from what was published by a date, and how they are scored."""
