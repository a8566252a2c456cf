"""What to run, from what somebody asks for; and the command line that asks for it again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from riobravo.errors import InputError
from riobravo.evidence.worldviews import POOL
from riobravo.options.catalogue import STATUS_QUO, is_path, shipped_names
from riobravo.options.schema import Option
from riobravo.study import Study, load_study
from riobravo.validation import suggest

# What a single option is compared to.
REFERENCE: Final = STATUS_QUO


def plan(options: Sequence[str | Option], *, study: Study | None = None, **changes: Any) -> Study:
    """Return the study that compares some options; see `compare` for the arguments."""
    if isinstance(options, str):
        options = [options]
    chosen = list(options)
    if not chosen:
        raise InputError("no option is named.", field="options", fix="name one or more options.")
    if chosen == [REFERENCE]:
        raise InputError(
            "the status quo alone compares nothing.",
            field="options",
            fix="name one or more other options; `riobravo options` lists them.",
        )
    if len(chosen) == 1:
        chosen.insert(0, REFERENCE)
    base = study or load_study()
    own = {one.id: one for one in base.options if isinstance(one, Option)}
    chosen = [_find(one, own) if isinstance(one, str) else one for one in chosen]
    given = {name: value for name, value in changes.items() if value is not None}
    if "start" in given and "as_of" not in given:
        given["as_of"] = None
    return base.with_changes(options=chosen, **given)


def _find(name: str, own: Mapping[str, Option]) -> str | Option:
    """Return the option that a study brings along under this name, or else the name."""
    if own and name not in own and not is_path(name) and name not in shipped_names():
        raise InputError(
            f"neither the study nor the catalogue has an option `{name[:60]}`.",
            field="options",
            fix=suggest(name[:60], [*own, *shipped_names()]),
        )
    return own.get(name, name)


def command_line(study: Study, worldview: str | None = None, file: Path | None = None) -> str:
    """Return the command that compares the options of a study again.

    Args:
        study: what was run.
        worldview: what the user called its worldview; the worldview's id, or that of the file, if
            None.
        file: the study file that everything else came from.
    """
    names = [one if isinstance(one, str) else one.id for one in study.options]
    words = ["riobravo", "compare", *names, "--years", str(study.years)]
    words += ["--members", str(study.members), "--seed", str(study.seed), "--start", study.start]
    if study.as_of is not None:
        words += ["--as-of", study.as_of]
    if study.calibration != "none":
        words += ["--calibration", study.calibration]
    if file is not None:
        words += ["--study", str(file)]
        name = worldview
    else:
        name = worldview or study.resolved_worldview().id
        name = None if name == POOL else name
    if name is not None:
        words += ["--worldview", name]
    return shlex.join(words)
