"""One mechanism: what it is called, where it stands, and how it answers a standard shock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shock:
    """A standard shock, to which a mechanism's answer is drawn.

    Args:
        title: what happens, in a few words.
        levers: levers that are moved from the 27th to the 78th week, by name.
        outcomes: the outcomes that are drawn, by name.
        parameters: parameters that differ from the ledger's medians in both runs, by name.
    """

    title: str
    levers: Mapping[str, float]
    outcomes: tuple[str, ...]
    parameters: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Mechanism:
    """One mechanism of the simulated system.

    Args:
        id: its number in the system's table.
        name: what it is called, and its switch.
        title: its name in words.
        table: the table it belongs to, which is also its folder.
        file: the module that holds it, below `riobravo.world`.
        summary: what it does, in one sentence.
        equation: its form.
        shock: how its answer is shown.
        default: whether it runs unless a study says otherwise.
    """

    id: str
    name: str
    title: str
    table: str
    file: str
    summary: str
    equation: str
    shock: Shock
    default: bool = True
