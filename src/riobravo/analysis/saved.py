"""Saved results: what `riobravo diff` can compare.

These are results (`riobravo compare --save`, `--json`, or the folder of a report), and what `riobravo check
--json`, `riobravo reproduce --json` and `riobravo claims --json` print.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from riobravo.errors import InputError

Kind = Literal["result", "check", "reproduce", "claims"]

MAXIMUM_BYTES: Final = 50_000_000
IN_FOLDER: Final = "result.json"
# What each kind of file lists: the field of the list, of a name, and of a verdict.
LISTS: Final[Mapping[Kind, tuple[str, str, str]]] = {
    "check": ("behaviours", "id", "status"),
    "reproduce": ("targets", "id", "status"),
}
_SAVE: Final = "give a result saved with `riobravo compare --save FILE.json`, or the folder of a report."


@dataclass(frozen=True)
class Saved:
    """A file that was read.

    Args:
        path: where it stands.
        kind: what it holds.
        content: its content.
    """

    path: Path
    kind: Kind
    content: dict[str, Any]


def read_saved(path: Path) -> Saved:
    """Read a saved result.

    Args:
        path: a JSON file, or the folder of a report.

    Raises:
        InputError: it is no such file, or an older version wrote it.
    """
    file = path / IN_FOLDER if path.is_dir() else path
    if path.is_dir() and not file.exists():
        raise InputError("the folder holds no result.json.", file=path, fix=_SAVE)
    if file.suffix.lower() in (".csv", ".parquet"):
        raise InputError("tables of worlds do not say what was concluded.", file=file, fix=_SAVE)
    try:
        if file.stat().st_size > MAXIMUM_BYTES:
            raise InputError("the file is larger than 50 MB.", file=file, fix=_SAVE)
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            "there is no such file.", file=file, fix="check the path and the spelling."
        ) from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror}).", file=file, fix=_SAVE) from None
    except json.JSONDecodeError as error:
        raise InputError(f"this is not JSON: {error.msg}.", file=file, line=error.lineno, fix=_SAVE) from None
    except (UnicodeDecodeError, RecursionError):
        raise InputError("this is not JSON.", file=file, fix=_SAVE) from None
    return _identify(content, file)


def _identify(content: Any, file: Path) -> Saved:
    if (
        isinstance(content, list)
        and content
        and all(isinstance(one, dict) and "id" in one for one in content)
    ):
        return Saved(file, "claims", {"claims": content})
    if isinstance(content, dict):
        if isinstance(content.get("conclusions"), dict) and isinstance(content.get("made_from"), dict):
            return Saved(file, "result", content)
        if "outcomes" in content and "options" in content:
            raise InputError(
                "an earlier version wrote this result, without its conclusions and what it was made from.",
                file=file,
                fix="run the comparison again and save it.",
            )
        for kind, (field, _, _) in LISTS.items():
            if isinstance(content.get(field), list):
                return Saved(file, kind, content)
    raise InputError("this JSON is no result of riobravo.", file=file, fix=_SAVE)
