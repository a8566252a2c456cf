"""A second process that compiles parts into the cache while this one compiles others.

It is only ever a help: if it cannot be started, fails or is too slow, its parts are compiled here.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from riobravo.world.compile import cache_folder, compiling, load_part

# A part, and the types of its arguments.
Task = tuple[Any, tuple[Any, ...]]

# Seconds that this process waits for its helper once its own work is done, many times what it should take.
_PATIENCE: Final = 120.0
# It reads before it imports anything, as what it is sent need not fit into the pipe.
_PROGRAM: Final = """\
import sys
sent = sys.stdin.buffer.read({size})
sys.path[:] = {path!r}
from riobravo.world.helper import compile_sent
compile_sent(sent)
"""


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def helped(tasks: list[Task]) -> Iterator[None]:
    """Have parts compiled into the cache by another process meanwhile, if there is a processor for it."""
    helper = start_helper(tasks) if tasks and processors() > 1 else None
    if helper is None:
        yield
        return
    try:
        yield
        with suppress(subprocess.TimeoutExpired):
            helper.wait(_PATIENCE)
    finally:
        helper.kill()
        helper.communicate()


def start_helper(tasks: list[Task]) -> subprocess.Popen[bytes] | None:
    """Start a process that compiles parts into the cache; None if the system does not let us."""
    if not sys.executable:  # Python that is part of another program may not know where it is
        return None
    sent = pickle.dumps([(part.__module__, part.__name__, types) for part, types in tasks])
    try:
        helper = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(size=len(sent), path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "RIOBRAVO_CACHE": str(cache_folder().parent.parent)},
        )
    except OSError:
        return None
    # The pipe stays open as long as this process lives. A helper that has died already reads nothing.
    with suppress(OSError):
        assert helper.stdin is not None
        helper.stdin.write(sent)
        helper.stdin.flush()
    return helper


def compile_sent(sent: bytes) -> None:
    """Compile parts for the process that started this one, and end when that does.

    Args:
        sent: modules and names of the parts with the types of their arguments, see `start_helper`.
    """
    # On Ctrl-C the other process decides: it may still need what is made here.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_together, daemon=True).start()
    with compiling():
        for module, name, types in pickle.loads(sent):
            load_part(module, name, types)


def _end_together() -> None:
    """Wait for the end of the pipe, which only comes when the other process has ended or given up."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
