"""Folders, studies and arguments that do not fit: one line, and nothing half-written."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import pytest

import riobravo as rb
from commands.running import call, files_below, refusal
from riobravo.errors import InputError, OutputError
from riobravo.store.migrations import SCHEMA
from store.small import CHUNK, content, small_study, stored


def written(folder: Path, **changes: object) -> Path:
    path = folder / "study.yaml"
    path.write_text(small_study(**changes).dump_yaml())
    return path


@pytest.mark.parametrize("command", ["status", "resume", "rerun", "export"])
def test_a_folder_without_a_study_is_named(command: str, tmp_path: Path) -> None:
    words = {"rerun": ["--failed"], "export": ["--out", str(tmp_path / "x.parquet")]}.get(command, [])
    line = refusal(call(command, str(tmp_path), *words))
    assert line.startswith(f"{tmp_path}: there is no study in this folder.")
    assert files_below(tmp_path) == {}


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    study = written(tmp_path)
    line = refusal(call("run", str(study), "--out", str(tmp_path)))
    assert "holds something else (study.yaml)" in line
    assert list(files_below(tmp_path)) == ["study.yaml"]


@pytest.mark.parametrize("name", ["journal", "failures", "worlds.zarr", "mine.part", "manifest.json.part"])
def test_what_only_sounds_like_ours_is_left_alone(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "diary"
    place = folder / name
    if name == "journal" or name.endswith("part"):
        folder.mkdir()
        place.write_text("Dear diary")
    else:
        place.mkdir(parents=True)
        (place / "notes").write_text("Dear diary")
    before = files_below(folder)
    assert "holds something else" in refusal(call("run", str(written(tmp_path)), "--out", str(folder)))
    assert files_below(folder) == before


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    study = written(tmp_path)
    assert "a file stands where" in refusal(call("run", str(study), "--out", str(study)))
    for command in ("status", "resume"):
        assert "there is no study" in refusal(call(command, str(study)))


def test_a_study_that_another_process_has_just_begun_is_not_wiped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from riobravo.store.manifest import has_manifest

    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    told = iter([False, False])
    monkeypatch.setattr("riobravo.store.running.has_manifest", lambda _: next(told))
    late = "riobravo.store.beginning.has_manifest"
    monkeypatch.setattr(late, lambda place: next(told, None) is None and has_manifest(place))
    with pytest.raises(OutputError, match="another study"):
        rb.run(small_study(seed=43), folder, chunk=CHUNK)
    assert content(folder) == content(stored())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--keep", "hourly"), "keep: there is no choice `hourly`"),
        (("--chunk", "0"), "chunk: must be at least 1"),
        (("--threads", "0"), "threads: must be at least 1"),
        (("--members", "0"), "members"),
    ],
)
def test_bad_arguments_leave_no_folder(words: tuple[str, ...], named: str, tmp_path: Path) -> None:
    study = written(tmp_path)
    assert named in refusal(call("run", str(study), "--out", str(tmp_path / "out"), *words))
    assert not (tmp_path / "out").exists()


def test_a_parameter_out_of_bounds_is_the_study_s_mistake_and_no_failed_run(tmp_path: Path) -> None:
    study = written(tmp_path, parameters={"tariff_elasticity_long": -1.5})
    text = study.read_text().replace("tariff_elasticity_long: -1.5", "tariff_elasticity_long: 7.0")
    study.write_text(text)
    place = text[: text.index("tariff_elasticity_long")].count("\n") + 1
    line = refusal(call("run", str(study), "--out", str(tmp_path / "out")))
    assert f"{study.name}:{place}" in line
    assert "tariff_elasticity_long: the value must lie between -5 and -0.1." in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("changes", "named"),
    [({"seed": 42}, "seed"), ({"members": 12}, "members"), ({"years": 2}, "years")],
)
def test_another_study_is_not_mixed_in(changes: dict[str, int], named: str, tmp_path: Path) -> None:
    before = content(stored())
    line = refusal(call("run", str(written(tmp_path, **changes)), "--out", str(stored())))
    assert "holds another study" in line
    assert named in line
    assert content(stored()) == before


def test_another_choice_of_what_to_keep_is_not_mixed_in(tmp_path: Path) -> None:
    line = refusal(call("run", str(written(tmp_path)), "--out", str(stored()), "--keep", "weekly"))
    assert "keep" in line


def test_changed_code_does_not_continue_a_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    (folder / "worlds.zarr" / "national" / "c.0.1.0.0").unlink()
    monkeypatch.setattr("riobravo.store.manifest.code_hash", lambda: "0" * 64)
    with pytest.raises(OutputError, match="differs in code hash"):
        rb.resume(folder)


@pytest.mark.parametrize("damage", ["alter", "cut", "text", "list", "gone"])
def test_a_damaged_manifest_is_named(damage: str, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    path = folder / "manifest.json"
    text = path.read_text()
    path.write_text(
        {
            "alter": text.replace('"seed": "41"', '"seed": "43"'),
            "cut": text[: len(text) // 2],
            "text": "hello",
            "list": "[1]",
            "gone": text.replace('"id"', '"name of it"'),
        }[damage]
    )
    line = refusal(call("status", str(folder)))
    assert line.startswith(str(path))


def test_a_manifest_with_a_hash_of_its_own_and_a_part_less_is_named(tmp_path: Path) -> None:
    from riobravo.store.manifest import _hash

    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    path = folder / "manifest.json"
    less = json.loads(path.read_text())
    del less["id"], less["layout"]["unit"]
    path.write_text(json.dumps(less | {"id": _hash(less)}))
    assert refusal(call("status", str(folder))).startswith(f"{path}: the manifest lacks a part.")


def test_a_later_layout_is_refused(tmp_path: Path) -> None:
    from riobravo.store.manifest import _hash

    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    path = folder / "manifest.json"
    later = json.loads(path.read_text()) | {"schema": SCHEMA + 1}
    later.pop("id")
    path.write_text(json.dumps(later | {"id": _hash(later)}))
    assert "layout" in refusal(call("status", str(folder)))


def test_a_damaged_shard_of_full_length_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    shard = folder / "worlds.zarr" / "national" / "c.0.1.0.0"
    damaged = bytearray(shard.read_bytes())
    damaged[-3] ^= 255
    shard.write_bytes(damaged)
    assert rb.status(stored(), verify=True)["damaged"] == []
    assert rb.status(folder, verify=True)["damaged"] == ["worlds.zarr/national/c.0.1.0.0"]
    line = refusal(call("export", str(folder), "--out", str(tmp_path / "x.parquet")))
    assert line.startswith(f"{shard}: the shard is missing or damaged.")
    assert not (tmp_path / "x.parquet").exists()


@pytest.mark.parametrize("keep", ["annual", "summaries"])
def test_what_makes_arrays_of_shards_is_put_back(keep: str, tmp_path: Path) -> None:
    group = "summary.zarr" if keep == "summaries" else "worlds.zarr"
    for lost in (group, f"{group}/zarr.json", f"{group}/option"):
        folder = tmp_path / lost.replace("/", "-")
        shutil.copytree(stored(keep), folder)
        place = folder / lost
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()
        assert rb.status(folder, verify=True)["damaged"]
        rb.resume(folder)
        assert content(folder) == content(stored(keep))


def test_verifying_simulates_again_what_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    shard = folder / "worlds.zarr" / "national" / "c.0.1.0.0"
    shard.write_bytes(b"x" * shard.stat().st_size)
    assert call("status", str(folder), "--verify").exit_code == 1
    with pytest.raises(OutputError, match=r"c\.0\.1\.0\.0: the results cannot be read"):
        rb.open_study(folder).mean("homicides")
    assert call("resume", str(folder), "--verify").exit_code == 0
    assert content(folder) == content(stored())
    assert call("status", str(folder), "--verify").exit_code == 0


def test_what_was_added_to_the_journal_goes(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(stored(), folder)
    with (folder / "journal").open("ab") as stream:
        stream.write(b"\0\xff not ours\n\n")
    assert rb.resume(folder)["runs_now"] == 0
    assert content(folder) == content(stored())


def test_rerun_wants_to_know_what() -> None:
    assert "--failed" in refusal(call("rerun", str(stored())))


def test_results_are_not_written_into_the_study() -> None:
    before = content(stored())
    assert "inside the study" in refusal(call("export", str(stored()), "--out", str(stored() / "x.csv")))
    assert content(stored()) == before


@pytest.mark.parametrize(
    "words",
    [("--format", "xlsx"), ("--what", "everything"), ("--what", "states"), ("--what", "failures")],
)
def test_exports_that_cannot_be_are_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    refusal(call("export", str(stored()), "--out", str(tmp_path / "x"), *words))
    assert files_below(tmp_path) == {}


@pytest.mark.parametrize("address", ["", "foo", "http://127.0.0.1:80", "tcp://127.0.0.1", "127.0.0.1:99999"])
def test_what_is_no_address_is_refused_at_once(address: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not the address of a Dask scheduler"):
        rb.run(small_study(), tmp_path / "out", chunk=CHUNK, scheduler=address)
    assert not (tmp_path / "out").exists()


def test_a_stranger_at_the_scheduler_s_address_is_no_scheduler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riobravo.store.connecting._SECONDS_TO_ANSWER", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        address = f"tcp://127.0.0.1:{stranger.getsockname()[1]}"
        with pytest.raises(InputError, match="no Dask scheduler answers"):
            rb.run(small_study(), tmp_path / "out", chunk=CHUNK, scheduler=address)
    assert not (tmp_path / "out").exists()


def test_nobody_at_the_scheduler_s_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riobravo.store.connecting._SECONDS_TO_ANSWER", 0.1)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        rb.run(small_study(), tmp_path / "out", chunk=CHUNK, scheduler="tcp://127.0.0.1:9")
    assert not (tmp_path / "out").exists()


def test_without_dask_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match=r"riobravo\[cluster\]"):
        rb.run(small_study(), tmp_path / "out", chunk=CHUNK, scheduler="tcp://127.0.0.1:9")
