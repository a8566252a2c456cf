"""`riobravo mechanisms`: what the simulated system consists of."""

from __future__ import annotations

from dataclasses import asdict


def show_mechanisms(*, as_json: bool = False) -> None:
    """Print the mechanisms with their parameters.

    Args:
        as_json: print a JSON list for programs instead of a table.
    """
    from riobravo.evidence.loading import load_ledger
    from riobravo.world.mechanisms import MECHANISMS

    parameters: dict[str, list[str]] = {mechanism.id: [] for mechanism in MECHANISMS}
    for name, parameter in load_ledger().items():
        parameters[parameter.mechanism].append(name)
    if as_json:
        from riobravo.commands.screen import print_json

        print_json([asdict(mechanism) | {"parameters": parameters[mechanism.id]} for mechanism in MECHANISMS])
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Mechanisms", title_justify="left", pad_edge=False, show_lines=True)
    for heading in ("id", "what it does", "form", "parameters"):
        table.add_column(heading)
    for mechanism in MECHANISMS:
        table.add_row(
            mechanism.id,
            f"[bold]{mechanism.name.replace('_', ' ')}[/bold]: {mechanism.summary}",
            mechanism.equation.replace("[", r"\["),
            ", ".join(parameters[mechanism.id]),
        )
    Console().print(table)
