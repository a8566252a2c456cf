"""Bundles: one option made of the orders of others and its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from riobravo.document import Position
from riobravo.errors import InputError
from riobravo.options.conflicts import explain_contradiction, find_contradiction
from riobravo.options.order import Order
from riobravo.options.references import STATUS_QUO, Located, is_path, locate
from riobravo.options.schema import MAXIMUM_ORDERS, Option

Trail = tuple[str, ...]


def join_bundle(located: Located) -> Option:
    """Return an option with the orders of its bundle after its own.

    Each order taken over names in `origin` the entry of the bundle that it comes from.

    Args:
        located: the option as written, and where it was found.

    Raises:
        InputError: an entry is unknown, contains itself or is contained twice; the orders
            contradict each other; or there are too many.
    """
    return _join(located, (located.option.id,))[0]


def _join(located: Located, trail: Trail) -> tuple[Option, list[str]]:
    """Return the joined option, and the ids of everything in its bundle."""
    option = located.option
    if not option.bundle:
        return option, []
    orders = list(option.orders)
    contained: list[str] = []
    for place, (reference, part, inside) in enumerate(_read_parts(located, trail)):
        if part.id == STATUS_QUO or not part.orders:
            raise _refuse(
                f"`{part.id}` changes nothing and cannot be joined with anything",
                "remove it from the bundle.",
                ("bundle", place),
                located,
            )
        if twice := sorted({part.id, *inside} & {*contained}):
            raise _refuse(
                f"`{twice[0]}` is contained twice, so its orders would count twice",
                "keep it in one place.",
                ("bundle", place),
                located,
            )
        contained += [part.id, *inside]
        taken = (order.model_copy(update={"origin": part.id}) for order in part.orders)
        orders += taken
        if len(orders) > MAXIMUM_ORDERS:
            raise _refuse(
                f"with `{reference[:60]}` the bundle has more than {MAXIMUM_ORDERS} orders",
                "join fewer options.",
                ("bundle", place),
                located,
            )
    joined = option.model_copy(update={"orders": tuple(orders), "bundle": ()})
    _check_contradictions(joined.orders, located)
    return joined, contained


def _read_parts(located: Located, trail: Trail) -> Iterator[tuple[str, Option, list[str]]]:
    for place, reference in enumerate(located.option.bundle):
        try:
            found = locate(reference, located.folder if is_path(reference) else None)
        except InputError as error:
            if error.line is not None:
                raise
            raise _refuse(
                error.message.rstrip("."), error.fix or "", ("bundle", place), located, error.file
            ) from None
        if found.option.id in trail:
            circle = " → ".join([*trail[trail.index(found.option.id) :], found.option.id])
            raise _refuse(
                f"the bundle contains itself ({circle})",
                "remove one of these from the bundle of another.",
                ("bundle", place),
                located,
            )
        part, inside = _join(found, (*trail, found.option.id))
        yield reference, part, inside


def _check_contradictions(orders: tuple[Order, ...], located: Located) -> None:
    if found := find_contradiction(orders):
        raise _refuse(
            explain_contradiction(orders, found),
            "remove one of the two, or let one end before the other starts.",
            ("bundle",),
            located,
        )


def _refuse(
    message: str, fix: str, path: Position, located: Located, file: str | Path | None = None
) -> InputError:
    document = located.document
    return InputError(
        f"{file}: {message}." if file else f"{message}.",
        file=document.file if document else None,
        line=document.line_of(path) if document else None,
        field=".".join(map(str, path)),
        fix=fix or None,
    )
