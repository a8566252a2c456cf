"""Units of work on the workers of a Dask cluster, which put them on a shared disk themselves.

The scheduler and this process see the number of a unit on the way there and a few numbers on the way
back. The manifest on the shared disk tells a worker everything else.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from riobravo.errors import InputError, OutputError
from riobravo.store.journal import Entry

if TYPE_CHECKING:
    from distributed import Client, Future

    from riobravo.store.running import Task
    from riobravo.store.unit import Workshop

# Units handed out per thread of a worker: one in work, one waiting. More would only load the scheduler.
_AHEAD: Final = 2
_SECONDS_TO_CONNECT: Final = 30


def do_on_cluster(workshop: Workshop, tasks: Sequence[Task], scheduler: str) -> Generator[Entry]:
    """Do tasks on a cluster, and yield what is on disk as it gets there.

    A unit whose worker dies goes to another one; if it brings down several, its runs count as lost.

    Args:
        workshop: the study, in a folder that all workers see under the same path.
        tasks: units, with the failed runs to do again.
        scheduler: address of the scheduler, such as `tcp://node1:8786`.

    Raises:
        InputError: Dask is not installed, or nobody answers under the address.
        OutputError: a worker does not see the folder, or has other code, data or evidence.
    """
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError:
        raise InputError(
            "running on a cluster needs Dask, which is not installed.",
            field="scheduler",
            fix="install it here and on every machine: pip install 'riobravo[cluster]'.",
        ) from None
    folder, study = str(workshop.folder), workshop.manifest.id
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"no Dask scheduler answers at `{scheduler[:200]}`.",
            field="scheduler",
            fix="start one with `dask scheduler`, and give the address that it prints.",
        ) from error
    with client:
        waiting = iter(tasks)
        tasks_of: dict[Future[Entry], Task] = {}
        finished = as_completed(loop=client.loop)

        def hand_out() -> None:
            while len(tasks_of) < _places(client) and (task := next(waiting, None)) is not None:
                future = client.submit(do_unit, folder, study, *task, pure=False, key=_key(study, task[0]))
                tasks_of[future] = task
                finished.add(future)

        hand_out()
        for future in finished:
            unit, _ = tasks_of.pop(future)
            try:
                entry: Entry = future.result()
            except KilledWorker as error:
                entry = workshop.give_up(unit, f"its process died: {error}"[:500])
            yield entry
            hand_out()


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
    return workshop.redo_failed(unit, failed) if failed else workshop.do(unit)


def _key(study: str, unit: int) -> str:
    return f"riobravo-{study[:12]}-{unit}"


def _places(client: Client) -> int:
    """Return how many units to hand out; some while no worker has come yet."""
    threads: int = sum(client.nthreads().values())
    return _AHEAD * max(1, threads)
