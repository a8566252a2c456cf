"""The sampler: an ensemble of walkers over a block, in steps that can be taken up again.

Walkers move in normal scores of the priors, so that every prior is a standard normal one there, whatever
its family. After every fifty steps the chain and the state of its random numbers are kept; taken up
again, a chain goes on bit for bit as if it had not stopped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.calibration.block import Block, Floats
from riobravo.errors import InputError
from riobravo.evidence.loading import Ledger

_PART: Final = 50
# Beyond this normal scores are not told apart; a prior has less than a millionth there.
_FARTHEST: Final = 5.0


@dataclass(frozen=True)
class Chain:
    """What the walkers found after they had settled.

    Args:
        scores: normal scores of the parameters, (steps, walkers, parameters).
        accepted: share of moves that were accepted.
    """

    scores: Floats
    accepted: float

    @property
    def draws(self) -> Floats:
        """All of them in one row, (steps x walkers, parameters)."""
        return self.scores.reshape(-1, self.scores.shape[2])


def values_at(block: Block, ledger: Ledger, scores: Floats) -> dict[str, Floats]:
    """Return what is fitted at normal scores of its priors, (k, names) to (k,) each."""
    from scipy.special import ndtr

    u = ndtr(scores)
    values = {name: ledger[name].quantile(u[:, place], {}) for place, name in enumerate(block.parameters)}
    for place, (name, (median, spread)) in enumerate(block.errors.items(), start=len(values)):
        values[name] = median * np.exp(spread * scores[:, place])
    return values


def sample(
    block: Block,
    ledger: Ledger,
    *,
    walkers: int,
    steps: int,
    settle: int,
    seed: int,
    keep: NDArray[np.bool_] | None = None,
    kept_in: Path | None = None,
    report: Callable[[int], None] | None = None,
) -> Chain:
    """Sample the posterior of a block.

    Args:
        block: parameters and observations.
        ledger: their priors.
        walkers: at least twice as many as parameters.
        steps: steps of each walker.
        settle: first steps, which are thrown away.
        seed: fixes the chain.
        keep: observations that count; all if None.
        kept_in: file, ending in .npz, that the chain is kept in and taken up from.
        report: told how many steps were done since it was last told.
    """
    emcee = _sampler()

    def log_posterior(scores: Floats) -> Floats:
        found = np.full(len(scores), -np.inf)
        inside = (np.abs(scores) < _FARTHEST).all(axis=1)
        if inside.any():
            likelihood = block.log_likelihood(values_at(block, ledger, scores[inside]), keep)
            found[inside] = likelihood - 0.5 * (scores[inside] ** 2).sum(axis=1)
        return np.where(np.isnan(found), -np.inf, found)

    dimensions = len(block.names)
    sampler = emcee.EnsembleSampler(walkers, dimensions, log_posterior, vectorize=True)
    random = np.random.RandomState(seed)
    state = emcee.State(random.standard_normal((walkers, dimensions)), random_state=random.get_state())
    scores, accepted = np.zeros((0, walkers, dimensions)), 0.0
    if kept_in is not None and kept_in.is_file():
        state, scores, accepted = _take_up(emcee, kept_in)
        if report:
            report(len(scores))
    while len(scores) < steps:
        part = min(_PART, steps - len(scores))
        sampler.reset()
        state = sampler.run_mcmc(state, part)
        scores = np.concatenate([scores, sampler.get_chain()])
        accepted += float(sampler.acceptance_fraction.mean()) * part
        if kept_in is not None:
            _keep(kept_in, state, scores, accepted)
        if report:
            report(part)
    return Chain(scores[settle:steps], accepted / steps)


def autocorrelation(chain: Chain) -> Floats:
    """Return the integrated autocorrelation time of each parameter in steps, (parameters,)."""
    return np.asarray(_sampler().autocorr.integrated_time(chain.scores, tol=0))


def seed_of(*words: object) -> int:
    """Return a seed of 32 bits that belongs to some words."""
    return int(hashlib.sha256(json.dumps([str(word) for word in words]).encode()).hexdigest()[:8], 16)


def one_thread() -> AbstractContextManager[Any]:
    """Keep linear algebra on one thread: for small matrices more threads are slower, often by far."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        raise _missing("threadpoolctl") from None
    context: AbstractContextManager[Any] = threadpool_limits(1)
    return context


def _sampler() -> Any:
    try:
        import emcee
    except ImportError:
        raise _missing("emcee") from None
    return emcee


def _missing(package: str) -> InputError:
    return InputError(
        f"calibration needs the package {package}, which is not installed.",
        field="calibrate",
        fix='install it with `pip install "riobravo[calibrate]"`.',
    )


def _keep(path: Path, state: Any, scores: Floats, accepted: float) -> None:
    from io import BytesIO

    from riobravo.files import write_together

    _, keys, place, has_normal, normal = state.random_state
    buffer = BytesIO()
    np.savez(
        buffer,
        coords=state.coords,
        log_prob=state.log_prob,
        keys=keys,
        place=np.array([place, has_normal]),
        normal=np.array([normal, accepted]),
        scores=scores,
    )
    write_together(path.parent, {path.name: buffer.getvalue()})


def _take_up(emcee: Any, path: Path) -> tuple[Any, Floats, float]:
    try:
        with np.load(path, allow_pickle=False) as kept:
            place, has_normal = (int(one) for one in kept["place"])
            normal, accepted = (float(one) for one in kept["normal"])
            random = ("MT19937", kept["keys"], place, has_normal, normal)
            state = emcee.State(kept["coords"], log_prob=kept["log_prob"], random_state=random)
            return state, kept["scores"], accepted
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"the kept chain cannot be read ({error}).", file=path, fix="delete it, or run without --resume."
        ) from None
