"""The way to a Dask scheduler: whether one answers, and whether the versions go together."""

from __future__ import annotations

import asyncio
import logging
import re
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from riobravo.errors import InputError

if TYPE_CHECKING:
    from distributed import Client

_LOG: Final = logging.getLogger(__name__)
_SCHEMES: Final = frozenset({"tcp", "tls", "ws", "wss"})
# A scheduler that was started a moment ago may not listen yet.
_SECONDS_TO_ANSWER: Final = 5.0
_SECONDS_TO_CONNECT: Final = 15.0


def check_reachable(scheduler: str) -> None:
    """Refuse an address at which no Dask scheduler answers.

    Args:
        scheduler: address of the scheduler, such as `tcp://node1:8786`.

    Raises:
        InputError: Dask is not installed, the text is no address, nobody answers under it, somebody
            else, or a scheduler whose version does not go with the one here.
    """
    try:
        import_module("distributed")
    except ImportError:
        raise InputError(
            "running on a cluster needs Dask, which is not installed.",
            field="scheduler",
            fix="install it here and on every machine: pip install 'riobravo[cluster]'.",
        ) from None
    _check_address(scheduler)
    # In a thread of its own, as a notebook has a loop in this one. A client would hang on strangers.
    with ThreadPoolExecutor(1) as pool:
        try:
            kind = pool.submit(asyncio.run, _ask_kind(scheduler)).result()
        except (Exception, asyncio.CancelledError) as error:  # whatever a stranger's answer leads to
            raise _nobody(scheduler, "no Dask scheduler answers") from error
        if kind != "Scheduler":
            raise _nobody(scheduler, f"a {str(kind)[:20]} and no Dask scheduler answers")
        try:
            pool.submit(asyncio.run, _greet(scheduler)).result()
        except OSError as error:
            raise _nobody(scheduler, "no Dask scheduler answers") from error
        except Exception as error:
            raise InputError(
                f"the Dask scheduler at `{scheduler[:200]}` does not go with Dask {version('distributed')}"
                f" here ({type(error).__name__}: {error})"[:500]
                + ".",
                field="scheduler",
                fix="install the same version of Dask on every machine.",
            ) from error


def _check_address(scheduler: str) -> None:
    scheme, separator, rest = scheduler.rpartition("://")
    try:
        parts = urlsplit(f"//{rest}")
        is_place = bool(parts.hostname and parts.port)
    except ValueError:
        is_place = False
    if not is_place or (separator and scheme not in _SCHEMES):
        raise InputError(
            f"`{scheduler[:200]}` is not the address of a Dask scheduler.",
            field="scheduler",
            fix="give the address that `dask scheduler` prints, such as tcp://node1:8786.",
        )


async def _ask_kind(scheduler: str) -> str | None:
    """Return what answers: a `Scheduler`, or another part of Dask."""
    from distributed.comm import connect
    from distributed.security import Security

    async def ask() -> str | None:
        secrets = Security().get_connection_args("client")
        comm = await connect(scheduler, timeout=_SECONDS_TO_ANSWER, **secrets)
        try:
            await comm.write({"op": "identity", "reply": True})
            told = await comm.read()
        finally:
            comm.abort()
        return told.get("type") if isinstance(told, dict) else None

    return await asyncio.wait_for(ask(), 2 * _SECONDS_TO_ANSWER)


async def _greet(scheduler: str) -> None:
    """Register as a client does, and leave.

    A client that fails in its constructor leaves half of itself behind, at which Python hangs when it ends.
    """
    from distributed import Client

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other versions that do go together, `connected` tells
        client = Client(scheduler, asynchronous=True, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        try:
            await client
        finally:
            await client.close()


def _nobody(scheduler: str, what: str) -> InputError:
    return InputError(
        f"{what} at `{scheduler[:200]}`.",
        field="scheduler",
        fix="start one with `dask scheduler`, and give the address that it prints.",
    )


@contextmanager
def connected(scheduler: str) -> Iterator[Client]:
    """Be a client of a scheduler that was found by `check_reachable` while the body runs.

    Raises:
        InputError: it has gone meanwhile.
    """
    from distributed import Client

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            client = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        except OSError as error:
            raise _nobody(scheduler, "no Dask scheduler answers") from error
    for one in heard:
        if one.category.__name__ == "VersionMismatchWarning":
            _LOG.warning(
                "Versions here, at the scheduler and on its workers differ in %s: the numbers stay the same,"
                " but should a connection fail, install the same ones.",
                ", ".join(_packages(str(one.message))) or "some package",
            )
    with client:
        yield client


def _packages(table: str) -> list[str]:
    """Return the packages that a table of differing versions lists."""
    return re.findall(r"^\| ([a-z][\w.-]*) +\|", table, re.MULTILINE)
