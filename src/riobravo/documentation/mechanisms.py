"""Pages of the mechanisms: what each is, what it rests on, what it touches, and how it answers a shock."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from riobravo.coupling.effects import couplings, edges
from riobravo.credibility.targets import Target, load_targets
from riobravo.documentation.markup import head, join, plain
from riobravo.evidence.loading import load_ledger
from riobravo.evidence.record import as_record
from riobravo.world.document import read_docstring
from riobravo.world.levers import LEVERS
from riobravo.world.mechanism import Mechanism
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL

FOLDER: Final = "mechanisms"
GRAPH: Final = "coupling.svg"

# Which experiments measure which mechanisms; others measure the system as a whole.
EXPERIMENTS: Final[dict[str, tuple[str, ...]]] = {
    "published-model": ("G1", "G2", "G3", "G4"),
    "size-not-identified": ("G1", "G3"),
    "recent-fall": ("G12",),
    "leader-removal": ("G5", "G12"),
    "fragmentation": ("G5",),
    "permissive-supply": ("G7",),
    "scarcity": ("G10",),
    "precursor-shock": ("D1", "D2"),
    "cocaine-shortage": ("D2",),
    "price-and-use": ("D3",),
    "overdose-fall": ("D4",),
    "treatment": ("D4",),
    "air-power": ("F1",),
    "aims": ("F5",),
    "invasion": ("F4",),
    "regime": ("F7",),
    "war-at-home": ("G3", "G11"),
    "tariff": ("E1", "E3"),
    "migration": ("H2",),
    "opinion": ("P1", "P4"),
    "coercion": ("P6",),
}


def mechanism_pages() -> dict[str, str]:
    """Return the index, the picture of all effects and a page per mechanism: name below `docs/`, and text."""
    from riobravo.coupling.picture import draw_graph

    found = {f"{FOLDER}/index.md": join(_index()), f"{FOLDER}/{GRAPH}": draw_graph()}
    for one in MECHANISMS:
        found[f"{FOLDER}/{one.id}.md"] = join(_page(one))
    return found


def draw_pictures() -> dict[str, str]:
    """Simulate all standard shocks, and return their pictures: name of the file, and its SVG text."""
    from riobravo.credibility.shocks import MEMBERS, answer_shocks
    from riobravo.documentation.shock_picture import draw_answer

    answers = answer_shocks(MECHANISMS)
    return {f"{FOLDER}/{one.id}.svg": draw_answer(one, answers[one.id], MEMBERS) for one in MECHANISMS}


def _index() -> Iterator[str]:
    yield from head("The mechanisms", "the source under `src/riobravo/world/`")
    yield f"{len(MECHANISMS)} mechanisms and {len(edges())} effects of one on another. Each has a page, a"
    yield "switch, and a picture of how the whole system answers when it is moved for a year."
    yield ""
    yield f"![Which mechanism acts on which]({GRAPH})"
    yield ""
    yield "The picture is drawn from the code: an arc goes from the mechanism that writes a number to the one"
    yield "that reads it, in the colour of the one that writes, with a dot where it is felt."
    yield ""
    yield "| id | mechanism | table | on unless a study says otherwise | acts on |"
    yield "|---|---|---|---|---|"
    for one in MECHANISMS:
        acts = ", ".join(dict.fromkeys(edge.target for edge in edges() if edge.source == one.id))
        on = "yes" if one.default else "no"
        yield f"| [{one.id}]({one.id}.md) | {plain(one.title)} | {one.table} | {on} | {acts} |"
    yield ""
    whole = [target for target in load_targets() if not EXPERIMENTS.get(target.experiment)]
    if whole:
        yield "Published results that measure no single mechanism:"
        yield ""
        yield from (_target(target) for target in whole)
        yield ""


def _page(one: Mechanism) -> Iterator[str]:
    touched = couplings()[one.id]
    yield from head(f"{one.id} {plain(one.title)}", f"`src/riobravo/world/{one.file}` and the ledger")
    yield plain(one.summary)
    yield ""
    yield f"- Switch: `{one.name}`{'' if one.default else ', off unless a study turns it on'}"
    yield f"- Table: {one.table}; all mechanisms: [index](index.md)"
    yield ""
    yield from ("```text", one.equation, "```", "")
    yield "## What it is"
    yield ""
    yield from _docstring(read_docstring(one))
    yield "## How the system answers"
    yield ""
    yield f"{plain(one.shock.title)}, from the 27th to the 78th week, with all mechanisms on: weekly"
    yield "difference to the same worlds without it."
    yield ""
    yield f"![Answer to the standard shock]({one.id}.svg)"
    yield ""
    yield "## What it touches"
    yield ""
    yield from _touched("Reads", touched.reads)
    yield from _touched("Writes", touched.writes)
    levers = {lever.name: lever.description for lever in LEVERS}
    yield from (f"- Lever `{name}`: {plain(levers.get(name, ''))}" for name in sorted(touched.levers))
    outcomes = {outcome.name: outcome for outcome in (*NATIONAL, *BY_STATE)}
    for name in sorted(touched.outcomes & set(outcomes)):
        yield f"- Outcome `{name}`: {plain(outcomes[name].title)} ({plain(outcomes[name].unit)})"
    for word, said in (("Acts on", _neighbours(one.id, out=True)), ("Is acted on by", _neighbours(one.id))):
        yield f"- {word}: {said or 'none'}"
    yield ""
    yield from _evidence(one)
    targets = [target for target in load_targets() if one.id in EXPERIMENTS.get(target.experiment, ())]
    yield "## What it is measured by"
    yield ""
    if targets:
        yield "`riobravo reproduce` says which of these published results the program meets."
        yield ""
        yield from (_target(target) for target in targets)
    else:
        yield "No published result measures this mechanism alone."
    yield ""


def _docstring(text: str) -> Iterator[str]:
    """Yield a docstring: indented lines and equations stand as they are, all else as text."""
    for block in re.split(r"\n\s*\n", text):
        if all(line.startswith("  ") or " = " in line or " -> " in line for line in block.splitlines()):
            yield from ("```text", textwrap.dedent(block).strip("\n"), "```", "")
        else:
            yield from (plain(block), "")


def _touched(title: str, names: frozenset[str]) -> Iterator[str]:
    if names:
        yield f"- {title}: {', '.join(f'`{name}`' for name in sorted(names))}"


def _neighbours(name: str, *, out: bool = False) -> str:
    said = []
    for edge in edges():
        if (edge.source if out else edge.target) == name:
            other = edge.target if out else edge.source
            through = ", ".join(f"`{one}`" for one in edge.through)
            said.append(f"[{other}]({other}.md) ({through})")
    return "; ".join(said)


def _evidence(one: Mechanism) -> Iterator[str]:
    """Yield the parameters, and what speaks for and against each."""
    ledger = load_ledger()
    entries = [as_record(ledger, entry) for entry in ledger.values() if entry.mechanism == one.id]
    yield "## What it rests on"
    yield ""
    if not entries:
        yield from ("It has no parameters of its own.", "")
        return
    yield "| parameter | distribution | unit | grade |"
    yield "|---|---|---|---|"
    for entry in entries:
        shown = plain(entry["distribution"]["description"])
        name = f"[{plain(entry['id'])}](../ledger/{one.table}.md#{entry['id']})"
        yield f"| {name} | {shown} | {plain(entry['unit'])} | {entry['grade']} |"
    yield ""
    for heading, field, stance in (
        ("### For", "reasoning", "supports"),
        ("### Against", "contrary", "opposes"),
    ):
        yield from (heading, "")
        for entry in entries:
            sources = [_source(use) for use in entry["sources"] if use["stance"] == stance]
            cited = f" ({plain('; '.join(sources))})" if sources else ""
            said = plain(entry[field] or "nothing is noted").rstrip(".")
            yield f"- **{plain(entry['id'])}.** {said}{cited}."
        yield ""


def _source(use: dict[str, Any]) -> str:
    remembered = ", remembered" if use["status"] == "remembered" else ""
    return f"{use['authors'].split(',')[0]} {use['year']}{remembered}"


def _target(target: Target) -> str:
    published = "" if target.published is None else f"published {target.published:g}; "
    return (
        f"- {plain(target.title)}: {published}accepted {target.low:g} to {target.high:g}"
        f" {plain(target.unit)} (`{target.id}`)"
    )
