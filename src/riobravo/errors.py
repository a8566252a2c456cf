"""Errors that a user can act on: one sentence naming the place, what is wrong and the fix."""

from __future__ import annotations

from pathlib import Path
from typing import Final

# Names and values from files may hold line breaks; an error is one line.
_ONE_LINE: Final = str.maketrans("\r\n\t", "   ")


class RiobravoError(Exception):
    """A mistake in the input or the surroundings; shown as one line, never as a traceback.

    Args:
        message: what is wrong, in one sentence.
        file: the file it is in.
        line: the line of that file, counted from 1.
        field: the field, dotted from the top of the file (`options.2.start`), or the argument.
        fix: what the user can do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        field: str | None = None,
        fix: str | None = None,
    ) -> None:
        self.message = message
        self.file = None if file is None else str(file)
        self.line = line
        self.field = field
        self.fix = fix
        super().__init__(str(self))

    def __str__(self) -> str:
        place = self.file or ""
        if self.file and self.line is not None:
            place = f"{place}:{self.line}"
        parts = [part for part in (place, self.field) if part]
        sentence = ": ".join([*parts, self.message])
        sentence = f"{sentence} Fix: {self.fix}" if self.fix else sentence
        return sentence.translate(_ONE_LINE)


class InputError(RiobravoError):
    """A study, option, claim or argument that cannot be used as written."""


class DataError(RiobravoError):
    """An observed series or ledger entry that is missing, altered or outside its coverage."""


class OutputError(RiobravoError):
    """A result that cannot be written: no permission, no room, or a name already taken."""


class SimulationError(RiobravoError):
    """A simulation that left its bounds, or a self-test that failed."""
