"""What documents claim, as arguments: steps in order, how each fared, and the weakest tested one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from riobravo.analysis.words import frequency
from riobravo.report.lists import text

DOCUMENTS: Final = {
    "LSE25": "An academic blog post of March 2025",
    "NC25": "A long opinion piece of August 2025, with comments of its readers",
    "BP24": "An analysis of December 2024",
    "WOF26": "An academic essay of January 2026",
    "JM26": "An analysis of January 2026",
}
TESTED: Final = ("tested", "tested in part")
LINKS: Final = ("causal", "forecast")


@dataclass(frozen=True)
class Reading:
    """In how many worlds a claim holds, and the Monte Carlo error of that share."""

    worlds: str
    error: str


@dataclass(frozen=True)
class Share:
    """What part of a claim's variance rests on one group of inputs."""

    group: str
    percent: float
    words: str


@dataclass(frozen=True)
class Step:
    """One claim of a document."""

    id: str
    kind: str
    says: str
    tests: str
    status: str
    verdict: str
    weak: Reading | None
    material: Reading | None
    shares: tuple[Share, ...]
    missing: str
    weakest: bool

    @property
    def is_tested(self) -> bool:
        """Whether worlds decide it."""
        return self.status in TESTED


@dataclass(frozen=True)
class Argument:
    """A document as an argument: its claims in order.

    Attributes:
        weakest: the step that holds in the fewest worlds, and in how many; empty if none is tested.
    """

    code: str
    title: str
    cite: str
    counts: str
    weakest: str
    steps: tuple[Step, ...]


def arguments(
    claims: Sequence[Mapping[str, Any]], cites: Mapping[str, str], mechanisms: Mapping[str, str]
) -> list[Argument]:
    """Make the claims of each document ready to show, in the order given.

    Args:
        claims: records of evaluated claims.
        cites: author, place and date of the documents, by code.
        mechanisms: names of mechanisms by id, also of those that do not exist yet.
    """
    documents: dict[str, list[Mapping[str, Any]]] = {}
    for claim in claims:
        documents.setdefault(text(claim["source"]), []).append(claim)
    return [_argument(code, found, cites, mechanisms) for code, found in documents.items()]


def weakest_link(claims: Sequence[Mapping[str, Any]]) -> str:
    """Return the id of the tested causal claim or forecast that holds in the fewest worlds.

    Args:
        claims: records of one document's claims.

    Returns:
        The first of equals; nothing if none is tested.
    """
    tested = [
        claim
        for claim in claims
        if claim["kind"] in LINKS and claim["status"] in TESTED and claim["reading"]["weak"]
    ]
    if not tested:
        return ""
    return text(min(tested, key=lambda claim: claim["reading"]["weak"]["probability"])["id"])


def _argument(
    code: str,
    claims: Sequence[Mapping[str, Any]],
    cites: Mapping[str, str],
    mechanisms: Mapping[str, str],
) -> Argument:
    weakest = weakest_link(claims)
    steps = tuple(_step(claim, weakest, mechanisms) for claim in claims)
    statuses = [step.status for step in steps]
    found = next((step for step in steps if step.weakest), None)
    return Argument(
        code=code,
        title=DOCUMENTS.get(code, code),
        cite=cites.get(code, ""),
        counts=", ".join(f"{statuses.count(one)} {one}" for one in dict.fromkeys(statuses)),
        weakest=f"{found.id}, which holds in {found.weak.worlds}" if found and found.weak else "",
        steps=steps,
    )


def _step(claim: Mapping[str, Any], weakest: str, mechanisms: Mapping[str, str]) -> Step:
    said = text(claim["verdict"])
    needs = [f"{one} {mechanisms.get(one, '')}".strip() for one in claim["needs"]]
    return Step(
        id=text(claim["id"]),
        kind=text(claim["kind"]).replace("-", " "),
        says=text(claim["says"]).rstrip("."),
        tests=text(claim["tests"]),
        status=text(claim["status"]),
        verdict=said,
        weak=_reading(claim["reading"]["weak"]),
        material=_reading(claim["reading"]["material"]),
        shares=_shares(claim["evidence_share"], claim["evidence_share_mcse"]),
        missing="" if "it needs" in said.lower() else ", ".join(needs),
        weakest=claim["id"] == weakest,
    )


def _reading(found: Mapping[str, float] | None) -> Reading | None:
    if not found:
        return None
    total = int(found["worlds"])
    return Reading(
        worlds=frequency(round(found["probability"] * total), total),
        error=f"± {100 * found['mcse']:.1f} of 100; {total:,} run",
    )


def _shares(shares: Mapping[str, float] | None, errors: Mapping[str, float] | None) -> tuple[Share, ...]:
    if not shares:
        return ()
    found = []
    for name, share in shares.items():
        error = (errors or {}).get(name, 0.0)
        if share or error:
            group = f"grade {name}" if len(name) == 1 else name
            words = f"{100 * share:.0f}%" if share > 2.0 * error else "not distinguishable from zero"
            found.append(Share(group, 100.0 * share, f"{group}: {words}"))
    return tuple(found)
