"""Words a claim may use, and what they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from riobravo.options.catalogue import join_inline, load_catalogue
from riobravo.options.instruments import mechanism_titles
from riobravo.options.schema import Option
from riobravo.options.status import needs_of
from riobravo.world.mechanisms import MECHANISMS
from riobravo.world.outcomes import BY_STATE, NATIONAL

SYSTEM: Final[dict[str, str]] = mechanism_titles()
MODELLED: Final = frozenset(mechanism.id for mechanism in MECHANISMS)

NEEDED_BY_OUTCOME: Final = {outcome.name: outcome.needs for outcome in (*NATIONAL, *BY_STATE)}
# Mechanisms that run unless a study says otherwise.
RUNNING: Final = frozenset(mechanism.id for mechanism in MECHANISMS if mechanism.default)
STATE_OUTCOMES: Final = frozenset(outcome.name for outcome in BY_STATE)
BETTER: Final[dict[str, str]] = {one.name: one.better for one in (*NATIONAL, *BY_STATE)}


def known_options() -> tuple[str, ...]:
    """Return the ids of shipped options."""
    return tuple(load_catalogue())


def known_outcomes() -> tuple[str, ...]:
    """Return the names of outcomes that claims may name."""
    return tuple(sorted(NEEDED_BY_OUTCOME))


def outcome_needs(name: str) -> tuple[str, ...]:
    """Return the mechanism that an outcome needs and that does not run unless a study turns it on."""
    needs = NEEDED_BY_OUTCOME[name]
    return () if needs is None or needs in RUNNING else (needs,)


def option_needs(name: str, own: Mapping[str, Option]) -> tuple[str, ...]:
    """Return what an option still needs before it can run: ids of mechanisms, or other things.

    Args:
        name: id of an option.
        own: options that the claims bring along, by id.
    """
    option = join_inline(own[name], None) if name in own else load_catalogue()[name]
    return tuple(need.name for need in needs_of(option))


def describe_mechanisms(ids: tuple[str, ...]) -> str:
    """Return mechanisms in words: `P2 cooperation, F1 strikes`."""
    return ", ".join(f"{one} {SYSTEM.get(one, '')}".strip() for one in ids)


def by_table(ids: set[str]) -> tuple[str, ...]:
    """Return mechanisms in the order of the system's tables, then everything else by name."""
    return (*(one for one in SYSTEM if one in ids), *sorted(ids - set(SYSTEM)))
