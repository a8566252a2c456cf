"""The page of all shipped options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riobravo.claims.register import load_register
from riobravo.documentation.ledger import link_to_entry
from riobravo.documentation.markup import head, join, link, plain
from riobravo.evidence.loading import load_ledger
from riobravo.options.catalogue import load_catalogue
from riobravo.options.description import describe
from riobravo.options.instruments import name_need
from riobravo.options.schedule import parameters_of
from riobravo.options.schema import Option
from riobravo.options.status import bill_of, describe_cost, needs_of, status_of


def catalogue_page() -> str:
    """Return the page of all shipped options."""
    options = sorted(load_catalogue().values(), key=lambda option: bool(needs_of(option)))
    runnable = sum(not needs_of(option) for option in options)
    lines = [
        *head("The catalogue of options", "one file per option under `src/riobravo/options/catalogue/`"),
        f"{len(options)} options; {runnable} can run today. [How options are written](options.md).",
        "",
        "| option | title | status |",
        "|---|---|---|",
        *(f"| {link(one.id)} | {plain(one.title)} | {status_of(one)} |" for one in options),
        "",
    ]
    for option in options:
        lines += _option_entry(option)
    return join(lines)


def _option_entry(option: Option) -> Iterator[str]:
    yield from (f"## {option.id}", "", f"**{plain(option.title)}.** {plain(option.summary)}", "")
    yield f"- Status: {status_of(option)}"
    if needs := needs_of(option):
        yield f"- Needs: {', '.join(plain(name_need(need.name)) for need in needs)}"
    if option.orders:
        yield f"- Public cost: {plain(describe_cost(option))}"
    yield from (f"- Cost from: {plain(source)}" for source in bill_of(option).sources)
    if names := sorted(parameters_of(option)):
        yield f"- Numbers from the ledger: {', '.join(link_to_entry(load_ledger()[name]) for name in names)}"
    if option.documents:
        yield f"- Documents: {', '.join(map(plain, option.documents))}"
    if option.claims:
        yield f"- Claims: {_claims(option.claims)}"
    yield from ("", "What it does:", "", *(f"- {plain(sentence)}" for sentence in describe(option)), "")
    if option.evidence_note:
        yield from (f"**What the evidence says.** {plain(option.evidence_note)}", "")


def _claims(names: Sequence[str]) -> str:
    known = load_register().claims
    return ", ".join(link(one, "register.md") if one in known else plain(one) for one in names)
