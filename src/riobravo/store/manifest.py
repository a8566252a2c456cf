"""The manifest: what a study on disk was made from, and the hash of it that names the study."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, dataclass, fields, replace
from functools import cache, lru_cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from riobravo._version import __version__
from riobravo.errors import InputError, OutputError
from riobravo.files import write_together
from riobravo.store.layout import KEEP, Keep, Layout, bytes_per_run, choose_unit
from riobravo.store.migrations import SCHEMA, migrate
from riobravo.store.names import MANIFEST

if TYPE_CHECKING:
    from riobravo.ensemble.job import Job
    from riobravo.study import Study

_PACKAGE: Final = Path(__file__).parents[1]
# Everything that a number can depend on, apart from the observed series, which have their own hash.
_NUMBERS: Final = (
    "world",
    "ensemble",
    "options",
    "evidence",
    "observed",
    "credibility/calibration",
    "study.py",
    "study_fields.py",
    "dates.py",
)
# Observed series have a hash of their own, and not all of them are used.
_KINDS: Final = frozenset({".py", ".yaml", ".json", ".npz", ".parquet"})
_LIBRARIES: Final = ("numba", "numpy", "scipy", "zarr", "numcodecs")
# What may differ where a study is continued: the program gives the same bits on other machines, and
# reads earlier layouts.
_FREE: Final = frozenset({"id", "schema", "environment"})


@dataclass(frozen=True)
class Manifest:
    """What a study on disk was made from.

    Args:
        id: hash of all that follows, 64 hexadecimal digits, which names the study.
        schema: version of the layout on disk.
        version: version of the program.
        code_hash: hash of all code and options that numbers depend on.
        ledger_hash: hash of all parameters and sources.
        data_hash: hash of the observed series used.
        name: short name of the study.
        study: the study as YAML.
        seed: its seed, as text, as it does not fit the integers of many programs.
        layout: the shape of what is kept.
        environment: versions of Python and libraries, system and processor.
    """

    id: str
    schema: int
    version: str
    code_hash: str
    ledger_hash: str
    data_hash: str
    name: str
    study: str
    seed: str
    layout: Layout
    environment: dict[str, str]

    def load_study(self) -> Study:
        """Return the study itself."""
        return _load(self.study)


def make_manifest(study: Study, *, keep: Keep, states: bool, unit: int | None) -> Manifest:
    """Return the manifest of a study that begins now.

    Args:
        study: what to run.
        keep: which readings to keep, see `Layout`.
        states: whether to keep annual outcomes by state.
        unit: members per unit of work; the study decides if None.

    Raises:
        InputError: an argument does not fit.
        DataError: the observed series do not serve the study's dates.
    """
    from riobravo.ensemble.opening import SERIES_USED
    from riobravo.evidence.loading import ledger_hash
    from riobravo.observed import data_hash
    from riobravo.world.outcomes import BY_STATE, NATIONAL
    from riobravo.world.run import WEEKS_PER_QUARTER

    _check(keep, unit)
    on = {None, *study.active_mechanisms}
    outcomes = tuple(one.name for one in NATIONAL if one.needs in on)
    state_outcomes = tuple(one.name for one in BY_STATE if one.needs in on and states)
    before = prepare(study.dump_yaml()).start.before // WEEKS_PER_QUARTER
    options = tuple(option.id for option in study.resolved_options())
    size = bytes_per_run(keep, study.years, before, len(outcomes), len(state_outcomes))
    layout = Layout(
        options=options,
        members=study.members,
        years=study.years,
        keep=keep,
        quarters_before=before,
        outcomes=outcomes,
        state_outcomes=state_outcomes,
        unit=min(unit or choose_unit(study.members, len(options), size), study.members),
    )
    manifest = Manifest(
        id="",
        schema=SCHEMA,
        version=__version__,
        code_hash=code_hash(),
        ledger_hash=ledger_hash(),
        data_hash=data_hash(SERIES_USED),
        name=study.name,
        study=study.dump_yaml(),
        seed=str(study.seed),
        layout=layout,
        environment=environment(),
    )
    return named(manifest)


def named(manifest: Manifest) -> Manifest:
    """Return the manifest with its hash as its name."""
    content = asdict(manifest)
    del content["id"]
    return replace(manifest, id=_hash(content))


def _check(keep: str, unit: int | None) -> None:
    if keep not in KEEP:
        raise InputError(
            f"there is no choice `{keep[:60]}`.", field="keep", fix=f"choose one of {', '.join(KEEP)}."
        )
    if unit is not None and unit < 1:
        raise InputError(f"must be at least 1, got {unit}.", field="chunk", fix="use 1 or more.")


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with its hash.

    Raises:
        OutputError: it cannot be written.
    """
    write_together(folder, {MANIFEST: json.dumps(asdict(manifest), indent=1, ensure_ascii=False) + "\n"})


