"""One fixed colour per option, distinguishable with any common colour vision and in print."""

from __future__ import annotations

from collections.abc import Sequence

REFERENCE = "#444444"
OBSERVED = "#000000"
# Okabe and Ito (2008) without black and yellow, then darker colours of Tol's "muted" scheme.
OPTIONS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#882255",
    "#999933",
    "#332288",
    "#AA4499",
    "#117733",
)


def colours(options: Sequence[str]) -> dict[str, str]:
    """Give every option its colour: grey for the reference (first), then a fixed order.

    Args:
        options: option ids in the order of the study.
    """
    chosen = {option: OPTIONS[(place - 1) % len(OPTIONS)] for place, option in enumerate(options)}
    return chosen | ({options[0]: REFERENCE} if options else {})
