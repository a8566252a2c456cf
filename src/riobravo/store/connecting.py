"""The way to a Dask scheduler: whether somebody answers there, and whether the versions go together."""

from __future__ import annotations

import logging
import re
import socket
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
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
    """Refuse an address at which no Dask scheduler can be reached.

    Args:
        scheduler: address of the scheduler, such as `tcp://node1:8786`.

    Raises:
        InputError: Dask is not installed, the text is no address, or nobody answers under it.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise InputError(
            "running on a cluster needs Dask, which is not installed.",
            field="scheduler",
            fix="install it here and on every machine: pip install 'riobravo[cluster]'.",
        ) from None
    place = _place(scheduler)
    until = time.monotonic() + _SECONDS_TO_ANSWER
    while True:
        try:
            socket.create_connection(place, timeout=max(until - time.monotonic(), 0.1)).close()
        except ConnectionRefusedError as error:
            if time.monotonic() + 0.5 > until:
                raise _nobody(scheduler, error) from error
            time.sleep(0.5)
        except (OSError, UnicodeError, OverflowError) as error:
            raise _nobody(scheduler, error) from error
        else:
            return


def _place(scheduler: str) -> tuple[str, int]:
    """Return host and port of an address."""
    scheme, separator, rest = scheduler.rpartition("://")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if (separator and scheme not in _SCHEMES) or not host or not port:
        raise InputError(
            f"`{scheduler[:200]}` is not the address of a Dask scheduler.",
            field="scheduler",
            fix="give the address that `dask scheduler` prints, such as tcp://node1:8786.",
        )
    return host, port


def _nobody(scheduler: str, error: BaseException) -> InputError:
    why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
    return InputError(
        f"no Dask scheduler answers at `{scheduler[:200]}`{why}.",
        field="scheduler",
        fix="start one with `dask scheduler`, and give the address that it prints.",
    )


@contextmanager
def connected(scheduler: str) -> Iterator[Client]:
    """Be a client of a scheduler while the body runs.

    Raises:
        InputError: see `check_reachable`.
    """
    check_reachable(scheduler)
    from distributed import Client

    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            client = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError) as error:
            raise _nobody(scheduler, error) from error
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
