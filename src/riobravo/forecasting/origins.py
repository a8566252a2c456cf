"""The origins of a series, and the chance that each forecast made there has for itself."""

from __future__ import annotations

import zlib

import numpy as np

from riobravo.credibility.preregistration import Series, month


def origins_of(series: Series) -> list[np.datetime64]:
    """Return the scored origins, earliest first."""
    step = series.origins.every_months
    return list(np.arange(month(series.origins.first), month(series.origins.last) + 1, step))


def learning_origins(series: Series) -> list[np.datetime64]:
    """Return the earlier origins that only teach the weights."""
    first, step = month(series.origins.first), series.origins.every_months
    count = int((first - month(series.origins.learning_from)).astype(np.int64)) // step
    return [first - step * back for back in range(count, 0, -1)]


def chance(seed: int, series: str, origin: np.datetime64, model: str) -> np.random.Generator:
    """Return the random numbers of one model at one origin.

    They depend on nothing else: other models, series and origins change none of them.
    """
    address = [zlib.crc32(series.encode()), int(origin.astype("datetime64[M]").astype(np.int64))]
    return np.random.default_rng([seed, *address, zlib.crc32(model.encode())])
