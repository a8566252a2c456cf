"""Worlds that are written down instead of simulated, so that every answer is known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from riobravo.claims.forms import Test
from riobravo.claims.forms.form import Form
from riobravo.claims.settings import HERE_AND_NOW, Setting

Floats = NDArray[np.float64]
_TEST: TypeAdapter[Form] = TypeAdapter(Test)


def make(**fields: object) -> Form:
    return _TEST.validate_python(fields)


class ConstructedWorlds:
    """Values by option and outcome: one row per world, one column per year or quarter."""

    def __init__(
        self,
        yearly: Mapping[tuple[str, str], object] | None = None,
        quarterly: Mapping[tuple[str, str], object] | None = None,
        without: Mapping[tuple[str, str], object] | None = None,
        parameters: Mapping[str, object] | None = None,
        members: int = 4,
        observed: float = 100.0,
    ) -> None:
        self._yearly = yearly or {}
        self._quarterly = quarterly or {}
        self._without = without or {}
        self._parameters = parameters or {}
        self._observed = observed
        self._members = members

    @property
    def members(self) -> int:
        return self._members

    def yearly(self, option: str, outcome: str, setting: Setting, states: tuple[str, ...]) -> Floats:
        found = self._without if setting.off else self._yearly
        return np.atleast_2d(np.asarray(found[(option, outcome)], dtype=float))

    def quarterly(self, option: str, outcome: str, setting: Setting) -> Floats:
        assert setting == HERE_AND_NOW
        return np.atleast_2d(np.asarray(self._quarterly[(option, outcome)], dtype=float))

    def last_observed_year(self, setting: Setting) -> float:
        return self._observed

    def parameter(self, name: str) -> Floats:
        return np.asarray(self._parameters[name], dtype=float)

    def uniform(self, name: str) -> Floats:
        return (np.arange(self._members) + 0.5) / self._members


def one_year(**values: list[float]) -> ConstructedWorlds:
    """Return worlds with homicides in one year, by option (with `_` for `-`)."""
    members = len(next(iter(values.values())))
    return ConstructedWorlds(
        {(name.replace("_", "-"), "homicides"): np.array(column)[:, None] for name, column in values.items()},
        members=members,
    )
