"""`riobravo mechanisms`: what the simulated system consists of, and how its parts act on each other."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any


def show_mechanisms(
    name: str | None = None,
    *,
    graph: bool = False,
    as_json: bool = False,
) -> None:
    """Print the mechanisms, one of them in full, or how they act on each other.

    Args:
        name: id or name of one mechanism; the file of the picture if the coupling is shown.
        graph: show the coupling instead, or draw it.
        as_json: print JSON for programs instead.

    Raises:
        InputError: there is no such mechanism.
        OutputError: the picture cannot be written.
    """
    from riobravo.commands.screen import print_json

    if graph:
        _show_graph(Path(name) if name else None, as_json=as_json)
    elif name is not None:
        found = _find(name)
        if as_json:
            print_json(_as_data(found))
        else:
            _print_one(found)
    elif as_json:
        from riobravo.world.mechanisms import MECHANISMS

        print_json([_as_data(mechanism) for mechanism in MECHANISMS])
    else:
        _print_table()


def _print_table() -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from riobravo.world.mechanisms import MECHANISMS

    table = Table(title="Mechanisms", title_justify="left", pad_edge=False)
    for heading in ("Id", "Title", "Table", "On", "Parameters", "Reads", "Writes"):
        table.add_column(heading, no_wrap=heading == "Id")
    before = None
    for mechanism in MECHANISMS:
        if before not in (None, mechanism.table):
            table.add_section()
        before = mechanism.table
        data = _as_data(mechanism)
        counts = (str(len(data[name])) for name in ("parameters", "reads", "writes"))
        on = "yes" if mechanism.default else "no"
        table.add_row(Text(mechanism.id, style="bold"), Text(mechanism.title), mechanism.table, on, *counts)
    console = Console()
    console.print(table)
    console.print(
        "`riobravo mechanisms ID` shows one in full; `--graph FILE.svg` draws how they act on each other.",
        markup=False,
        highlight=False,
    )


def _print_one(mechanism: Any) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from riobravo.coupling.effects import edges
    from riobravo.world.document import read_docstring

    data = _as_data(mechanism)
    console = Console()
    console.print(Text(f"{mechanism.id} {mechanism.title} ({mechanism.name})", style="bold"))
    console.print(Text(mechanism.summary))
    console.print(Padding(Text(mechanism.equation), (1, 0, 1, 2)))
    console.print(Text(read_docstring(mechanism)))
    console.print()
    if not mechanism.default:
        console.print(Text("It is off unless a study turns it on."))
    acts = [f"{edge.target} ({', '.join(edge.through)})" for edge in edges() if edge.source == mechanism.id]
    felt = [f"{edge.source} ({', '.join(edge.through)})" for edge in edges() if edge.target == mechanism.id]
    for title, names in (
        ("Parameters", data["parameters"]),
        ("Levers", data["levers"]),
        ("Reads", data["reads"]),
        ("Writes", data["writes"]),
        ("Outcomes", data["outcomes"]),
        ("Acts on", acts),
        ("Is acted on by", felt),
    ):
        line = Text(f"{title}: ", style="bold")
        line.append(Text("; ".join(names) or "none", style="not bold"))
        console.print(line)


def _show_graph(out: Path | None, *, as_json: bool) -> None:
    from riobravo.coupling.effects import edges

    if out is not None:
        from riobravo.coupling.picture import draw_graph
        from riobravo.files import write_together

        write_together(out.parent, {out.name: draw_graph()})
    if as_json:
        from riobravo.commands.screen import print_json

        print_json([asdict(edge) for edge in edges()])
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if out is not None:
        Console().print(f"Graph: {out}", highlight=False, markup=False, soft_wrap=True)
        return
    table = Table(title="Which mechanism acts on which", title_justify="left", pad_edge=False)
    for heading in ("From", "To", "Through"):
        table.add_column(heading)
    for edge in edges():
        table.add_row(edge.source, edge.target, Text(", ".join(edge.through)))
    Console().print(table)


def _find(name: str) -> Any:
    from riobravo.errors import InputError
    from riobravo.validation import suggest
    from riobravo.world.mechanisms import MECHANISMS

    for mechanism in MECHANISMS:
        if name.lower() in (mechanism.id.lower(), mechanism.name):
            return mechanism
    known = [name for mechanism in MECHANISMS for name in (mechanism.id, mechanism.name)]
    raise InputError(
        f"there is no mechanism `{name[:60]}`.", field="mechanism", fix=suggest(name[:60], known)
    )


def _as_data(mechanism: Any) -> dict[str, Any]:
    from riobravo.coupling.effects import couplings
    from riobravo.evidence.loading import load_ledger

    touched = couplings()[mechanism.id]
    shock = asdict(mechanism.shock) | {
        "levers": dict(mechanism.shock.levers),
        "parameters": dict(mechanism.shock.parameters),
    }
    return asdict(mechanism) | {
        "shock": shock,
        "parameters": [one.id for one in load_ledger().values() if one.mechanism == mechanism.id],
        "reads": sorted(touched.reads),
        "writes": sorted(touched.writes),
        "levers": sorted(touched.levers),
        "outcomes": sorted(touched.outcomes),
    }
