"""The states of Mexico that border the United States."""

from __future__ import annotations

from typing import Final

import numpy as np

from riobravo.world.state import STATES

# Official codes of Baja California, Coahuila, Chihuahua, Nuevo León, Sonora and Tamaulipas.
_CODES: Final = (2, 5, 8, 19, 26, 28)

BORDER: Final = np.array([code in _CODES for code in range(1, STATES + 1)])
