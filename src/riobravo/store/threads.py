"""Units of work on the threads of this process."""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final

from riobravo.ensemble.runner import default_threads
from riobravo.store.journal import Entry

if TYPE_CHECKING:
    from riobravo.store.running import Task
    from riobravo.store.unit import Workshop

_LOG: Final = logging.getLogger(__name__)


def do_on_threads(workshop: Workshop, tasks: Sequence[Task], threads: int | None) -> Generator[Entry]:
    """Do tasks, and yield what is on disk as it gets there.

    Ctrl-C drops what has not begun; what has is finished and yielded first. Closing the iterator waits
    for it, too.

    Args:
        workshop: the study.
        tasks: units, with the failed runs to do again.
        threads: number of threads; all processors if None.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    waiting = iter(tasks)
    most = threads or default_threads()
    stopped: KeyboardInterrupt | None = None

    def work(task: Task) -> Entry:
        unit, failed = task
        return workshop.redo_failed(unit, failed) if failed else workshop.do(unit)

    with ThreadPoolExecutor(most, thread_name_prefix="riobravo") as pool:
        running: set[Future[Entry]] = set()
        try:
            while True:
                while not stopped and len(running) < most and (task := next(waiting, None)) is not None:
                    running.add(pool.submit(work, task))
                if not running:
                    break
                try:
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                except KeyboardInterrupt as error:
                    if stopped:
                        raise
                    stopped = error
                    _LOG.warning("Stopping, as soon as the units in work are on disk.")
                    continue
                for future in finished:
                    yield future.result()
        finally:
            for future in running:
                future.cancel()
    if stopped:
        raise stopped
