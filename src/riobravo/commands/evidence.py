"""`riobravo evidence`: what every number in the simulation rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from riobravo.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from riobravo.evidence.ledger import Ledger
    from riobravo.evidence.parameter import Parameter
    from riobravo.evidence.sources import Source, Use


LISTED = "`riobravo evidence` lists all parameters, `riobravo mechanisms` all mechanisms."


def show_evidence(
    subject: str | None = None,
    *,
    grade: str | None = None,
    worldview: str | None = None,
    as_json: bool = False,
    console: Console | None = None,
) -> None:
    """Print the evidence behind parameters: one in full, several as a table.

    Args:
        subject: id of a parameter, or id (`G5`) or name (`leader_removal`) of a mechanism; all
            parameters if omitted.
        grade: only parameters of this grade, A to D.
        worldview: id of a shipped worldview, or path of a file ending in `.yaml`; what it believes
            is shown beside the ledger's distributions.
        as_json: print a JSON list for programs instead.
        console: where to print; by default standard output.

    Raises:
        InputError: there is no such parameter, mechanism, grade or worldview.
    """
    from rich.console import Console

    from riobravo.evidence.ledger import load_ledger
    from riobravo.evidence.record import as_record

    ledger = load_ledger()
    parameters = select_parameters(ledger, subject, grade)
    beliefs = None if worldview is None else _believed(worldview)
    screen = console or Console()
    if as_json:
        records = [as_record(ledger, parameter) for parameter in parameters]
        if beliefs is not None:
            for record, parameter in zip(records, parameters, strict=True):
                believed = beliefs.get(parameter.id, parameter)
                record["worldview_distribution"] = as_record(ledger, believed)["distribution"]
        text = json.dumps(records, indent=2)
        screen.print(text, markup=False, highlight=False, soft_wrap=True)
    elif len(parameters) == 1 and parameters[0].id == subject:
        _print_entry(screen, ledger, parameters[0], worldview, beliefs)
    else:
        _print_table(screen, parameters, worldview, beliefs)


def select_parameters(
    ledger: Ledger, subject: str | None = None, grade: str | None = None
) -> list[Parameter]:
    """Return the parameters that a user asks for, in the ledger's order.

    Args:
        ledger: where to look.
        subject: id of a parameter or of a mechanism, or name of a mechanism.
        grade: A to D, in either case.

    Raises:
        InputError: there is no such parameter, mechanism or grade.
    """
    from riobravo.evidence.parameter import GRADES, MECHANISMS
    from riobravo.validation import suggest

    parameters = list(ledger.values())
    if subject is not None:
        mechanisms = {name: key for key, name in MECHANISMS.items()}
        mechanism = mechanisms.get(subject.lower(), subject.upper())
        if subject in ledger:
            parameters = [ledger[subject]]
        elif mechanism in MECHANISMS:
            parameters = [entry for entry in parameters if entry.mechanism == mechanism]
        else:
            raise InputError(
                f"there is no parameter or mechanism `{subject[:60]}`.",
                fix=suggest(subject[:60], [*MECHANISMS, *MECHANISMS.values(), *ledger], LISTED),
            )
    if grade is not None:
        if grade.upper() not in GRADES:
            raise InputError(f"there is no grade `{grade[:60]}`.", fix=suggest(grade, list(GRADES)))
        parameters = [entry for entry in parameters if entry.grade == grade.upper()]
    return parameters


def _believed(worldview: str) -> dict[str, Parameter]:
    from riobravo.evidence.ledger import load_ledger
    from riobravo.evidence.worldviews import resolve_worldview

    return resolve_worldview(worldview).reweigh(load_ledger())


def _words_of_belief(parameter: Parameter, beliefs: Mapping[str, Parameter]) -> str:
    believed = beliefs.get(parameter.id, parameter)
    return "the same" if believed.distribution == parameter.distribution else believed.describe_distribution()


def _print_table(
    screen: Console,
    parameters: list[Parameter],
    worldview: str | None,
    beliefs: Mapping[str, Parameter] | None,
) -> None:
    _print_rows(screen, parameters, worldview, beliefs)
    judged = sum(parameter.grade == "D" for parameter in parameters)
    plural = "s" * (len(parameters) != 1)
    counted = f"{len(parameters)} parameter{plural}, {judged} of them judgement (grade D)."
    screen.print(counted, markup=False, highlight=False)
    screen.print("`riobravo evidence NAME` shows one in full.", markup=False, highlight=False)


def _print_rows(
    screen: Console,
    parameters: list[Parameter],
    worldview: str | None,
    beliefs: Mapping[str, Parameter] | None,
) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Parameters", title_justify="left", pad_edge=False)
    believed = [] if beliefs is None else [f"Under {worldview}"]
    for heading in ("Parameter", "Of", "Grade", "Distribution", *believed, "Sources"):
        table.add_column(Text(heading), no_wrap=heading in {"Parameter", "Of"})
    for parameter in parameters:
        table.add_row(
            Text(parameter.id, style="bold"),
            parameter.mechanism,
            parameter.grade,
            Text(parameter.describe_distribution()),
            *([] if beliefs is None else [Text(_words_of_belief(parameter, beliefs))]),
            _count_sources(parameter),
        )
    screen.print(table)


def _count_sources(parameter: Parameter) -> str:
    seen = sum(use.status == "seen" for use in parameter.sources)
    remembered = len(parameter.sources) - seen
    counts = [f"{seen} seen"] * bool(seen) + [f"{remembered} remembered"] * bool(remembered)
    return ", ".join(counts) or "judgement"


def _print_entry(
    screen: Console,
    ledger: Ledger,
    parameter: Parameter,
    worldview: str | None,
    beliefs: Mapping[str, Parameter] | None,
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from riobravo.evidence.parameter import GRADES, TITLES

    low, high = parameter.bounds
    mechanism = TITLES[parameter.mechanism]
    believed = []
    if beliefs is not None:
        believed = [f"Under {worldview}: {_words_of_belief(parameter, beliefs)}"]
    screen.print(Text(f"{parameter.id} ({parameter.symbol})", style="bold"))
    for line in (
        parameter.definition,
        f"{parameter.mechanism} {mechanism}; {parameter.kind}, {parameter.unit}; "
        f"used by the {parameter.used_by}",
        f"Distribution: {parameter.describe_distribution()}; median {parameter.default:.6g}; "
        f"bounds {low:g} to {high:g}",
        *believed,
        f"Grade: {parameter.grade}, {GRADES[parameter.grade]}",
    ):
        screen.print(Text(line))
    for heading, text in (
        ("Why this distribution", parameter.reasoning),
        ("Judgement", parameter.judgement),
        ("Evidence the other way", parameter.contrary),
        ("What would change it", parameter.would_change),
    ):
        if text:
            screen.print(Text(f"\n{heading}", style="bold"))
            screen.print(Padding(Text(text), (0, 0, 0, 2)))
    screen.print(Text("\nSources", style="bold"))
    if not parameter.sources:
        screen.print(Padding(Text("none: this is a declared judgement"), (0, 0, 0, 2)))
    for use in parameter.sources:
        screen.print(Padding(Text(_describe_use(ledger.sources[use.source], use)), (0, 0, 1, 2)))


def _describe_use(source: Source, use: Use) -> str:
    year = "no date" if source.year is None else str(source.year)
    place = f"https://doi.org/{source.doi}" if source.doi else source.address or "no address"
    status = f"seen ({use.extent})" if use.status == "seen" else "remembered, not seen"
    lines = [f"{source.authors} ({year}). {source.title}. {source.venue}. {place}", use.measured]
    if use.number is not None:
        lines.append(f"Number: {use.number}")
    lines.append(f"Status: {status}{'; speaks against' * (use.stance == 'opposes')}")
    if source.remembered:
        lines.append(f"Entered from memory: {', '.join(source.remembered)}")
    if source.note:
        lines.append(source.note)
    return "\n".join(lines)
