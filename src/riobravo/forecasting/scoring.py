"""Scoring a forecast on record against observations in a CSV file."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path
from typing import Any

import numpy as np

from riobravo.credibility.preregistration import Series, load_registration
from riobravo.errors import DataError, InputError
from riobravo.forecasting.known import Floats
from riobravo.forecasting.record import COLUMNS
from riobravo.forecasting.scores import covered, crps_of_sorted, energy_score
from riobravo.observed.entry import STATE_CODES

Key = tuple[str, str]


def score_forecast(path: Path, observed: Path) -> dict[str, Any]:
    """Score the draws of a forecast.

    Args:
        path: a file that `riobravo forecast` wrote, or any with the same columns.
        observed: CSV with a column of months (`date` or `month_ending`), `state_code` if there are states,
            and the values in `value` or in the column of the registered series.

    Returns:
        `{"series": {NAME: {cells, months, crps, crps_log1p, mean_ratio, coverage50, coverage90, energy,
        by_month}}}`; only months and units that were both forecast and observed count.

    Raises:
        InputError: the file is not a forecast.
        DataError: the observations cannot be read, or none was forecast.
    """
    found = {}
    for name, (dates, codes, draws) in _read_forecast(path).items():
        values = _read_observed(observed, _registered(name), set(codes))
        rows = []
        for step, date in enumerate(dates):
            there = [unit for unit, code in enumerate(codes) if (date, code) in values]
            if there:
                came = np.array([values[date, codes[unit]] for unit in there])
                rows.append((date, draws[:, step][:, there], came))
        if not rows:
            raise DataError(
                f"no month of the forecast of {name} ({dates[0]} to {dates[-1]}) is in the observations.",
                file=observed,
                fix="give a file that reaches into these months, with the same codes of states.",
            )
        found[name] = _score(rows)
    return {"series": found}


def _score(rows: list[tuple[str, Floats, Floats]]) -> dict[str, Any]:
    by_month = {}
    crps, logs, half, most = [], [], [], []
    said = came = 0.0
    joint = []
    for date, draws, observed in rows:
        ordered = np.sort(draws, axis=0)
        crps.append(crps_of_sorted(ordered, observed))
        logs.append(crps_of_sorted(np.log1p(ordered), np.log1p(observed)))
        half.append(covered(ordered, observed, 0.5))
        most.append(covered(ordered, observed, 0.9))
        said += float(ordered.mean(axis=0).sum())
        came += float(observed.sum())
        if len(observed) > 1:
            joint.append(energy_score(draws, observed))
        by_month[date] = {
            "cells": len(observed),
            "crps": float(crps[-1].mean()),
            "coverage90": float(most[-1].mean()),
        }
    return {
        "cells": int(sum(len(one) for one in crps)),
        "months": len(rows),
        "crps": float(np.concatenate(crps).mean()),
        "crps_log1p": float(np.concatenate(logs).mean()),
        "mean_ratio": said / came if came else None,
        "coverage50": float(np.concatenate(half).mean()),
        "coverage90": float(np.concatenate(most).mean()),
        "energy": float(np.mean(joint)) if joint else None,
        "by_month": by_month,
    }


def _read_forecast(path: Path) -> dict[str, tuple[list[str], list[str], Floats]]:
    """Return by series: months, codes, and draws (draws, months, units)."""
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except FileNotFoundError:
        raise InputError("there is no such file.", file=path, fix="check the path.") from None
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(
            f"this is not a Parquet file ({str(error).splitlines()[0][:80]}).",
            file=path,
            fix="give a file that `riobravo forecast` wrote.",
        ) from None
    if lacking := [name for name in COLUMNS if name not in table.column_names]:
        raise InputError(
            f"the column {lacking[0]} is missing.", file=path, fix=f"a forecast has: {', '.join(COLUMNS)}."
        )
    columns = {name: np.array(table[name].to_pylist()) for name in COLUMNS}
    columns["date"] = np.array([str(one)[:7] for one in columns["date"]])
    found = {}
    for name in sorted(set(columns["series"].tolist())):
        own = columns["series"] == name
        dates, step = np.unique(columns["date"][own], return_inverse=True)
        codes, unit = np.unique(columns["state_code"][own], return_inverse=True)
        draws, draw = np.unique(columns["draw"][own], return_inverse=True)
        panel = np.full((len(draws), len(dates), len(codes)), np.nan)
        panel[draw, step, unit] = columns["value"][own].astype(np.float64)
        if np.isnan(panel).any() or own.sum() != panel.size or len(draws) < 2:
            raise InputError(
                f"the draws of {name} are not complete: each needs one value per month and state.",
                file=path,
                fix="give every draw a row for each month and state, and at least two draws.",
            )
        found[name] = (dates.tolist(), codes.tolist(), panel)
    if not found:
        raise InputError("the forecast has no rows.", file=path, fix="make it again.")
    return found


def _registered(name: str) -> Series | None:
    return next((one for one in load_registration().series if one.name == name), None)


def _read_observed(path: Path, series: Series | None, codes: set[str]) -> dict[Key, float]:
    """Return observed values by month and code."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            heads = reader.fieldnames or []
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"the observations cannot be read ({error}).", file=path) from None
    wanted = ["value", *([series.column] if series else [])]
    value = next((head for head in wanted if head in heads), None)
    when = next((head for head in ("date", "month_ending") if head in heads), None)
    if value is None or when is None:
        lacking = "date" if when is None else " or ".join(wanted)
        raise DataError(
            f"there is no column {lacking}; the header has: {', '.join(heads)[:200]}.",
            file=path,
            line=1,
            fix="name the columns date, state_code and value.",
        )
    where = {column: want for column, want in (series.where if series else {}).items() if column in heads}
    by_state = "state_code" in heads
    found: dict[Key, float] = {}
    for number, row in enumerate(rows, start=2):
        if any(row[column] != want for column, want in where.items()) or not row[value]:
            continue
        code = _code(row["state_code"], path, number) if by_state else next(iter(codes))
        key = (_month(row[when], path, number, when), code)
        if key in found:
            raise DataError(
                f"{key[0]} of {code} is there twice.",
                file=path,
                line=number,
                fix="keep the rows of one series.",
            )
        found[key] = _number(row[value], path, number, value)
    return _sum_states(found, path) if codes == {"MX"} and by_state else found


