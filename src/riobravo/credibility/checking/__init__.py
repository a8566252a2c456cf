"""Behaviours in plain words, and whether the simulated worlds keep to them."""