def has_manifest(folder: Path) -> bool:
    """Tell whether a folder holds a study."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a study, of this version of the layout or an earlier one.

    Args:
        folder: the folder of the study.

    Raises:
        InputError: the folder holds no study, or its manifest was altered.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        known = content.pop("id")
        altered = known != _hash(content)
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(
            "there is no study in this folder.",
            file=folder,
            fix="name the folder of a study, or begin one with `riobravo run STUDY --out FOLDER`.",
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("the manifest cannot be read.", file=path, fix=_RESTORE) from error
    if altered:
        raise InputError("the manifest does not match its own hash.", file=path, fix=_RESTORE)
    content = migrate(content, path)
    try:
        return _from_record({**content, "id": known})
    except (KeyError, TypeError) as error:
        raise InputError("the manifest lacks a part.", file=path, fix=_RESTORE) from error


_RESTORE: Final = "restore the file from a copy, or run the study again in another folder."


def _from_record(content: dict[str, Any]) -> Manifest:
    shape = content["layout"]
    lists = {name: tuple(shape[name]) for name in ("options", "outcomes", "state_outcomes")}
    return Manifest(**{**content, "layout": Layout(**{**shape, **lists})})


def check_same(found: Manifest, wanted: Manifest, folder: Path) -> None:
    """Refuse to continue a study with another study, or with code, data or evidence that changed.

    Raises:
        OutputError: they differ, naming in what.
    """
    shape = [one.name for one in fields(Layout) if _differ(found.layout, wanted.layout, one.name)]
    top = [one.name for one in fields(Manifest) if one.name not in {*_FREE, "layout"}]
    names = [name for name in top if _differ(found, wanted, name)] + shape
    if names:
        told = ", ".join({"unit": "chunk"}.get(name, name.replace("_", " ")) for name in names)
        raise OutputError(
            f"the folder holds another study, begun with version {found.version}: it differs in {told}.",
            file=folder,
            fix="choose another folder, or continue with what the study was begun with.",
        )


def _differ(one: object, other: object, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def current(manifest: Manifest) -> Manifest:
    """Return the manifest that the same study would have if it began here and now.

    Raises:
        DataError: the observed series no longer serve the study's dates.
    """
    layout = manifest.layout
    return make_manifest(
        manifest.load_study(), keep=layout.keep, states=bool(layout.state_outcomes), unit=layout.unit
    )


@lru_cache(maxsize=2)
def prepare(study: str) -> Job:
    """Return a study ready to simulate; the second call costs nothing.

    Args:
        study: the study as YAML.

    Raises:
        InputError: a parameter that it sets does not fit: no run has to fail for that.
        DataError: the observed series do not serve its dates.
    """
    from riobravo.ensemble.job import prepare_job

    job = prepare_job(_load(study))
    job.members.take(0, 1)
    return job


def _load(study: str) -> Study:
    from riobravo.reading import read_text
    from riobravo.study import study_from

    return study_from(read_text(study, MANIFEST), Path())


@cache
def code_hash(rooms: tuple[str, ...] = _NUMBERS) -> str:
    """Return a hash (64 hexadecimal digits) of code and the texts it reads.

    Args:
        rooms: folders and files of the package; all that the numbers of a study depend on if left out.
    """
    digest = hashlib.sha256()
    for room in rooms:
        place = _PACKAGE / room
        inside = [place] if place.is_file() else place.rglob("*")
        files = [path for path in inside if path.suffix in _KINDS and "series" not in path.parts]
        for path in sorted(files, key=lambda one: one.relative_to(_PACKAGE).parts):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


@cache
def environment() -> dict[str, str]:
    """Return versions of Python and libraries, system and processor."""
    import llvmlite.binding

    return {
        "python": platform.python_version(),
        **{name: version_of(name) for name in _LIBRARIES},
        "system": platform.system(),
        "machine": platform.machine(),
        "processor": llvmlite.binding.get_host_cpu_name(),
    }


def _hash(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
