"""The page of all shipped worldviews: what each says, believes beside the ledger, cites and expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riobravo.documentation.ledger import link_to_entry
from riobravo.documentation.markup import head, join, link, plain
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.record import name_source, web_address
from riobravo.evidence.worldviews import Worldview, shipped_worldview, worldview_ids

_FILES: Final = "one file per worldview under `src/riobravo/evidence/worldviews_shipped/`"


def worldviews_page() -> str:
    """Return the page of all shipped worldviews."""
    shipped = [shipped_worldview(name) for name in worldview_ids()]
    lines = [
        *head("The shipped worldviews", _FILES),
        f"{len(shipped)} worldviews. [How they are read and written](worldviews.md).",
        "",
        "| worldview | title | other beliefs | expectations |",
        "|---|---|---|---|",
        *map(_row, shipped),
        "",
    ]
    for one in shipped:
        lines += _worldview(one)
    return join(lines)


def _row(one: Worldview) -> str:
    return f"| {link(one.id)} | {plain(one.title)} | {len(one.beliefs)} | {len(one.expects)} |"


def _worldview(one: Worldview) -> Iterator[str]:
    ledger = load_ledger()
    yield from (f"## {one.id}", "", f"**{plain(one.title)}.** {plain(one.statement)}", "")
    if one.beliefs:
        believed = one.reweigh(ledger)
        yield from ("| parameter | believed | in the ledger | because |", "|---|---|---|---|")
        for name, belief in one.beliefs.items():
            yield (
                f"| {link_to_entry(ledger[name])} | {plain(believed[name].describe_distribution())} |"
                f" {plain(ledger[name].describe_distribution())} | {plain(belief.because)} |"
            )
        yield ""
    else:
        yield from ("Every parameter as in the ledger.", "")
    if one.expects:
        yield from ("What its adherents expect:", "")
        yield from (f"- {plain(expectation.describe())}" for expectation in one.expects)
        yield ""
    if one.cites:
        yield from ("What it stands on:", "")
        for key, taken in one.cites.items():
            source = ledger.sources[key]
            name = plain(name_source(source.authors, source.year))
            address = web_address(source.doi, source.address)
            shown = f"[{name}](<{address}>)" if address else name
            yield f"- {shown}. *{plain(source.title)}*. Taken from it: {plain(taken)}"
        yield ""
