"""A preview shows the first worlds of the full study, however it came about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray

import riobravo as rb
from riobravo.ensemble.job import Job
from riobravo.ensemble.preview import forget_previews
from riobravo.observed.catalogue import load_catalogue


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget_previews()


def _same(one: xarray.Dataset, other: xarray.Dataset) -> None:
    assert set(one.data_vars) == set(other.data_vars)
    for name in one.data_vars:
        assert np.array_equal(one[name].values, other[name].values), name


def test_worlds_are_the_first_of_the_full_study() -> None:
    full = rb.compare(["arrests-doubled", "status-quo"], members=40, years=1, chunk=40)
    small = rb.preview(options=["arrests-doubled", "status-quo"], members=12, years=1)
    _same(small, full.isel(member=slice(12)))
    assert small.attrs["members"] == 12


def test_kept_options_join_new_ones_without_a_change_of_a_bit() -> None:
    rb.preview(options=["arrests-doubled"], members=4, years=1)
    joined = rb.preview(options=["recruitment-halved", "arrests-doubled"], members=4, years=1)
    forget_previews()
    _same(joined, rb.preview(options=["recruitment-halved", "arrests-doubled"], members=4, years=1))


def test_options_that_wait_for_events_begin_where_another_began() -> None:
    waiting = ["status-quo", "escalation-ladder", "ultimatum"]
    rb.preview(options=["tariff-full"], members=4, years=2)
    joined = rb.preview(options=waiting, members=4, years=2)
    forget_previews()
    _same(joined, rb.preview(options=waiting, members=4, years=2))
    _same(joined, rb.compare(waiting, members=4, years=2))


def test_the_past_of_many_members_is_simulated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riobravo.ensemble.preview._KEPT_BYTES", 1)
    rb.preview(options=["arrests-doubled"], members=4, years=1)
    joined = rb.preview(options=["recruitment-halved", "arrests-doubled"], members=4, years=1)
    _same(joined, rb.compare(["recruitment-halved", "arrests-doubled"], members=4, years=1))


def test_a_preview_that_was_broken_off_leaves_no_past(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Job, first: int, count: int, **named: Any) -> Any:
        if first:
            raise MemoryError
        return simulate(self, first, count, **named)

    simulate = Job.simulate
    with monkeypatch.context() as broken:
        broken.setattr(Job, "simulate", stop)
        with pytest.raises(MemoryError):
            rb.preview(members=12, years=1)
    _same(rb.preview(members=12, years=1), rb.compare(["arrests-doubled"], members=12, years=1))


def test_other_settings_are_not_taken_for_the_same() -> None:
    first = rb.preview(members=4, years=1)
    other = rb.preview(members=4, years=1, seed=99)
    assert not np.array_equal(first["homicides"].values, other["homicides"].values)


def test_a_newer_series_is_another_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rb.preview(members=4, years=1)
    entry = load_catalogue().entry("sesnsp-victims")
    shipped = (load_catalogue().layer(entry).folder / entry.file).read_text(encoding="utf-8")
    row = "2023-12-01,32,47,"
    assert row in shipped
    (tmp_path / entry.file).write_text(shipped.replace(row, "2023-12-01,32,470,"), encoding="utf-8")
    monkeypatch.setenv("RIOBRAVO_DATA", str(tmp_path))
    again = rb.preview(members=4, years=1)
    assert not np.array_equal(again["homicides"].values, first["homicides"].values)
    forget_previews()
    _same(rb.preview(members=4, years=1), again)


def test_a_result_can_be_changed_without_harm_to_the_next() -> None:
    first = rb.preview(members=4, years=1)
    before = first["homicides"].values.copy()
    first["homicides"].values[:] = -1.0
    first["homicides_quarterly"].values[:] = -1.0
    assert np.array_equal(rb.preview(members=4, years=1)["homicides"].values, before)


def test_unknown_option_is_refused() -> None:
    with pytest.raises(rb.InputError):
        rb.preview(options=["no-such-option"])
