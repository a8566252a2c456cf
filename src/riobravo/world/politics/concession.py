"""Concessions of P6: how likely one is, what it counts, and what a refusal or an empty threat costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from riobravo.world import streams
from riobravo.world.arithmetic import exponential, logarithm
from riobravo.world.compile import inlined
from riobravo.world.streams import draw_pair

_WEEKS = 52.0
# Two of the kinds of demands, as the lever `demand` numbers them.
_MIGRATION, _OFFICIALS = 2.0, 5.0
# By definition a partial concession counts half.
HALF = 0.5


@inlined
def offer(world: Any, record: Any, parameters: Any, on: Any, luck: Any, number: int) -> None:
    """Count what is conceded in the usual course, by chance and with cooperation."""
    politics = world.politics[0]
    rate = parameters.usual_concessions * politics.cooperation / politics.cooperation_start
    expected = rate * on.step / _WEEKS
    u, _ = draw_pair(luck, number, streams.USUAL_CONCESSION, streams.NATION)
    if not on.noise:
        record.national[0].concessions += expected
    elif u < 1.0 - exponential(-expected):
        record.national[0].concessions += 1.0


@inlined
def chance(world: Any, parameters: Any, base: float, more: float) -> float:
    """Return the probability of a concession: a class, moved by the state of the dispute."""
    politics = world.politics[0]
    base = min(max(base, 1e-6), 1.0 - 1e-6)
    odds = logarithm(base / (1.0 - base)) + more
    odds += parameters.credibility_slope * (politics.credibility - 1.0)
    odds += parameters.souring_slope * (politics.view_start - politics.view_of_us) * 10.0
    if politics.demand == _OFFICIALS:
        odds -= parameters.sovereignty_cost
    return float(1.0 / (1.0 + exponential(-odds)))


@inlined
def concede(world: Any, record: Any, parameters: Any, luck: Any, kind: int, episode: float) -> None:
    """Add a concession, full or half, and additional or not."""
    politics = world.politics[0]
    partial, anyway = draw_pair(luck, 0, streams.TERMS + kind, np.uint64(episode))
    size = HALF if partial < parameters.partial_share else 1.0
    politics.conceded += size * (1.0 - politics.conceded)
    record.national[0].concessions += 1.0
    if anyway < parameters.additional_share:
        record.national[0].additional_concessions += 1.0
        politics.concession += size * (1.0 - politics.concession)
        if politics.demand == 0.0 or politics.demand == _MIGRATION:
            politics.concession_migration += size * (1.0 - politics.concession_migration)


@inlined
def refuse(world: Any, parameters: Any, luck: Any, kind: int, episode: float) -> None:
    """Stall, or defy openly."""
    politics = world.politics[0]
    open_refusal, _ = draw_pair(luck, 0, streams.REFUSAL + kind, np.uint64(episode))
    if open_refusal < parameters.defiance_share:
        politics.defiance = 1.0


@inlined
def lose_face(world: Any, parameters: Any) -> None:
    """Let an empty threat cost credibility and approval."""
    politics = world.politics[0]
    politics.credibility *= 1.0 - parameters.credibility_loss
    politics.audience_loss += parameters.audience_cost