def _code(text: str | None, path: Path, line: int) -> str:
    """Return a code as forecasts have it; a leading zero that a spreadsheet took away is put back."""
    code = (text or "").strip()
    code = code.zfill(2) if code.isdigit() else code
    if code not in {*STATE_CODES, "MX", "US"}:
        raise DataError(
            f"`{code[:40]}` is no code of a state.",
            file=path,
            line=line,
            field="state_code",
            fix="write 01 to 32, MX or US.",
        )
    return code


def _month(text: str | None, path: Path, line: int, field: str) -> str:
    found = re.match(r"([12][0-9]{3}-(?:0[1-9]|1[0-2]))(?:-[0-9]{2})?$", (text or "").strip())
    if found is None:
        raise DataError(
            f"`{(text or '')[:40]}` is not a month.",
            file=path,
            line=line,
            field=field,
            fix="write a month such as 2024-01 or its first day, 2024-01-01.",
        )
    return found[1]


def _number(text: str, path: Path, line: int, field: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0.0:
        raise DataError(
            f"`{text[:40]}` is not a number of at least zero.",
            file=path,
            line=line,
            field=field,
            fix="write a plain number, or leave the field empty where nothing is observed yet.",
        )
    return value


def _sum_states(found: dict[Key, float], path: Path) -> dict[Key, float]:
    """Return the nation: its own rows where there are any, otherwise the sum over all states."""
    totals = {key: value for key, value in found.items() if key[1] == "MX"}
    for date in sorted({date for date, code in found if code in STATE_CODES}):
        if (date, "MX") in totals:
            continue
        there = [found[date, code] for code in STATE_CODES if (date, code) in found]
        if len(there) < len(STATE_CODES):
            raise DataError(
                f"{date} has {len(there)} of {len(STATE_CODES)} states, and the forecast is of the nation.",
                file=path,
                fix="give all states of a month, or one row with state_code MX.",
            )
        totals[date, "MX"] = sum(there)
    return totals
