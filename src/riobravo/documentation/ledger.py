"""The pages of the ledger: an index of all parameters, and one page per table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from riobravo.claims.evaluate import whole
from riobravo.claims.forms.parameter import StatementOnParameter
from riobravo.claims.register import load_register
from riobravo.documentation.markup import head, join, link, number, plain
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.parameter import GRADES, TITLES, Parameter
from riobravo.evidence.record import as_record, describe_reading, name_source, web_address
from riobravo.evidence.worldviews import believed_otherwise
from riobravo.options.catalogue import load_catalogue
from riobravo.options.schedule import parameters_of
from riobravo.world.mechanisms import MECHANISMS

_READERS: Final = {
    "kernel": "the simulated week",
    "start": "the start of a world",
    "option": "options",
}
_TABLES: Final = {one.id: one.table for one in MECHANISMS}
_ENTRIES: Final = "one file per parameter under `src/riobravo/evidence/ledger/`"


def ledger_index() -> str:
    """Return the page that lists all parameters, each with a link to all that is said about it."""
    entries = list(load_ledger().values())
    lines = [
        *head("The ledger", _ENTRIES),
        f"{len(entries)} parameters. Grades: {_grades(entries)}. [How entries are written](evidence.md).",
        "",
        *_index(entries),
    ]
    return join(lines)


def ledger_pages() -> dict[str, str]:
    """Return a page for each table, with everything that the ledger says about its parameters."""
    ledger = load_ledger()
    readers: dict[str, list[str]] = {name: [] for name in ledger}
    for option in load_catalogue().values():
        for name in parameters_of(option):
            readers[name].append(option.id)
    claims = _claims_about()
    found = {}
    for table in dict.fromkeys(one.table for one in MECHANISMS):
        entries = [entry for entry in ledger.values() if _TABLES[entry.mechanism] == table]
        lines = [
            *head(f"The ledger: {table}", _ENTRIES),
            f"{len(entries)} parameters. Grades: {_grades(entries)}. [All tables](../ledger.md).",
            "",
        ]
        for heading, some in _by_mechanism(entries).items():
            lines += [f"## {heading}", ""]
            for entry in some:
                about = _said_about(believed_otherwise(entry), claims.get(entry.id, []))
                lines += _ledger_entry(as_record(ledger, entry), readers[entry.id], about)
        found[f"ledger/{table}.md"] = join(lines)
    return found


def _claims_about() -> dict[str, list[str]]:
    """Return the ids of the claims that state something about a parameter, by the parameter."""
    found: dict[str, list[str]] = {}
    for claim in load_register().claims.values():
        for part in whole(claim.test) if claim.test is not None else ():
            if isinstance(part, StatementOnParameter):
                for name in filter(None, (part.parameter, part.minus)):
                    found.setdefault(name, []).append(claim.id)
    return found


def _said_about(beliefs: Mapping[str, str], claims: Sequence[str]) -> dict[str, str]:
    """Return what worldviews and claims say about a parameter, as facts for its entry."""
    page = "../worldviews-shipped.md"
    believed = "; ".join(f"{link(name, page)} {plain(said)}" for name, said in beliefs.items())
    stated = ", ".join(link(name, "../register.md") for name in dict.fromkeys(claims))
    facts = {"Believed otherwise": believed, "Claims about it": stated}
    return {name: said for name, said in facts.items() if said}


def link_to_entry(entry: Parameter) -> str:
    """Return a link to all that the ledger says about a parameter."""
    return link(entry.id, f"ledger/{_TABLES[entry.mechanism]}.md")


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
                f"| {link_to_entry(entry)} | {number(entry.default)} |"
                f" {plain(entry.distribution.describe())} | {plain(entry.unit)} | {entry.grade} |"
            )
        yield ""


def _ledger_entry(entry: dict[str, Any], readers: Sequence[str], about: Mapping[str, str]) -> list[str]:
    low, high = entry["bounds"]
    facts = {
        "Symbol": plain(entry["symbol"]),
        "Distribution": plain(entry["distribution"]["description"]),
        "Median": number(entry["default"]),
        "Bounds": f"{low:g} to {high:g}",
        "Unit": f"{plain(entry['unit'])} ({entry['kind']})",
        "Grade": f"{entry['grade']}, {GRADES[entry['grade']]}",
        "Read by": _READERS[entry["used_by"]]
        + (f": {', '.join(link(one, '../catalogue.md') for one in readers)}" if readers else ""),
    }
    facts |= about
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
