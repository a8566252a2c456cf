"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Machines differ: how long an example takes says nothing about whether it is right.
settings.register_profile("riobravo", deadline=None)
settings.load_profile("riobravo")
