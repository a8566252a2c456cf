"""The parts of a store: shards, journal, layout and pooled summaries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import zarr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from zarr.codecs import BloscCodec

from riobravo.store.journal import Entry, append, open_journal, present, read_journal, rewrite_journal
from riobravo.store.layout import Keep, Layout, bytes_per_run, choose_unit
from riobravo.store.pooling import Pool
from riobravo.store.shard import decode_shard, encode_shard

SHARD = arrays(np.float32, (2, 3, 2, 4), elements=st.floats(width=32, allow_infinity=False))


@given(values=SHARD, axis=st.integers(0, 3))
@settings(max_examples=50)
def test_a_shard_comes_back_as_it_was(values: np.ndarray, axis: int) -> None:
    back = decode_shard(encode_shard(values, axis), values.shape, axis)
    assert np.array_equal(back, values, equal_nan=True)


@given(values=SHARD)
@settings(max_examples=10)
def test_zarr_reads_a_shard(values: np.ndarray) -> None:
    store = zarr.storage.MemoryStore()
    array = zarr.create_array(
        store,
        shape=values.shape,
        shards=values.shape,
        chunks=(*values.shape[:3], 1),
        dtype="float32",
        fill_value=np.nan,
        compressors=[BloscCodec(typesize=4, cname="zstd", clevel=3, shuffle="shuffle")],
        chunk_key_encoding={"name": "default", "separator": "."},
    )
    store._store_dict["c.0.0.0.0"] = zarr.core.buffer.default_buffer_prototype().buffer.from_bytes(
        encode_shard(values, 3)
    )
    assert np.array_equal(array[...], values, equal_nan=True)


def test_a_damaged_shard_is_noticed() -> None:
    content = bytearray(encode_shard(np.ones((1, 2, 2, 3), np.float32), 3))
    content[-10] ^= 1
    with pytest.raises(ValueError, match="damaged"):
        decode_shard(bytes(content), (1, 2, 2, 3), 3)


def entries(count: int) -> list[Entry]:
    return [Entry(unit, 10, unit % 2, {f"shard-{unit}": (unit, 7)}, 1.0, 2.0 + unit) for unit in range(count)]


@given(cut=st.integers(0, 400))
@settings(max_examples=60)
def test_a_journal_cut_off_anywhere_keeps_all_whole_lines(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    with open_journal(folder) as stream:
        for entry in entries(4):
            append(stream, entry)
    path = folder / "journal"
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    lines = whole[:cut].count(b"\n") + (whole[cut : cut + 1] == b"\n")
    assert list(read_journal(folder).values()) == entries(4)[:lines]
    with open_journal(folder) as stream:
        append(stream, entries(5)[4])
    assert list(read_journal(folder).values()) == [*entries(4)[:lines], entries(5)[4]]


@given(place=st.integers(0, 300), bit=st.integers(0, 7))
@settings(max_examples=60)
def test_a_damaged_line_does_not_count(
    place: int, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    rewrite_journal(folder, reversed(entries(4)))
    path = folder / "journal"
    content = bytearray(path.read_bytes())
    place %= len(content)
    content[place] ^= 1 << bit
    path.write_bytes(content)
    found = read_journal(folder)
    assert len(found) in {2, 3}  # a line, or two if the flip joins them
    assert all(entries(4)[unit] == entry for unit, entry in found.items())


def test_a_later_entry_of_a_unit_counts(tmp_path: Path) -> None:
    rewrite_journal(tmp_path, entries(2))
    again = Entry(0, 10, 0, {})
    with open_journal(tmp_path) as stream:
        append(stream, again)
    assert read_journal(tmp_path)[0] == again


def test_an_entry_without_its_file_in_full_does_not_count(tmp_path: Path) -> None:
    known = {entry.unit: entry for entry in entries(4)}
    (tmp_path / "shard-0").write_bytes(b"")
    (tmp_path / "shard-2").write_bytes(b"1")
    (tmp_path / "shard-3").write_bytes(b"123")
    assert set(present(tmp_path, known)) == {0, 3}


@given(
    members=st.integers(1, 10**8),
    options=st.integers(2, 60),
    years=st.integers(1, 20),
    keep=st.sampled_from(["weekly", "quarterly", "annual"]),
    states=st.booleans(),
)
def test_units_hold_every_member_once_and_fit_in_memory(
    members: int, options: int, years: int, keep: Keep, states: bool
) -> None:
    size = bytes_per_run(keep, years, 8, 133, 5 if states else 0)
    unit = choose_unit(members, options, size)
    names = tuple(map(str, range(options)))
    layout = Layout(names, members, years, keep, 8, ("a",), (), unit)
    assert 1 <= unit <= members
    assert layout.members_of(0).start == 0
    assert layout.members_of(layout.units - 1).stop == members
    assert len(layout.members_of(layout.units - 1)) > 0
    assert unit * options * size <= 48_000_000 or unit == 1
    # Few files even for the largest studies, unless memory forbids it.
    assert layout.units <= 10_000 or unit * options * size > 16_000_000


@pytest.mark.parametrize("blocks", [1, 3, 20])
@pytest.mark.parametrize("shape", ["lognormal", "counts", "mostly zero"])
def test_pooled_blocks_come_close_to_all_runs(blocks: int, shape: str) -> None:
    chance = np.random.default_rng(5)
    values = {
        "lognormal": chance.lognormal(size=(2, 40_000, 3)),
        "counts": chance.poisson(3.0, size=(2, 40_000, 3)).astype(float),
        "mostly zero": np.maximum(chance.normal(-1.0, 1.0, size=(2, 40_000, 3)), 0.0),
    }[shape]
    levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    pool = Pool(levels)
    for part in np.array_split(values, blocks, axis=1):
        pool.add(part)
    results = pool.results()
    assert results["mean"] == pytest.approx(values.mean(axis=1), rel=1e-12)
    assert results["sd"] == pytest.approx(values.std(axis=1, ddof=1), rel=1e-9)
    # The share of runs below a pooled quantile brackets its level, but for 0.25 %.
    for place, level in enumerate(levels):
        found = results["quantile"][:, None, :, place]
        slack = np.abs(found) * 1e-9 + 1e-9
        assert ((values < found - slack).mean(axis=1) <= level + 0.0025).all()
        assert ((values <= found + slack).mean(axis=1) >= level - 0.0025).all()


def test_runs_that_failed_do_not_count() -> None:
    values = np.arange(20.0).reshape(1, 20, 1).repeat(2, axis=0)
    values[1, 5:] = np.nan
    pool = Pool([0.5])
    for part in np.array_split(values, 4, axis=1):
        pool.add(part)
    results = pool.results()
    assert results["count"][:, 0].tolist() == [20.0, 5.0]
    assert results["mean"][:, 0].tolist() == [9.5, 2.0]
    assert results["maximum"][:, 0].tolist() == [19.0, 4.0]
