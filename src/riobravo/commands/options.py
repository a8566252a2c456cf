"""`riobravo options`: what options there are, and what each one does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from riobravo.evidence.parameter import Parameter
    from riobravo.options.schema import Option


def list_options(*, as_json: bool = False, console: Console | None = None) -> None:
    """Print the shipped options.

    Args:
        as_json: print JSON for programs instead of a table.
        console: where to print; by default standard output.
    """
    from riobravo.options.catalogue import load_catalogue
    from riobravo.options.instruments import name_need
    from riobravo.options.status import needs_of

    options = list(load_catalogue().values())
    screen = console or _standard_output()
    if as_json:
        _print_json(screen, [_as_data(option) for option in options])
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Options", title_justify="left", pad_edge=False)
    for heading in ("Name", "Title", "Status"):
        table.add_column(heading, no_wrap=heading == "Name")
    missing: dict[str, None] = {}
    for option in sorted(options, key=lambda one: bool(needs_of(one))):
        names = [need.name for need in needs_of(option)]
        missing |= dict.fromkeys(names)
        status = f"not yet modelled: needs {', '.join(names)}" if names else "runnable"
        table.add_row(Text(option.id, style="bold"), Text(option.title), Text(status))
    screen.print(table)
    if missing:
        screen.print(Text(f"Missing: {'; '.join(map(name_need, missing))}."))
    screen.print("`riobravo options show NAME` shows one of them.", markup=False, highlight=False)


def show_option(
    name: str, *, worldview: str | None = None, as_json: bool = False, console: Console | None = None
) -> None:
    """Print one option in words, with a chart of what it moves.

    Args:
        name: id of a shipped option, or path of an option file.
        worldview: id or file of a worldview; what it believes about sizes and lags is shown.
        as_json: print JSON for programs instead.
        console: where to print; by default standard output.

    Raises:
        InputError: there is no such option or worldview, or it is not valid.
    """
    from rich.padding import Padding
    from rich.text import Text

    from riobravo.options.catalogue import resolve
    from riobravo.options.description import describe
    from riobravo.options.status import bill_of, describe_cost

    option = resolve(name)
    screen = console or _standard_output()
    if as_json:
        _print_json(screen, _as_data(option))
        return
    screen.print(Text(f"{option.title} ({option.id})", style="bold"))
    screen.print(Text(option.summary))
    screen.print(Text("\nWhat it does", style="bold"))
    for sentence in describe(option):
        screen.print(Padding(Text(f"• {sentence}"), (0, 0, 0, 2)))
    believed = _believed(option, worldview)
    for line in _explain_missing(option) or _draw(option, believed):
        screen.print(Padding(Text(line), (0, 0, 0, 2)))
    for parameter in believed.values():
        line = f"{parameter.id}: {parameter.describe_distribution()} (grade {parameter.grade})"
        screen.print(Padding(Text(line), (0, 0, 0, 2)))
    if option.orders:
        screen.print(Text(f"\nPublic cost: {describe_cost(option)}."))
    for line in bill_of(option).sources:
        screen.print(Text(line))
    for kind, codes in (("Claims", option.claims), ("Documents", option.documents)):
        if codes:
            screen.print(Text(f"{kind} it comes from: {', '.join(codes)}."))
    if option.evidence_note:
        screen.print(Text("\nWhat the evidence says", style="bold"))
        screen.print(Text(option.evidence_note))


def _draw(option: Option, believed: Mapping[str, Parameter]) -> list[str]:
    """Return charts over the years of the shipped study, with parameters at their medians."""
    import numpy as np

    from riobravo.dates import WEEKS_PER_YEAR
    from riobravo.errors import InputError
    from riobravo.options.description import chart_levers, split_orders
    from riobravo.options.schedule import lever_table, parameters_of
    from riobravo.study import load_study

    study = load_study()
    names = parameters_of(option)
    draws = {name: np.array([believed[name].default]) for name in names}
    median = " (uncertain sizes and lags at their medians)" if names else ""
    lines = ["", f"Week by week, {study.years} years from {study.start}, a row for each year{median}:"]
    for said, part in split_orders(option):
        try:
            table = lever_table(part, study, study.years * WEEKS_PER_YEAR, draws, 1)[0]
        except InputError as error:
            return ["", f"No chart for a start in {study.start}: {error}"]
        for chart in chart_levers(table):
            where = f", {said}" if said else ""
            lines.append(f"{chart.lever}{where}: {chart.low:.3g} to {chart.high:.3g}")
            lines += [f"  {years:>4}  {blocks}" for years, blocks in chart.rows]
    return lines if len(lines) > 2 else []


def _believed(option: Option, worldview: str | None) -> dict[str, Parameter]:
    """Return the parameters that an option reads, as a worldview believes them to be."""
    from riobravo.evidence.ledger import load_ledger
    from riobravo.evidence.worldviews import POOL, resolve_worldview
    from riobravo.options.schedule import parameters_of

    view = resolve_worldview(worldview or POOL)
    names = parameters_of(option)
    if not names:
        return {}
    entries = view.reweigh(load_ledger())
    return {name: entries[name] for name in sorted(names)}


def _explain_missing(option: Option) -> list[str]:
    """Return what has to be simulated before the option can run."""
    from riobravo.options.instruments import name_need
    from riobravo.options.status import needs_of

    needs = needs_of(option)
    if not needs:
        return []
    return ["", "Not yet modelled, so it cannot run. It needs:"] + [
        f"  {name_need(need.name)}" for need in needs
    ]


def _as_data(option: Option) -> dict[str, Any]:
    from dataclasses import asdict

    from riobravo.options.description import describe
    from riobravo.options.status import bill_of, needs_of, status_of
    from riobravo.options.words import name_orders

    origins = (order.origin for order in option.orders if order.origin)
    return option.model_dump(mode="json", by_alias=True) | {
        "bundle": list(dict.fromkeys(origins)),
        "status": status_of(option),
        "needs": [need.name for need in needs_of(option)],
        "cost": asdict(bill_of(option)),
        "order_names": list(name_orders(option.orders)),
        "description": describe(option),
    }


def _print_json(screen: Console, content: object) -> None:
    text = json.dumps(content, indent=2)
    screen.print(text, markup=False, highlight=False, soft_wrap=True)


def _standard_output() -> Console:
    from rich.console import Console

    return Console()
