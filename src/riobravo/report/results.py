"""Reading the result dataset: one place that knows its names and checks them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from riobravo.analysis.headlines import load_headlines
from riobravo.errors import DataError
from riobravo.report.dates import month_name, start_fraction, year_name

if TYPE_CHECKING:
    import xarray as xr

REQUIRED = ("homicides", "group_deaths", "members", "groups")
REQUIRED_QUARTERLY = ("homicides_quarterly", "members_quarterly", "groups_quarterly")
OPTIONAL = ("group_deaths_quarterly", "state_homicides", "population")
ATTRIBUTES = ("version", "seed", "start")


class Results:
    """The result dataset as the report reads it.

    Args:
        dataset: options × members × years as returned by `riobravo.compare`; the first option is
            the reference.

    Raises:
        DataError: when a variable or attribute is missing or a value is not finite.
    """

    def __init__(self, dataset: xr.Dataset) -> None:
        for name in ("option", "member", "year", "quarter"):
            if name not in dataset.coords:
                raise DataError(f"the result has no coordinate {name}", fix=_RERUN)
        for name in (*REQUIRED, *REQUIRED_QUARTERLY):
            if name not in dataset:
                raise DataError(f"the result has no variable {name}", fix=_RERUN)
        for name in (*REQUIRED, *REQUIRED_QUARTERLY, *OPTIONAL):
            if name in dataset and not bool(np.isfinite(dataset[name].values).all()):
                raise DataError(f"the result has values of {name} that are not numbers", fix=_RERUN)
        for outcome in load_headlines():
            name = outcome.name
            if name in dataset and not bool(np.isfinite(dataset[name].values).all()):
                raise DataError(f"the result has values of {name} that are not numbers", fix=_RERUN)
        for name in ATTRIBUTES:
            if name not in dataset.attrs:
                raise DataError(f"the result has no attribute {name}", fix=_RERUN)
        self.dataset = dataset
        self.options: list[str] = [str(option) for option in dataset["option"].values]
        titles = dataset["option_title"].values if "option_title" in dataset else self.options
        self.titles: dict[str, str] = {
            option: str(title) for option, title in zip(self.options, titles, strict=True)
        }
        self.worlds = int(dataset.sizes["member"])
        self.years: list[int] = [int(year) for year in dataset["year"].values]
        self.quarters: NDArray[np.float64] = dataset["quarter"].values.astype(np.float64)
        self.start = str(dataset.attrs["start"])
        if not (self.options and self.worlds and self.years):
            raise DataError("the result has no option, no world or no year", fix=_RERUN)

    @property
    def reference(self) -> str:
        """The id of the option that the others are compared with."""
        return self.options[0]

    @property
    def alternatives(self) -> list[str]:
        """The ids of all other options, in the order of the study."""
        return self.options[1:]

    @property
    def reference_words(self) -> str:
        """The reference option inside a sentence."""
        title = self.titles[self.reference]
        return "the status quo" if "status" in title.lower() else f"“{title}”"

    @property
    def last_year(self) -> int:
        """The last year after the options' start."""
        return self.years[-1]

    @property
    def start_time(self) -> float:
        """The start of the options as a calendar year with a fraction."""
        return start_fraction(self.start)

    def year_words(self, year: int) -> str:
        """Name a year after the options' start by the calendar; 0 is the year before it."""
        return year_name(self.start, year)

    @property
    def start_words(self) -> str:
        """The month in which the options start."""
        return month_name(self.start)

    @property
    def observed_words(self) -> str:
        """The month in which observation ends and the simulation begins."""
        return month_name(self.attribute("simulation_start"))

    def attribute(self, name: str, default: str = "not recorded") -> str:
        """Give an attribute of the result as text."""
        return str(self.dataset.attrs.get(name, default))

    @property
    def stamps(self) -> list[dict[str, Any]]:
        """The stamps of answers that the evidence does not carry, see `credibility.envelope`."""
        found: list[dict[str, Any]] = json.loads(self.attribute("envelope", "[]"))
        return found

    @property
    def study_stamps(self) -> list[tuple[str, str]]:
        """Words and reason of those stamps that all answers carry."""
        return [
            (one["stamp"], one["says"])
            for one in self.stamps
            if one["option"] is None and not one["outcomes"]
        ]

    def _named(self, name: str) -> xr.Variable:
        """Give a variable without its labels, which take longer to lay beside it than to read it."""
        return self.dataset.variables[name]

    def _values(self, outcome: str) -> NDArray[np.float64]:
        """Give a yearly national outcome, shape (option, member, year)."""
        return np.asarray(self._named(outcome).transpose("option", "member", "year").values)

    def annual(self, outcome: str, option: str, year: int) -> NDArray[np.float64]:
        """Give an outcome in one year, shape (member,)."""
        values = self._values(outcome)[self.options.index(option), :, self.years.index(year)]
        return np.asarray(values, dtype=np.float64)

    def has(self, outcome: str) -> bool:
        """Tell whether the result holds a yearly national outcome."""
        return outcome in self.dataset and self.dataset[outcome].dims == ("option", "member", "year")

    def last(self, outcome: str) -> NDArray[np.float64]:
        """Give an outcome in the last year, shape (option, member)."""
        return np.asarray(self._values(outcome)[:, :, -1], dtype=np.float64)

    def totals(self, outcome: str) -> NDArray[np.float64]:
        """Give a flow added up over all years under the options, shape (option, member)."""
        return np.asarray(self._values(outcome).sum(axis=2), dtype=np.float64)

    def unit(self, outcome: str) -> str:
        """Give the unit of an outcome."""
        return str(self._named(outcome).attrs.get("units", ""))

    def better(self, outcome: str) -> str:
        """Give the direction that most people would call better: lower, higher or neither."""
        return str(self._named(outcome).attrs.get("better", "neither"))

    def quarterly(self, outcome: str, option: str) -> NDArray[np.float64]:
        """Give an outcome by quarter, shape (member, quarter); flows per year."""
        chosen = self._named(f"{outcome}_quarterly").isel(option=self.options.index(option))
        return np.asarray(chosen.transpose("member", "quarter").values, dtype=np.float64)

    def year_zero(self, outcome: str, option: str) -> NDArray[np.float64] | None:
        """Give a flow over the four quarters before the options start, shape (member,).

        Returns:
            None when the result does not cover those four quarters.
        """
        if f"{outcome}_quarterly" not in self.dataset:
            return None
        chosen = (self.quarters > -0.99) & (self.quarters < 0.01)
        if int(chosen.sum()) != 4:
            return None
        return np.asarray(self.quarterly(outcome, option)[:, chosen].mean(axis=1))

    def kind(self, outcome: str) -> str:
        """Tell whether an outcome is a `flow` (per year) or a `stock`."""
        return str(self._named(outcome).attrs.get("kind", "flow"))

    @property
    def has_states(self) -> bool:
        """Whether homicides by state and their populations are part of the result."""
        return "state_homicides" in self.dataset and "population" in self.dataset

    @property
    def states(self) -> list[str]:
        """The two-digit codes of the states."""
        return [str(state) for state in self.dataset["state"].values]

    def state_name(self, state: str) -> str:
        """Give the name of a state, or its code when the result has no names."""
        if "state_name" not in self.dataset:
            return state
        return str(self.dataset["state_name"].sel(state=state).values)

    def state_rates(self, option: str, year: int) -> NDArray[np.float64]:
        """Give homicides per 100,000 people by state, shape (member, state)."""
        found = self.dataset["state_homicides"].sel(option=option, year=year)
        counts = np.asarray(found.transpose("member", "state").values, dtype=np.float64)
        people = np.asarray(self.dataset["population"].values, dtype=np.float64)
        return counts / people * 1e5


_RERUN = "run the study again with this version and report on that result"
