"""Generated pages: ledger, catalogue, register, outcomes, mechanisms, hindcasts and calibration.

`python -m riobravo.documentation docs/` writes them, with the pictures of the mechanisms, for which it runs
the simulation; with `--text` it writes the pages only.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from riobravo.claims.evaluate import classify, missing_for
from riobravo.claims.register import load_register
from riobravo.claims.schema import Claim
from riobravo.claims.vocabulary import describe_mechanisms
from riobravo.credibility.calibration.page import calibration_page
from riobravo.credibility.calibration.predictive_page import predictive_page
from riobravo.credibility.model_card_page import model_card_page
from riobravo.credibility.validation_page import validation_page
from riobravo.documentation_mechanisms import draw_pictures, mechanism_pages
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.parameter import GRADES, TITLES, Parameter
from riobravo.evidence.record import as_record, describe_reading, name_source, web_address
from riobravo.files import write_together
from riobravo.options.catalogue import load_catalogue
from riobravo.options.description import describe
from riobravo.options.instruments import name_need
from riobravo.options.schedule import parameters_of
from riobravo.options.schema import Option
from riobravo.options.status import bill_of, describe_cost, needs_of, status_of
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL

COMMAND: Final = "python -m riobravo.documentation docs/"
_READERS: Final = {
    "kernel": "the simulated week",
    "start": "the start of a world",
    "option": "options",
}
_TABLES: Final = {one.id: one.table for one in MECHANISMS}
_ENTRIES: Final = "one file per parameter under `src/riobravo/evidence/ledger/`"
_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|~])")


def pages() -> dict[str, str]:
    """Return all generated pages: name of the file, and its text."""
    found = {"ledger.md": ledger_index(), "catalogue.md": catalogue_page(), "register.md": register_page()}
    found |= {"outcomes.md": outcomes_page(), "validation.md": validation_page()}
    found |= {"model-card.md": model_card_page(_head, plain)}
    found |= {"calibration.md": calibration_page(), "prior-predictive.md": predictive_page()}
    return found | ledger_pages() | mechanism_pages(plain, _head)


def ledger_index() -> str:
    """Return the page that lists all parameters, each with a link to all that is said about it."""
    entries = list(load_ledger().values())
    lines = [
        *_head("The ledger", _ENTRIES),
        f"{len(entries)} parameters. Grades: {_grades(entries)}. [How entries are written](evidence.md).",
        "",
        *_index(entries),
    ]
    return _join(lines)


def ledger_pages() -> dict[str, str]:
    """Return a page for each table, with everything that the ledger says about its parameters."""
    ledger = load_ledger()
    readers: dict[str, list[str]] = {name: [] for name in ledger}
    for option in load_catalogue().values():
        for name in parameters_of(option):
            readers[name].append(option.id)
    found = {}
    for table in dict.fromkeys(one.table for one in MECHANISMS):
        entries = [entry for entry in ledger.values() if _TABLES[entry.mechanism] == table]
        lines = [
            *_head(f"The ledger: {table}", _ENTRIES),
            f"{len(entries)} parameters. Grades: {_grades(entries)}. [All tables](../ledger.md).",
            "",
        ]
        for heading, some in _by_mechanism(entries).items():
            lines += [f"## {heading}", ""]
            for entry in some:
                lines += _ledger_entry(as_record(ledger, entry), readers[entry.id])
        found[f"ledger/{table}.md"] = _join(lines)
    return found


def catalogue_page() -> str:
    """Return the page of all shipped options."""
    options = sorted(load_catalogue().values(), key=lambda option: bool(needs_of(option)))
    runnable = sum(not needs_of(option) for option in options)
    lines = [
        *_head("The catalogue of options", "one file per option under `src/riobravo/options/catalogue/`"),
        f"{len(options)} options; {runnable} can run today. [How options are written](options.md).",
        "",
        "| option | title | status |",
        "|---|---|---|",
        *(f"| {_to(one.id)} | {plain(one.title)} | {status_of(one)} |" for one in options),
        "",
    ]
    for option in options:
        lines += _option_entry(option)
    return _join(lines)


def outcomes_page() -> str:
    """Return the page of all outcomes, by table."""
    lines = [
        *_head("The outcomes", "`src/riobravo/world/<table>/outcomes.py`"),
        f"{len(NATIONAL)} national outcomes and {len(BY_STATE)} by state. Flows are per year; stocks are read"
        " at the end of the year. An outcome that needs a mechanism is not recorded while that is off.",
        "",
    ]
    places = {"national": NATIONAL, "by state": BY_STATE}
    for place, outcomes in places.items():
        lines += [f"## {place.capitalize()}", ""]
        lines += ["| name | unit | kind | better | needs | what it counts |", "|---|---|---|---|---|---|"]
        for one in outcomes:
            needs = f"[{one.needs}](mechanisms/{one.needs}.md)" if one.needs else ""
            lines += [
                f"| `{one.name}` | {plain(one.unit)} | {one.kind} | {one.better} | {needs} |"
                f" {plain(one.description)} |"
            ]
        lines += [""]
    return _join(lines)


def register_page() -> str:
    """Return the page of all claims; nothing is simulated for it."""
    register = load_register()
    found: dict[str, list[Claim]] = {}
    for claim in register.claims.values():
        found.setdefault(claim.source, []).append(claim)
    states = Counter(claim_status(claim) for claim in register.claims.values())
    lines = [
        *_head("The register of claims", "one file per document under `src/riobravo/claims/register/`"),
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
            lines += [f"| {_to(claim.id)} | {claim.kind} | {form} | {claim_status(claim)} |"]
        lines += [""]
        for claim in claims:
            lines += _claim_entry(claim)
    return _join(lines)


def claim_status(claim: Claim) -> str:
    """Return what can be done with a claim today, without doing it.

    Args:
        claim: a claim of the register.
    """
    return classify(claim, load_register().options).replace("tested", "can be tested")


def plain(text: object) -> str:
    """Return a text in which no sign acts as markup."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def anchor(heading: str) -> str:
    """Return the anchor that sites give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _head(title: str, where: str) -> list[str]:
    made = f"This page is made from the data ({where}) by `{COMMAND}`; change the data, not the page."
    return [f"# {title}", "", made, ""]


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _to(name: str, page: str = "") -> str:
    return f"[{plain(name)}]({page}#{anchor(name)})"


def _to_entry(entry: Parameter) -> str:
    return _to(entry.id, f"ledger/{_TABLES[entry.mechanism]}.md")


def _claims(names: Sequence[str]) -> str:
    known = load_register().claims
    return ", ".join(_to(one, "register.md") if one in known else plain(one) for one in names)


def _grades(entries: Sequence[Parameter]) -> str:
    grades = Counter[str](entry.grade for entry in entries)
    return "; ".join(f"{grade}, {GRADES[grade]}: {grades[grade]}" for grade in GRADES)


def _by_mechanism(entries: Sequence[Parameter]) -> dict[str, list[Parameter]]:
    """Return entries by id and title of their mechanism, in the order of the mechanisms."""
    found: dict[str, list[Parameter]] = {}
    order = list(TITLES)
    for entry in sorted(entries, key=lambda entry: order.index(entry.mechanism)):
        heading = f"{entry.mechanism} {TITLES[entry.mechanism]}"
        found.setdefault(heading, []).append(entry)
    return found


def _index(entries: Sequence[Parameter]) -> Iterator[str]:
    for heading, some in _by_mechanism(entries).items():
        yield from (f"**{heading}**", "", "| parameter | median | distribution | unit | grade |")
        yield "|---|---|---|---|---|"
        for entry in some:
            yield (
                f"| {_to_entry(entry)} | {_number(entry.default)} | {plain(entry.distribution.describe())} |"
                f" {plain(entry.unit)} | {entry.grade} |"
            )
        yield ""


def _ledger_entry(entry: dict[str, Any], readers: Sequence[str]) -> list[str]:
    low, high = entry["bounds"]
    facts = {
        "Symbol": plain(entry["symbol"]),
        "Distribution": plain(entry["distribution"]["description"]),
        "Median": _number(entry["default"]),
        "Bounds": f"{low:g} to {high:g}",
        "Unit": f"{plain(entry['unit'])} ({entry['kind']})",
        "Grade": f"{entry['grade']}, {GRADES[entry['grade']]}",
        "Read by": _READERS[entry["used_by"]]
        + (f": {', '.join(_to(one, '../catalogue.md') for one in readers)}" if readers else ""),
    }
    arguments = {
        "What is judgement": entry["judgement"],
        "Why this distribution": entry["reasoning"],
        "Evidence pointing the other way": entry["contrary"],
        "What would change it": entry["would_change"],
    }
    lines = [f"### {entry['id']}", "", plain(entry["definition"]), ""]
    lines += [*(f"- {name}: {said}" for name, said in facts.items()), ""]
    for name, said in arguments.items():
        lines += [f"**{name}.** {plain(said)}", ""] if said else []
    lines += ["**Sources.**" if entry["sources"] else "**Sources.** None: this is a declared judgement.", ""]
    lines += [*(f"- {_use(use)}" for use in entry["sources"]), ""] if entry["sources"] else []
    return lines


def _use(use: dict[str, Any]) -> str:
    address = web_address(use["doi"], use["address"])
    name = plain(name_source(use["authors"], use["year"]))
    shown = f"[{name}](<{address}>)" if address else name
    reading = describe_reading(use["status"], use["extent"])
    parts = [
        f"**Remembered.** {shown}" if use["status"] == "remembered" else shown,
        f"*{plain(use['title'])}*. {plain(use['venue'])}.",
        plain(use["measured"]),
        f"Number: {plain(use['number'])}." if use["number"] else "No number is taken from it.",
        f"{reading[0].upper()}{reading[1:]}{'; speaks against' * (use['stance'] == 'opposes')}.",
    ]
    parts += [f"Entered from memory: {', '.join(use['remembered'])}."] if use["remembered"] else []
    parts += [plain(use["note"])] if use["note"] else []
    return " ".join(parts)


def _option_entry(option: Option) -> Iterator[str]:
    yield from (f"## {option.id}", "", f"**{plain(option.title)}.** {plain(option.summary)}", "")
    yield f"- Status: {status_of(option)}"
    if needs := needs_of(option):
        yield f"- Needs: {', '.join(plain(name_need(need.name)) for need in needs)}"
    if option.orders:
        yield f"- Public cost: {plain(describe_cost(option))}"
    yield from (f"- Cost from: {plain(source)}" for source in bill_of(option).sources)
    if names := sorted(parameters_of(option)):
        yield f"- Numbers from the ledger: {', '.join(_to_entry(load_ledger()[name]) for name in names)}"
    if option.documents:
        yield f"- Documents: {', '.join(map(plain, option.documents))}"
    if option.claims:
        yield f"- Claims: {_claims(option.claims)}"
    yield from ("", "What it does:", "", *(f"- {plain(sentence)}" for sentence in describe(option)), "")
    if option.evidence_note:
        yield from (f"**What the evidence says.** {plain(option.evidence_note)}", "")


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
        named = (_to(one, "catalogue.md") if one in shipped else plain(one) for one in claim.options)
        yield f"- Options: {', '.join(named)}"
    if claim.note:
        yield f"- Note: {plain(claim.note)}"
    yield ""


def _pictures() -> dict[str, str]:
    from riobravo.credibility.calibration.picture import draw_calibration

    return draw_pictures() | draw_calibration()


def write_documentation(folder: Path, *, pictures: bool = True) -> None:
    """Write all generated pages, and the pictures of the mechanisms.

    Args:
        folder: the folder of the documentation.
        pictures: whether to simulate and draw the answers of the mechanisms too, a minute or more.
    """
    write_together(folder, pages() | (_pictures() if pictures else {}))


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--text"]
    write_documentation(Path(given[0] if given else "docs"), pictures="--text" not in sys.argv)
