"""The evaluator: from claims to results, with every comparison simulated once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from riobravo.analysis.evidence_share import (
    INTERACTION,
    LUCK,
    EvidenceShare,
    chances_by_group,
    estimate_shares,
    second_set,
)
from riobravo.claims import verdicts
from riobravo.claims.forms.attribution import Attribution
from riobravo.claims.forms.base_rate import BaseRate
from riobravo.claims.forms.form import Form
from riobravo.claims.register import Register, load_register, register_from
from riobravo.claims.result import Answer, ClaimResult, Status, count
from riobravo.claims.schema import Claim
from riobravo.claims.settings import Demand
from riobravo.claims.simulated import Announce, SimulatedWorlds, check_demands, simulate
from riobravo.claims.vocabulary import (
    MODELLED,
    by_table,
    option_needs,
    outcome_needs,
)
from riobravo.ensemble.draws import Chances
from riobravo.errors import RiobravoError
from riobravo.evidence.parameter import GRADES
from riobravo.evidence.worldviews import POOL
from riobravo.options.schema import Option
from riobravo.study import Study, load_study

MEMBERS: Final = 300
SHARE_MEMBERS: Final = 90
_STATUS: Final[dict[str, Status]] = {
    "fact": "fact",
    "option": "option",
    "scenario": "scenario",
    "indicator": "indicator",
    "motive": "motive",
    "normative": "out of scope",
}


def evaluate_claims(
    ids: Sequence[str] | None = None,
    worldviews: Sequence[str] = (POOL,),
    *,
    members: int = MEMBERS,
    seed: int | None = None,
    file: Path | None = None,
    study: Study | None = None,
    share_members: int | None = None,
    threads: int | None = None,
    announce: Announce | None = None,
) -> list[ClaimResult]:
    """Test claims; every comparison is simulated once, whatever the number of claims.

    Args:
        ids: claims to test; all if None.
        worldviews: under which sets of beliefs; the first gives the main reading.
        members: number of worlds.
        seed: fixes all random numbers; the shipped study's if None.
        file: a file of claims to test instead of the shipped ones.
        study: where everything else comes from; the shipped study if None.
        share_members: worlds for the shares of evidence; 0 leaves them out; at most 90, and not
            more than `members`, if None.
        threads: number of threads; changes no number.
        announce: told about each simulation.

    Returns:
        One result per claim, in the order of the register.

    Raises:
        InputError: there is no such claim or worldview, or the file is not a file of claims.
        DataError: the observed series do not serve a claim.
    """
    register = (register_from(file) if file else load_register()).choose(ids)
    base = (study or load_study()).with_changes(members=members)
    if seed is not None:
        base = base.with_changes(seed=seed)
    views = [base.with_changes(worldview=name) for name in dict.fromkeys(worldviews)] or [base]
    results = {name: _unfinished(claim, register.options) for name, claim in register.claims.items()}
    runnable = {
        name: claim.test
        for name, claim in register.claims.items()
        if claim.test is not None and _can_run(claim.test, results[name])
    }
    _check(register, runnable, base)
    demands = _demands(runnable)
    for view in views:
        name = view.resolved_worldview().id
        worlds = simulate(view, demands, register.options, threads=threads, announce=announce)
        for key, test in runnable.items():
            answer = Answer(count(test.holds(worlds, "weak")), count(test.holds(worlds, "material")))
            answers = {**results[key].answers, name: answer}
            results[key] = replace(results[key], answers=answers)
            if view is views[0] and test.decided_by == "simulation":
                results[key] = replace(results[key], no_base=int(test.has_no_base(worlds).sum()))
    size = min(SHARE_MEMBERS, members) if share_members is None else share_members
    shares = _share_out(views[0], size, runnable, register.options, threads, announce)
    return [_finish(results[name], claim, shares.get(name)) for name, claim in register.claims.items()]


def _check(register: Register, runnable: Mapping[str, Form], study: Study) -> None:
    """Refuse, with its place, a claim that could not be tested, before anything is simulated."""
    for name, claim in register.claims.items():
        try:
            if isinstance(claim.test, Attribution):
                claim.test.observed()
            elif name in runnable:
                check_demands(study, runnable[name].demands(), register.options)
        except RiobravoError as error:
            raise register.placed(name, error) from None


def missing_for(claim: Claim, own: Mapping[str, Option]) -> tuple[str, ...]:
    """Return what a claim's test or options need that does not exist yet.

    Args:
        claim: the claim.
        own: options that the claims bring along, by id.
    """
    missing = set(claim.needs) - MODELLED
    for option in claim.options:
        missing |= set(option_needs(option, own))
    if claim.test is not None:
        missing |= set(claim.test.mechanisms()) - MODELLED
        for demand in claim.test.demands():
            missing |= set(option_needs(demand.option, own))
            missing |= set(outcome_needs(demand.outcome))
        if any(isinstance(one, BaseRate) and one.reference_class is None for one in whole(claim.test)):
            missing.add("a counted class of cases")
    named = {one for one in missing if one.split(" ")[0] not in {"outcome", "option"}}
    return by_table(named or missing)


def whole(test: Form) -> Iterator[Form]:
    """Yield a test and everything that it is made of.

    Args:
        test: a test.
    """
    yield test
    for part in test.nested():
        yield from whole(part)


def classify(claim: Claim, own: Mapping[str, Option]) -> Status:
    """Return what becomes of a claim, without simulating anything.

    Args:
        claim: the claim.
        own: options that the claims bring along, by id.
    """
    needs = missing_for(claim, own)
    status = _STATUS.get(claim.kind)
    if status is None or (claim.kind == "motive" and claim.test is not None and not needs):
        if isinstance(claim.test, Attribution):
            return "decided by data"
        if needs:
            return "not yet modelled"
        return "tested in part" if claim.beyond else "tested"
    if claim.kind in {"option", "scenario"} and needs:
        return "not yet modelled"
    return status


def _unfinished(claim: Claim, own: Mapping[str, Option]) -> ClaimResult:
    return ClaimResult(
        id=claim.id,
        source=claim.source,
        kind=claim.kind,
        form=claim.test.form if claim.test is not None else None,
        says=claim.says.strip(),
        tests=claim.test.words() if claim.test is not None else None,
        status=classify(claim, own),
        verdict="",
        needs=missing_for(claim, own),
        options=claim.options,
    )


def _can_run(test: Form, result: ClaimResult) -> bool:
    return test.decided_by != "data" and not result.needs


def _demands(tests: Mapping[str, Form]) -> list[Demand]:
    found = {demand: None for test in tests.values() for demand in test.demands()}
    return list(found)


def _share_out(
    study: Study,
    members: int,
    tests: Mapping[str, Form],
    own: Mapping[str, Option],
    threads: int | None,
    announce: Announce | None,
) -> dict[str, EvidenceShare]:
    """Return the shares of evidence of every claim whose quantity varies with what is drawn."""
    drawn = {name: test for name, test in tests.items() if test.decided_by in {"simulation", "ledger"}}
    demands = _demands(drawn)
    if members == 0 or not drawn:
        return {}
    smaller = study.with_changes(members=members)

    def run(chances: Chances) -> SimulatedWorlds:
        if announce and demands:
            announce("shares of evidence")
        return simulate(smaller, demands, own, chances=chances, threads=threads)

    second = run(second_set(smaller))
    mixed = {group: run(chances) for group, chances in chances_by_group(smaller).items()}
    shares: dict[str, EvidenceShare] = {}
    for name, test in drawn.items():
        twins = {group: test.quantity(worlds) for group, worlds in mixed.items()}
        found = estimate_shares(test.quantity(second), twins, seed=study.seed % 2**32)
        if found is not None:
            shares[name] = found
    return shares


def _finish(result: ClaimResult, claim: Claim, share: EvidenceShare | None) -> ClaimResult:
    """Add the verdict and the shares of evidence."""
    groups = (*GRADES, LUCK, INTERACTION)
    if share is not None:
        result = replace(
            result,
            shares={name: share.shares.get(name, 0.0) for name in groups},
            share_errors={name: share.errors.get(name, 0.0) for name in groups},
        )
    return replace(result, verdict=verdicts.verdict_of(result, claim))
