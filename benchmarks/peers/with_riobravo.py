"""riobravo: its own compiled week, with the four mechanisms of the published model and nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from peers.model import Cartels, Peer, Totals
from riobravo import __version__
from riobravo.credibility.laboratory import PUBLISHED
from riobravo.ensemble.draws import kernel_record
from riobravo.ensemble.job import PAST
from riobravo.ensemble.opening import make_opening
from riobravo.evidence.draw import draw
from riobravo.evidence.loading import load_ledger
from riobravo.observed import adjacency, group_map
from riobravo.world.levers import neutral_table
from riobravo.world.orders import plan_table
from riobravo.world.outcomes import BY_STATE, NATIONAL
from riobravo.world.run import WEEKS_PER_YEAR, run_members
from riobravo.world.state import STATES
from riobravo.world.streams import luck_of

# More than in a study: every task makes working space of its own, which the short weeks of this law feel.
CHUNK = 128
_PLACE = {outcome.name: k for k, outcome in enumerate(NATIONAL)}


def peers(_: Cartels) -> list[Peer]:
    ledger = load_ledger()
    names = [name for name, parameter in ledger.items() if parameter.distribution.is_drawn]
    row = draw(ledger, {name: np.full(1, 0.5) for name in names})
    row |= {name: np.array([value]) for name, value in PUBLISHED.items()}
    record = kernel_record(ledger, row)
    opening = make_opening(group_map(), np.zeros(STATES), adjacency())

    def some(first: int, count: int, weeks: int, seed: int, noise: bool) -> Totals:
        national = np.zeros((count, 1, weeks // WEEKS_PER_YEAR, len(NATIONAL)))
        run_members(
            opening,
            np.repeat(record, count),
            plan_table(np.tile(neutral_table(1), (count, 1, 1, 1))),
            0,
            PAST,
            PAST._replace(noise=noise),
            luck_of(seed, first),
            0,
            weeks,
            WEEKS_PER_YEAR,
            WEEKS_PER_YEAR,
            national,
            np.zeros((count, 1, 0, len(BY_STATE), STATES)),
            np.zeros((count, 1), np.int64),
        )

        def sums(name: str) -> np.ndarray:
            return np.asarray(national[:, 0, :, _PLACE[name]].sum(axis=1))

        return {
            "members": national[:, 0, -1, _PLACE["members"]],
            "deaths": sums("group_deaths"),
            "arrests": sums("arrests"),
            "recruits": sums("recruits"),
        }

    def run(noise: bool, threads: int, members: int, weeks: int, seed: int) -> Totals:
        tasks = [(first, min(CHUNK, members - first)) for first in range(0, members, CHUNK)]
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(lambda task: some(task[0], task[1], weeks, seed, noise), tasks))
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    return [
        Peer(name, __version__, law, threads, 512, partial(run, law == "stochastic", threads))
        for law in ("stochastic", "deterministic")
        for name, threads in (("riobravo", 1), ("riobravo, two threads", 2))
    ]
