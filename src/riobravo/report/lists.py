"""What the report says besides the result: checks, sources, parameters, made ready to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riobravo.analysis.words import MINUS

GRADES = (
    ("A", "quasi-experiment in Mexico"),
    ("B", "quasi-experiment or meta-analysis elsewhere"),
    ("C", "observational study, official statistics or a published model"),
    ("D", "judgement"),
)
MISSED = ("miss", "missed", "fail", "failed", "not reproduced")
REPRODUCED = ("hit", "reproduced", "pass", "passed", "ok", "within", "yes")


@dataclass(frozen=True)
class Link:
    """A text that may point to an address on the web."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Check:
    """A published result and what the program gives for it."""

    name: str
    published: str
    accepted: str
    simulated: str
    status: str
    source: Link
    note: str

    @property
    def missed(self) -> bool:
        """Whether the program does not reproduce the result."""
        return self.status.strip().lower() in MISSED

    @property
    def rank(self) -> int:
        """Misses first, then anything unusual, then what is reproduced."""
        if self.missed:
            return 0
        return 2 if self.status.strip().lower() in REPRODUCED else 1


@dataclass(frozen=True)
class Source:
    """A source of data."""

    name: Link
    publisher: str
    coverage: str
    licence: str
    note: str


def text(value: object) -> str:
    """Write any value as short text; numbers to four significant digits, nothing as nothing."""
    match value:
        case None:
            shown = ""
        case {"start": start, "end": end}:
            shown = f"{start} to {end}"
        case Mapping():
            shown = ", ".join(f"{name} {text(one)}" for name, one in value.items())
        case list() | tuple():
            shown = " ".join(text(one) for one in value)
        case bool() | str():
            shown = str(value)
        case int() | float():
            whole = isinstance(value, int) or abs(value) >= 1000
            shown = (f"{value:,.0f}" if whole else f"{value:.4g}").replace("-", MINUS)
        case _:
            shown = str(value)
    return shown


def link(words: object, address: object = "") -> Link:
    """Make a link when the address is one of the web; anything else stays plain text."""
    shown, target = text(words), text(address)
    if not target and shown.startswith(("https://", "http://")):
        target = shown
    return Link(shown or target, target if target.startswith(("https://", "http://")) else "")


def checks(reproduction: Sequence[Mapping[str, Any]]) -> list[Check]:
    """Order the reproduction results: misses first, then the rest in the order given."""
    found = []
    for entry in reproduction:
        low, high = text(entry.get("low")), text(entry.get("high"))
        found.append(
            Check(
                name=_with_unit(text(entry.get("title") or entry.get("id")), entry.get("unit")),
                published=text(entry.get("published")),
                accepted=f"{low} to {high}" if low and high else low or high,
                simulated=text(entry.get("simulated")),
                status=text(entry.get("status")),
                source=link(entry.get("source"), entry.get("url")),
                note=text(entry.get("note")),
            )
        )
    return sorted(found, key=lambda check: check.rank)


def _with_unit(name: str, unit: object) -> str:
    return f"{name} ({text(unit)})" if unit else name


def data_sources(sources: Sequence[Mapping[str, Any]]) -> list[Source]:
    """Make the sources of data ready to show, in the order given."""
    return [
        Source(
            name=link(entry.get("title") or entry.get("name") or entry.get("id"), entry.get("url")),
            publisher=text(entry.get("publisher") or entry.get("source")),
            coverage=text(entry.get("coverage") or entry.get("period")),
            licence=text(entry.get("licence") or entry.get("license")),
            note=text(entry.get("note") or entry.get("caveats")),
        )
        for entry in sources
    ]


def grade_counts(parameters: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, int]]:
    """Count the parameters of each grade: grade, meaning, number."""
    grades = [text(entry.get("grade")).strip().upper()[:1] for entry in parameters]
    return [(grade, meaning, grades.count(grade)) for grade, meaning in GRADES]
