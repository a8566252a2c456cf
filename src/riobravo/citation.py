"""References: what a study actually used, as text and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from riobravo._version import __version__
from riobravo.ensemble.job import PAST
from riobravo.ensemble.opening import SERIES_USED
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.sources import Source
from riobravo.observed import load_catalogue
from riobravo.options.schedule import parameters_of
from riobravo.study import Study
from riobravo.world.mechanisms import MECHANISMS

MODEL: Final = ("prieto_curiel_2023", "prieto_curiel_code")
KINDS: Final = {"software": "Software", "publication": "Publications", "data": "Data"}

_PERSON = re.compile(r"(?P<family>[^\s.,()][^.,()]*?) (?P<given>[^\W\d_]\.(?:[ -]?[^\W\d_]\.)*)")
_JOURNAL = re.compile(
    r"(?P<journal>.+?) (?P<volume>\d+)(?:\((?P<number>\d+)\))?(?::(?P<first>\d+)-(?P<last>\d+))?"
)
_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


@dataclass(frozen=True)
class Reference:
    """One thing to cite.

    Args:
        key: a name that stays the same; the key of the entry in BibTeX.
        kind: what it is.
        authors: who made it, as it should be cited.
        year: year of publication; None if it carries none.
        title: its title.
        venue: journal with volume and pages, series, publisher or site.
        used_for: what the study takes from it: parameters, a worldview, the model, the start.
        doi: its identifier, if it has one.
        address: where it can be found, if not by its identifier.
        licence: terms of use, for data and software.
        remembered: fields that were entered from memory and must be checked before citing.
        notes: what a reader must know before citing it, in sentences.
    """

    key: str
    kind: Literal["software", "publication", "data"]
    authors: str
    year: int | None
    title: str
    venue: str
    used_for: tuple[str, ...]
    doi: str | None = None
    address: str | None = None
    licence: str | None = None
    remembered: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """Return the reference as plain values for JSON."""
        return asdict(self) | {name: list(getattr(self, name)) for name in _LISTS}

    def as_text(self) -> str:
        """Return the reference as one paragraph."""
        year = "no date" if self.year is None else str(self.year)
        place = f"https://doi.org/{self.doi}" if self.doi else self.address
        parts = [f"{self.authors} ({year})", self.title, self.venue, *([place] if place else [])]
        parts += [*self.all_notes(), f"Used for: {', '.join(self.used_for)}"]
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)

    def all_notes(self) -> list[str]:
        """Return licence, fields entered from memory and notes, in sentences."""
        notes = [f"Licence: {self.licence}."] if self.licence else []
        if self.remembered:
            notes.append(f"Entered from memory, to be checked: {', '.join(self.remembered)}.")
        return [*notes, *(f"{note.rstrip('.')}." for note in self.notes)]

    def as_bibtex(self) -> str:
        """Return the reference as one BibTeX entry, in UTF-8."""
        entry, fields = _publication(self.venue, self.doi)
        if self.kind != "publication":
            entry, fields = "misc", {"howpublished": escape(self.venue)}
        fields |= {
            "author": _authors(self.authors),
            "title": f"{{{escape(self.title)}}}",
            "year": "" if self.year is None else str(self.year),
            "doi": self.doi or "",
            "url": "" if self.doi else _address(self.address),
            "note": escape(" ".join(self.all_notes())),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@{entry}{{{self.key},", *lines, "}"])


_LISTS: Final = ("used_for", "remembered", "notes")


def references(study: Study) -> list[Reference]:
    """Return what a study actually uses, software first, then publications and data.

    A parameter counts if a mechanism that runs, the start of the worlds or an option of the study
    reads it, and if the study does not set it itself. The mechanisms of the published model always
    count: every world passes through its years before the simulation starts.

    Args:
        study: what is run.

    Raises:
        InputError: an option or worldview of the study cannot be read.
        DataError: the catalogue of series cannot be used.
    """
    uses: dict[str, list[str]] = {key: ["the published model of group sizes"] for key in MODEL}
    ledger = load_ledger()
    for name in used_parameters(study):
        for use in ledger[name].sources:
            uses.setdefault(use.source, []).append(name)
    worldview = study.resolved_worldview()
    for key in worldview.cites:
        uses.setdefault(key, []).append(f"the worldview {worldview.id}")
    publications = [_from_source(key, ledger.sources[key], dict.fromkeys(uses[key])) for key in sorted(uses)]
    return [_software(), *publications, *_series()]


def used_parameters(study: Study) -> list[str]:
    """Return the ids of the ledger's parameters that a study reads and does not set itself."""
    running = set(study.active_mechanisms)
    past = {mechanism.id for mechanism in MECHANISMS if getattr(PAST, mechanism.name)}
    by_options = set().union(*map(parameters_of, study.resolved_options()))
    used = []
    for name, parameter in load_ledger().items():
        if parameter.used_by == "option":
            reads = name in by_options and parameter.mechanism in running
        else:
            reads = parameter.used_by == "start" or parameter.mechanism in running | past
        if reads and name not in study.parameters:
            used.append(name)
    return used


def escape(text: str) -> str:
    """Return text in which no character means anything to BibTeX or LaTeX."""
    return "".join(_SPECIAL.get(character, character) for character in text)


def _software() -> Reference:
    return Reference(
        key="riobravo",
        kind="software",
        authors="riobravo maintainers",
        year=None,
        title="riobravo: policies towards armed groups in Mexico as testable distributions",
        venue=f"Computer program, version {__version__}",
        used_for=("all results",),
        licence="MIT",
    )


def _from_source(key: str, source: Source, used_for: Iterable[str]) -> Reference:
    notes = [source.note] if source.note else []
    if source.status == "remembered":
        notes.insert(0, "The source as a whole was entered from memory.")
    return Reference(
        key=key,
        kind="publication",
        authors=source.authors,
        year=source.year,
        title=source.title,
        venue=source.venue,
        used_for=tuple(used_for),
        doi=source.doi,
        address=source.address,
        remembered=tuple(source.remembered),
        notes=tuple(notes),
    )


def _series() -> list[Reference]:
    entries = load_catalogue().entries
    return [
        Reference(
            key=f"series-{name}",
            kind="data",
            authors=entries[name].publisher,
            year=entries[name].vintage,
            title=entries[name].title,
            venue=f"Data series {name}, from {', '.join(entries[name].source)}",
            used_for=("the start of the worlds",),
            licence=entries[name].licence,
        )
        for name in SERIES_USED
    ]


def _authors(text: str) -> str:
    """Return authors as BibTeX separates them; a name that is no person's stands in braces."""
    people = [_PERSON.fullmatch(part) for part in text.split(", ")]
    names = [f"{escape(person['family'])}, {person['given']}" for person in people if person]
    return " and ".join(names) if len(names) == len(people) else f"{{{escape(text)}}}"


def _publication(venue: str, doi: str | None) -> tuple[str, dict[str, str]]:
    """Return the kind of entry of a publication and the fields that its venue gives."""
    found = _JOURNAL.fullmatch(venue)
    if found is None or not (found["number"] or found["first"] or doi):
        return "misc", {"howpublished": escape(venue)}
    pages = f"{found['first']}--{found['last']}" if found["first"] else ""
    return "article", {
        "journal": escape(found["journal"]),
        "volume": found["volume"],
        "number": found["number"] or "",
        "pages": pages,
    }


def _address(address: str | None) -> str:
    """Return an address whose braces and backslashes cannot disturb the entry."""
    signs = {"{": "%7B", "}": "%7D", "\\": "%5C"}
    return "".join(signs.get(character, character) for character in address or "")
