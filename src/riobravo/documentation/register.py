"""The page of all claims; nothing is simulated for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from riobravo.claims.evaluate import classify, missing_for
from riobravo.claims.register import load_register
from riobravo.claims.schema import Claim
from riobravo.claims.vocabulary import describe_mechanisms
from riobravo.documentation.markup import head, join, link, plain
from riobravo.options.catalogue import load_catalogue


def register_page() -> str:
    """Return the page of all claims; nothing is simulated for it."""
    register = load_register()
    found: dict[str, list[Claim]] = {}
    for claim in register.claims.values():
        found.setdefault(claim.source, []).append(claim)
    states = Counter(claim_status(claim) for claim in register.claims.values())
    lines = [
        *head("The register of claims", "one file per document under `src/riobravo/claims/register/`"),
        f"{len(register.claims)} claims of {len(found)} documents, in our own words. Nothing was run for"
        f" this page: {'; '.join(f'{count} {state}' for state, count in states.most_common())}."
        " `riobravo claims` tests what can be tested. [How claims are written](claims.md).",
        "",
    ]
    for source, claims in found.items():
        document = register.documents.get(source)
        lines += [f"## {plain(source)}", ""]
        lines += [f"{plain(document.cite)}.", ""] if document else []
        lines += ["| claim | kind | form | status |", "|---|---|---|---|"]
        for claim in claims:
            form = claim.test.form.replace("_", " ") if claim.test else ""
            lines += [f"| {link(claim.id)} | {claim.kind} | {form} | {claim_status(claim)} |"]
        lines += [""]
        for claim in claims:
            lines += _claim_entry(claim)
    return join(lines)


def claim_status(claim: Claim) -> str:
    """Return what can be done with a claim today, without doing it.

    Args:
        claim: a claim of the register.
    """
    return classify(claim, load_register().options).replace("tested", "can be tested")


def _claim_entry(claim: Claim) -> Iterator[str]:
    yield from (f"### {claim.id}", "", f"{plain(claim.says).rstrip('.')}.", "")
    yield f"- Kind: {claim.kind}; status: {claim_status(claim)}"
    if claim.test is not None:
        yield f"- Form: {claim.test.form.replace('_', ' ')}"
        yield f"- Compared: {plain(claim.test.words())}"
    if needs := missing_for(claim, load_register().options):
        yield f"- Needs: {plain(describe_mechanisms(needs))}"
    if claim.beyond is not None:
        needed = describe_mechanisms(claim.beyond.needs)
        yield f"- Not in the test: {plain(claim.beyond.says).rstrip('.')}; it needs {plain(needed)}"
    if claim.population and claim.horizon:
        yield f"- About: {plain(claim.population)}; horizon: {plain(claim.horizon)}"
    if claim.options:
        shipped = load_catalogue()
        named = (link(one, "catalogue.md") if one in shipped else plain(one) for one in claim.options)
        yield f"- Options: {', '.join(named)}"
    if claim.note:
        yield f"- Note: {plain(claim.note)}"
    yield ""
