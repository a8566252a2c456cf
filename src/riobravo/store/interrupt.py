"""Ctrl-C while units are in work: it is noted, so that they get to disk and into the journal first."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_LOG: Final = logging.getLogger(__name__)


@contextmanager
def deferred_interrupt() -> Iterator[Callable[[], bool]]:
    """Note the first Ctrl-C while the body runs, and raise it at its end; a second one is raised at once.

    An exception in the middle of the body would come between a file and the line that says it is there.
    Signals reach the main thread only, and a handler of somebody else's is left as it is: elsewhere, and
    then, nothing is noted.

    Yields:
        Tells whether Ctrl-C was pressed, and says so once: the body should then begin nothing new.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    pressed = said = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            signal.default_int_handler(number, frame)
        pressed = True

    def is_pressed() -> bool:
        # Said here and not by the handler, which may come in the middle of a line.
        nonlocal said
        if pressed and not said:
            said = True
            _LOG.warning("Stopping, as soon as the units in work are on disk.")
        return pressed

    is_ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    if not is_ours:
        yield lambda: False
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield is_pressed
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt
