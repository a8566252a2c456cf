"""Units of work on the workers of a Dask cluster, which put them on a shared disk themselves.

The scheduler and this process see the number of a unit on the way there and a few numbers on the way
back. The manifest on the shared disk tells a worker everything else.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final

from riobravo.errors import InputError, OutputError, RiobravoError
from riobravo.store.connecting import connected
from riobravo.store.journal import Entry

if TYPE_CHECKING:
    from distributed import Client, Future

    from riobravo.store.running import Task
    from riobravo.store.unit import Workshop

_LOG: Final = logging.getLogger(__name__)
# Units handed out per thread of a worker: one in work, one waiting. More would only load the scheduler.
_AHEAD: Final = 2
# How often workers are counted while no unit comes back, and when their absence is spoken of.
_SECONDS_TO_LOOK: Final = 1.0
_SECONDS_ALONE: Final = 5.0


def do_on_cluster(
    workshop: Workshop, tasks: Sequence[Task], scheduler: str, is_stopped: Callable[[], bool]
) -> Generator[Entry]:
    """Do tasks on a cluster, and yield what is on disk as it gets there.

    A unit whose worker dies goes to another one; if it brings down several, its runs count as lost.
    Without workers it waits for some, and says so.

    Args:
        workshop: the study, in a folder that all workers see under the same path.
        tasks: units, with the failed runs to do again.
        scheduler: address of the scheduler, such as `tcp://node1:8786`.
        is_stopped: tells whether to hand out no further task, and not to wait for workers.

    Raises:
        InputError: nobody answers under the address any more.
        OutputError: a worker does not see the folder, has other code, data or evidence or fails for
            another reason that is not a run's, or the scheduler has gone.
    """
    folder, study = str(workshop.folder), workshop.manifest.id
    with connected(scheduler) as client:
        crew, errand = _Crew(client, scheduler, folder), _errand()
        waiting = iter(tasks)
        tasks_of: dict[Future[Entry], Task] = {}
        finished: SimpleQueue[Future[Entry]] = SimpleQueue()

        def hand_out() -> None:
            while (
                len(tasks_of) < crew.places()
                and not is_stopped()
                and (task := next(waiting, None)) is not None
            ):
                future = client.submit(errand, folder, study, *task, pure=False, key=_key(study, task[0]))
                tasks_of[future] = task
                future.add_done_callback(finished.put)

        hand_out()
        while tasks_of and not (is_stopped() and crew.is_gone):
            try:
                future = finished.get(timeout=_SECONDS_TO_LOOK)
                entry = _entry(workshop, future, tasks_of[future][0])
            except Empty:
                crew.look()
            else:
                if entry is None:
                    finished.put(future)
                    crew.look()
                    continue
                del tasks_of[future]
                yield entry
            hand_out()


class _Crew:
    """The workers of a scheduler.

    Args:
        client: the way to the scheduler.
        scheduler: its address.
        folder: the folder that they must see.
    """

    def __init__(self, client: Client, scheduler: str, folder: str) -> None:
        self.client, self.scheduler, self.folder = client, scheduler, folder
        self._threads = 0
        self._look_again = 0.0
        self._alone_since: float | None = None
        self._was_told = False
        self.look()

    @property
    def is_gone(self) -> bool:
        """Whether no worker was there when they were last counted."""
        return self._alone_since is not None

    def places(self) -> int:
        """Return how many units to hand out; some while no worker has come yet."""
        if time.monotonic() >= self._look_again:
            self.look()
        return _AHEAD * max(1, self._threads)

    def look(self) -> None:
        """Count the workers, and say so if there are none for a while or the first ones come."""
        self._look_again = time.monotonic() + _SECONDS_TO_LOOK
        try:
            workers = self.client.nthreads()
        except OSError:
            return  # the client itself notices if the scheduler has gone
        self._threads = sum(workers.values())
        if workers:
            if self._was_told:
                _LOG.warning("Workers connected to %s: %d.", self.scheduler, len(workers))
            self._alone_since, self._was_told = None, False
            return
        now = time.monotonic()
        self._alone_since = self._alone_since or now
        if not self._was_told and now - self._alone_since >= _SECONDS_ALONE:
            self._was_told = True
            _LOG.warning(
                "No worker is connected to %s; waiting for one. On a machine that sees %s, start:"
                " dask worker %s --nthreads 1",
                self.scheduler,
                self.folder,
                self.scheduler,
            )


def _entry(workshop: Workshop, future: Future[Entry], unit: int) -> Entry | None:
    """Return what became of a unit; None if it is not known yet, as its worker has just died.

    Raises:
        OutputError: see `do_on_cluster`.
    """
    from distributed import KilledWorker

    try:
        entry: Entry = future.result(timeout=_SECONDS_TO_LOOK)
    except KilledWorker as error:
        return workshop.give_up(unit, f"its process died: {error}"[:500])
    except (RiobravoError, MemoryError):
        raise
    except (Exception, CancelledError) as error:
        if future.status == "error":
            raise OutputError(
                f"a worker could not do its part ({type(error).__name__}: {error})"[:500] + ".",
                file=workshop.folder,
                fix="install the same versions of riobravo and Dask everywhere, then use `riobravo resume`.",
            ) from error
        if isinstance(error, TimeoutError):
            return None
        raise OutputError(
            "the scheduler has gone.",
            file=workshop.folder,
            fix="what is done is kept; start a scheduler and go on with `riobravo resume`.",
        ) from error
    return entry


def _errand() -> Callable[..., Entry]:
    """Return `do_unit` in a form that a worker without this program can read, so that it can say so.

    A function in a function travels as code and not as a name, at whose absence a worker would die.
    """

    def run(folder: str, study: str, unit: int, failed: Sequence[tuple[int, str]]) -> Entry:
        from riobravo.store.cluster import do_unit

        return do_unit(folder, study, unit, failed)

    return run


def do_unit(folder: str, study: str, unit: int, failed: Sequence[tuple[int, str]]) -> Entry:
    """Do one unit on a worker; only a few numbers travel.

    Args:
        folder: the folder of the study.
        study: hash of its manifest.
        unit: the unit.
        failed: the runs to do again; all if none.
    """
    from riobravo.store.unit import open_workshop

    try:
        workshop = open_workshop(Path(folder), study)
    except InputError as error:
        raise OutputError(
            "a worker does not see the study.",
            file=folder,
            fix="use a folder that every machine sees under the same path.",
        ) from error
    except OutputError as error:
        raise OutputError(
            f"on a worker, {error.message}",
            file=folder,
            fix="install the same riobravo, data and evidence on every machine.",
        ) from error
    return workshop.redo_failed(unit, failed) if failed else workshop.do(unit)


def _key(study: str, unit: int) -> str:
    return f"riobravo-{study[:12]}-{unit}"
