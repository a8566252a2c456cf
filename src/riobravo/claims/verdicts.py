"""Verdicts in words."""

from __future__ import annotations

from riobravo.analysis.words import frequency, percent
from riobravo.claims.forms.attribution import Attribution
from riobravo.claims.forms.forecast import Forecast
from riobravo.claims.records import Fact
from riobravo.claims.result import INDISTINCT, Answer, ClaimResult, Probability
from riobravo.claims.schema import Claim
from riobravo.claims.vocabulary import MODELLED, describe_mechanisms


def verdict_of(result: ClaimResult, claim: Claim) -> str:
    """Return what became of a claim, in words.

    Args:
        result: what was found.
        claim: the claim.
    """
    if isinstance(claim.test, Attribution):
        said = decided_by_data(claim.test)
    elif result.status == "out of scope":
        said = "What ought to be is out of scope."
        said += f" {tested(claim, result.answer)}{_without_base(result)}" if result.answers else ""
    elif result.status == "not yet modelled":
        said = not_modelled(result.needs)
    elif result.answers:
        said = tested(claim, result.answer) + _without_base(result)
    else:
        said = _on_record(result, claim)
    return f"{said} {claim.note.strip()}" if claim.note else said


def tested(claim: Claim, answer: Answer) -> str:
    """Return the verdict of a claim that was tested.

    Args:
        claim: the claim.
        answer: both readings.
    """
    if answer.weak is None or answer.material is None:
        return "Its condition was met in no simulated world, so nothing can be said."
    weak, material = answer.weak, answer.material
    basis = ""
    if claim.test is not None and claim.test.decided_by == "reference class":
        basis = " Decided by counted cases, not by simulation."
    elif claim.test is not None and claim.test.decided_by == "ledger":
        basis = " Decided by the ledger's distribution, not by simulation."
    few = weak.value > 0.5 and material.value < 0.05 and material.words() != INDISTINCT
    trivial = " True, but hardly by an amount that matters." if few else ""
    said = f"Direction: {_say(weak)}. Material: {_say(material)}."
    if basis:
        said = said.replace("simulated world", "draw").replace("world", "draw")
    verdict = f"{said}{trivial}{basis}"
    if isinstance(claim.test, Forecast) and (seen := claim.test.observed()) is not None:
        change = percent(100.0 * (seen[1] / seen[0] - 1.0), 0.1)
        verdict += f" What happened: {change} on the last year known at the origin."
    if claim.beyond is not None:
        verdict += f" Not tested: {claim.beyond.says.strip()}"
        if missing := tuple(one for one in claim.beyond.needs if one not in MODELLED):
            verdict += f" It needs {describe_mechanisms(missing)}."
    return verdict


def _without_base(result: ClaimResult) -> str:
    """Say where a size in percent means nothing, because there is nothing under the reference."""
    weak = result.answer.weak
    if not result.no_base or weak is None:
        return ""
    return (
        f" In {result.no_base:,} worlds an outcome is nil under the reference; there a size in percent is met"
        " by any difference."
    )


def not_modelled(needs: tuple[str, ...]) -> str:
    """Return the verdict of a claim that cannot be tested yet."""
    return f"Not yet modelled: it needs {describe_mechanisms(needs)}."


def decided_by_data(test: Attribution) -> str:
    """Return what was observed, and why no simulation decides the cause."""
    before, after = test.observed()
    change = 100.0 * (after / before - 1.0) if before > 0.0 else float("nan")
    return (
        f"Data decide, not simulation. Observed: {percent(change, 0.1)} from {_span(test.before)}"
        f" to {_span(test.after)}. A change seen once cannot separate its causes:"
        f" {', '.join(test.causes)}."
    )


def _on_record(result: ClaimResult, claim: Claim) -> str:
    if claim.fact is not None:
        return _fact(claim.fact)
    if claim.indicator is not None:
        return f"Indicator: if there, {claim.indicator.raises}."
    if claim.motive is not None:
        waits = f" {not_modelled(result.needs)}" if result.needs else ""
        return f"Motive ({claim.motive.drive}): {claim.motive.evidence.strip()}{waits}"
    return f"Can be run: {', '.join(claim.options)}."


def _fact(fact: Fact) -> str:
    figures = "; ".join(
        f"{one.quantity}: {one.low:,g}"
        + (f" to {one.high:,g}" if one.high != one.low else "")
        + f" {one.unit}, {one.period} ({one.source}, {one.status})"
        for one in fact.figures
    )
    return f"On record, {fact.agreement}.{f' {figures}.' if figures else ''}"


def _span(months: tuple[str, str]) -> str:
    return months[0] if months[0] == months[1] else f"{months[0]}–{months[1]}"


def _say(probability: Probability) -> str:
    words = probability.words()
    of = "" if words == INDISTINCT else "holds in "
    return f"{of}{words} ({frequency(probability.worlds, probability.of)})"
