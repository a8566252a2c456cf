"""`riobravo options`: what options there are, and what each one does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

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


def show_option(name: str, *, as_json: bool = False, console: Console | None = None) -> None:
    """Print one option in words, with a chart of what it moves.

    Args:
        name: id of a shipped option, or path of an option file.
        as_json: print JSON for programs instead.
        console: where to print; by default standard output.

    Raises:
        InputError: there is no such option, or it is not valid.
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
    for line in _explain_missing(option) or _draw(option):
        screen.print(Padding(Text(line), (0, 0, 0, 2)))
    if option.orders:
        screen.print(Text(f"\nPublic cost: {describe_cost(option)}."))
    for line in bill_of(option).sources:
        screen.print(Text(line))
    if option.evidence_note:
        screen.print(Text("\nWhat the evidence says", style="bold"))
        screen.print(Text(option.evidence_note))


def _draw(option: Option) -> list[str]:
    """Return charts over the years of the shipped study, with parameters at their medians."""
    import numpy as np

    from riobravo.dates import WEEKS_PER_YEAR
    from riobravo.errors import InputError
    from riobravo.evidence.ledger import load_ledger
    from riobravo.options.description import chart_levers
    from riobravo.options.schedule import lever_table, parameters_of
    from riobravo.study import load_study

    study = load_study()
    names = parameters_of(option)
    ledger = load_ledger() if names else {}
    draws = {name: np.array([ledger[name].default]) for name in names if name in ledger}
    try:
        table = lever_table(option, study, study.years * WEEKS_PER_YEAR, draws, 1)[0]
    except InputError as error:
        return ["", f"No chart for a start in {study.start}: {error}"]
    charts = chart_levers(table)
    if not charts:
        return []
    median = " (uncertain sizes and lags at their medians)" if names else ""
    width = max(len(name) for name, *_ in charts)
    return [
        "",
        f"By quarter, {study.years} years from {study.start}{median}:",
        *(f"{name:<{width}}  {blocks}  from {low:.3g} to {high:.3g}" for name, blocks, low, high in charts),
    ]


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
