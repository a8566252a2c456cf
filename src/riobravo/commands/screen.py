"""What commands share: printing for people or machines, and a progress bar with time left."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rich.console import Console


class Report(Protocol):
    """Told how much is done of how much, and optionally what the bar is now called."""

    def __call__(self, done: int, total: int, new_title: str | None = None, /) -> None:
        """Show it."""


def print_json(content: Any) -> None:
    """Print JSON to standard output, and nothing else."""
    json.dump(content, sys.stdout, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def error_console() -> Console:
    """Return a console for messages that are not results."""
    from rich.console import Console

    return Console(stderr=True)


def say(message: str) -> None:
    """Print a line about the work in hand to standard error."""
    error_console().print(message, markup=False, highlight=False, style="dim")


@contextmanager
def show_progress(title: str, unit: str = "worlds", *, simulates: bool = True) -> Iterator[Report]:
    """Show a bar with the time left while the body runs, if people are watching.

    Args:
        title: what is being done.
        unit: what is counted.
        simulates: whether kernels may have to be compiled first.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = error_console()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(f"{unit},"),
        TimeElapsedColumn(),
        TextColumn("so far,"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=console,
        transient=True,
    )

    # Nothing is said before the first report, so that a mistake in the input stays one line.
    def report(done: int, total: int, new_title: str | None = None) -> None:
        if not bar.task_ids:
            if simulates:
                announce_compiling()
            bar.add_task(title, total=total)
            if console.is_terminal:
                bar.start()
            else:
                say(title)
        bar.update(bar.task_ids[0], completed=done, total=total, description=new_title or title)

    try:
        yield report
    finally:
        if console.is_terminal:
            bar.stop()


def title_of(options: int, years: int) -> str:
    """Say how much is simulated, as the title of the progress bar."""
    return f"{options} option{'' if options == 1 else 's'}, {years} year{'' if years == 1 else 's'}"


def announce_compiling() -> None:
    """Say so if the kernels have to be compiled first."""
    from riobravo.world.parts import is_compiled

    if not is_compiled():
        say("Compiling the simulation for this machine: once, about twenty seconds.")
