"""One line and a non-zero exit when something is wrong, never a traceback."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from riobravo.errors import RiobravoError

Parameters = ParamSpec("Parameters")


def in_one_line(command: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Turn errors that a user can act on into one line and a non-zero exit."""

    @functools.wraps(command)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except RiobravoError as error:
            _stop(f"error: {error}", 2)
        except KeyboardInterrupt:
            _stop("stopped; nothing was written.", 130)
        except BrokenPipeError:
            # The reader of our output has gone; closing quietly is what it expects.
            _close_output()
            raise typer.Exit(1) from None
        except MemoryError:
            _stop("error: the memory does not suffice. Fix: run fewer --members.", 2)
        except OSError as error:
            if error.filename is None:
                _close_output()
            place = f"{error.filename}: " if error.filename else ""
            _stop(f"error: {place}{error.strerror or error}.", 2)

    return run


def _close_output() -> None:
    """Drop what is still to be printed, so that Python does not try again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code) from None
