"""One class of drugs: what is ordered, made, seized on the way and used in a week, and what it costs."""

from __future__ import annotations

from typing import Any

from riobravo.world.arithmetic import exponential, logarithm
from riobravo.world.compile import inlined, kernel

# Guards of the arithmetic: nothing divides by zero, and no price follows from an elasticity of zero.
_LEAST = 1e-6
_LEAST_ELASTIC = 0.05


@inlined
def split_ways(ports: float, sea: float, appeal: Any) -> Any:
    """Return the shares of a flow through ports, between them and by sea, given their appeal."""
    a, b, c = ports * appeal[0], (1.0 - ports - sea) * appeal[1], sea * appeal[2]
    total = max(a + b + c, _LEAST)
    return a / total, b / total, c / total


@inlined
def pass_on(share: float, parameters: Any) -> Any:
    """Return how much of a log change of cost retail passes on, given the import share of its price."""
    return share + parameters.price_pass_through_weight * (1.0 - share)


@inlined
def scarcity_price(gap: float, dilution: float, elasticity: float, limit: float) -> float:
    """Return the log rise of the price in a shortage that purity has not taken up."""
    price = (gap - dilution) / max(-elasticity, _LEAST_ELASTIC)
    return min(max(price, -limit), limit)


@kernel
def trade(
    stock: float, wanted: float, loss: float, most: float, ways: Any, effort: Any, parameters: Any
) -> Any:
    """Return the flows of a class, in weeks of its use at the start.

    Args:
        stock: held by sellers.
        wanted: quantity wanted in a week.
        loss: share seized at the start.
        most: the most that can be made in a week.
        ways: shares sent through ports, between them and by sea.
        effort: seizing effort at ports and between them over that of the start, and what is left by sea.
        parameters: reads pipeline_cover and other_exits_share.

    Returns:
        Made, left outside, seized, arrived, used; log shortage; log cost; shares of what
        arrived that came through ports, between them and by sea.
    """
    kept = logarithm(1.0 - loss)
    ports = ways[0] * exponential(kept * effort[0])
    between = ways[1] * exponential(kept * effort[1])
    sea = ways[2] * (1.0 - loss) * effort[2]
    passed = ports + between + sea
    cover, outside = parameters.pipeline_cover, parameters.other_exits_share
    offered = stock / cover
    made = min(max(2.0 * wanted - offered, 0.0) / (passed * (1.0 - outside)), most)
    sent = made * (1.0 - outside)
    arrived = sent * passed
    gap = logarithm(wanted / max(offered, _LEAST)) if wanted > offered else 0.0
    cost = kept - logarithm(passed)
    return (
        made,
        made - sent,
        sent - arrived,
        arrived,
        min(wanted, offered),
        gap,
        cost,
        ports / passed,
        between / passed,
        sea / passed,
    )
