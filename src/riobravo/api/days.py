"""The day that a caller names."""

from __future__ import annotations

import datetime

from riobravo.dates import parse_date
from riobravo.errors import InputError


def day_of(as_of: str) -> datetime.date:
    """Return the day from which on nothing is used.

    Args:
        as_of: the day, `YYYY-MM-DD`.

    Raises:
        InputError: it is none.
    """
    try:
        return parse_date(as_of)
    except ValueError as error:
        raise InputError(f"{error}.", field="as_of", fix="write a day such as 2023-06-30.") from None
