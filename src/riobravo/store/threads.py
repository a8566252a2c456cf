"""Units of work on the threads of this process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final

from riobravo.store.journal import Entry
from riobravo.world.helper import processors

if TYPE_CHECKING:
    from riobravo.store.running import Task
    from riobravo.store.unit import Workshop

# How often it is asked whether to stop while no unit is finished.
_SECONDS_TO_LOOK: Final = 0.3


def do_on_threads(
    workshop: Workshop, tasks: Sequence[Task], threads: int | None, is_stopped: Callable[[], bool]
) -> Generator[Entry]:
    """Do tasks, and yield what is on disk as it gets there.

    Closing the iterator drops what has not begun, and waits for what has.

    Args:
        workshop: the study.
        tasks: units, with the failed runs to do again.
        threads: number of threads; all processors if None.
        is_stopped: tells whether to begin no further task.
    """
    waiting = iter(tasks)
    most = threads or processors()

    def work(task: Task) -> Entry:
        unit, failed = task
        return workshop.redo_failed(unit, failed) if failed else workshop.do(unit)

    with ThreadPoolExecutor(most, thread_name_prefix="riobravo") as pool:
        running: set[Future[Entry]] = set()
        try:
            while True:
                while len(running) < most and not is_stopped() and (task := next(waiting, None)) is not None:
                    running.add(pool.submit(work, task))
                if not running:
                    break
                finished, running = wait(running, _SECONDS_TO_LOOK, FIRST_COMPLETED)
                for future in finished:
                    yield future.result()
        finally:
            for future in running:
                future.cancel()
