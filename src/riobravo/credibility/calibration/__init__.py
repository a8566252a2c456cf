"""Calibration: what the observed series say about parameters, kept as a result with all it was made from."""
