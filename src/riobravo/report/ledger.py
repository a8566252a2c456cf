"""Ledger entries as the report shows them: in full where the numbers are listed, and beside the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riobravo.evidence.record import describe_reading, name_source, web_address
from riobravo.report.lists import GRADES, Link, link, text


@dataclass(frozen=True)
class Citation:
    """What an entry takes from one source."""

    source: Link
    title: str
    measured: str
    number: str
    reading: str
    remembered: bool
    opposes: bool
    from_memory: str
    note: str


@dataclass(frozen=True)
class Entry:
    """One parameter, with everything the ledger says about it.

    Attributes:
        anchor: where the page shows it.
        facts: short fields with their names.
        arguments: longer fields with their names.
    """

    id: str
    anchor: str
    symbol: str
    mechanism: str
    unit: str
    distribution: str
    grade: str
    definition: str
    facts: tuple[tuple[str, str], ...]
    arguments: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]


def anchor_of(name: str) -> str:
    """Return the anchor of a parameter on the page."""
    return f"parameter-{name}"


def entries(parameters: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Make the entries of the ledger ready to show, in the order given.

    Args:
        parameters: records with `id`, `mechanism`, `unit`, `grade`, `distribution` and, if they are
            to be shown in full, the other fields of the ledger.
    """
    return [_entry(one) for one in parameters]


def _entry(one: Mapping[str, Any]) -> Entry:
    grade = text(one.get("grade")).strip().upper()[:1]
    bounds = one.get("bounds")
    facts = {
        "Symbol": text(one.get("symbol")),
        "Distribution in this study": text(one.get("distribution")),
        "In the ledger": text(one.get("ledger_distribution")),
        "Believed otherwise": text(one.get("believed_otherwise")),
        "Bounds": " to ".join(f"{end:g}".replace("-", "−") for end in bounds) if bounds else "",
        "Unit": text(one.get("unit")),
        "Mechanism": text(one.get("mechanism")),
        "Grade": next((f"{name}, {meaning}" for name, meaning in GRADES if name == grade), grade),
    }
    arguments = {
        "What is judgement": text(one.get("judgement")),
        "Why this distribution": text(one.get("reasoning")),
        "Evidence pointing the other way": text(one.get("contrary")),
        "What would change it": text(one.get("would_change")),
    }
    return Entry(
        id=text(one.get("id")),
        anchor=anchor_of(text(one.get("id"))),
        symbol=text(one.get("symbol")),
        mechanism=text(one.get("mechanism")),
        unit=text(one.get("unit")),
        distribution=text(one.get("distribution")),
        grade=grade,
        definition=text(one.get("definition")),
        facts=tuple((name, said) for name, said in facts.items() if said),
        arguments=tuple((name, said) for name, said in arguments.items() if said),
        citations=tuple(_citation(use) for use in one.get("sources") or ()),
    )


def _citation(use: Mapping[str, Any]) -> Citation:
    return Citation(
        source=link(name_source(text(use["authors"]), use["year"]), web_address(use["doi"], use["address"])),
        title=f"{text(use['title'])}. {text(use['venue'])}",
        measured=text(use["measured"]),
        number=text(use["number"]),
        reading=describe_reading(text(use["status"]), use["extent"]),
        remembered=use["status"] == "remembered",
        opposes=use["stance"] == "opposes",
        from_memory=", ".join(use["remembered"]),
        note=text(use["note"]),
    )
