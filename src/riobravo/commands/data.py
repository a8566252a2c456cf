"""`riobravo data`: list the observed series, show one, or accept a new vintage of one."""

from __future__ import annotations

import json as json_text
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riobravo.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console


def data(
    series: str | None = None,
    as_of: str | None = None,
    accept: str | None = None,
    json: bool = False,
    *,
    overlay: Path | None = None,
) -> None:
    """Print the observed series, one of them in full, or the acceptance of a changed file.

    Args:
        series: id of the series to show in full; `None` lists all.
        as_of: ISO date; only what may be used on that date is counted and shown.
        accept: id of the series whose file is to be checked and its checksum recorded.
        json: print a JSON list instead of tables.
        overlay: folder laid over the shipped one; `None` means the one named by RIOBRAVO_DATA.

    Raises:
        InputError: an argument cannot be used.
        DataError: a catalogue or the file of the series cannot be used.
        OutputError: the checksum cannot be recorded.
    """
    from rich.console import Console

    from riobravo import observed

    console = Console()
    day = _read_date(as_of)
    if accept is not None:
        if series is not None or day is not None:
            raise InputError(
                "accepting a file takes no other series and no date.",
                field="--accept",
                fix="give --accept alone.",
            )
        _print_acceptance(console, accept, json, overlay)
    elif series is not None:
        detail = observed.describe_series(series, day, overlay=overlay)
        _print_json([detail]) if json else _print_series(console, detail)
    else:
        listed = observed.describe(day, overlay=overlay)
        _print_json(listed) if json else _print_list(console, listed)


def _read_date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"`{text}` is not a date.", field="--as-of", fix="write it like 2024-01-01."
        ) from None


def _print_json(values: list[dict[str, Any]]) -> None:
    print(json_text.dumps(values, indent=2, allow_nan=False))


def _print_list(console: Console, listed: list[dict[str, Any]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(title="Observed series", title_justify="left", box=None, pad_edge=False)
    table.add_column("id and coverage", no_wrap=True)
    table.add_column("what it is")
    table.add_column("grade")
    table.add_column("verified")
    for one in listed:
        extent = ", ".join(part for part in (_span(one), f"{_number(one['rows'])} rows") if part)
        what = f"{one['title']}, in {one['unit']}. {one['publisher']}. Licence: {one['licence']}."
        table.add_row(
            f"[bold]{escape(one['id'])}[/bold]\n{escape(extent)}",
            escape(what),
            escape(one["grade"]),
            _status(one),
        )
    console.print(table)
    for one in listed:
        if one["problem"]:
            console.print(f"{one['id']}: {one['problem']}", style="red", markup=False)
    console.print("`riobravo data ID` shows one in full, with its caveats.", markup=False, style="dim")


def _print_series(console: Console, detail: dict[str, Any]) -> None:
    from rich.markup import escape
    from rich.table import Table

    facts = Table(title=escape(f"{detail['id']}: {detail['title']}"), show_header=False)
    shown = ("publisher", "licence", "redistribution", "unit", "frequency", "vintage", "grade")
    for name in (*shown, "file", "folder", "sha256"):
        if detail[name] is not None:
            facts.add_row(name, escape(str(detail[name])))
    facts.add_row("source", escape("\n".join(detail["source"])))
    facts.add_row("coverage", _span(detail))
    if detail["gaps"]:
        facts.add_row("gaps", ", ".join(f"{first} to {last}" for first, last in detail["gaps"]))
    facts.add_row("rows", _number(detail["rows"]))
    facts.add_row("verified", _status(detail))
    for column in detail["columns"]:
        facts.add_row(f"column {escape(column['name'])}", escape(column["meaning"]))
    facts.add_row("caveats", escape("\n".join(f"- {one}" for one in detail["caveats"])))
    console.print(facts)
    rows = Table(title="Last rows")
    for name in detail["last_rows"][0]:
        rows.add_column(escape(name))
    for row in detail["last_rows"]:
        rows.add_row(*("" if cell is None else escape(str(cell)) for cell in row.values()))
    console.print(rows)


def _print_acceptance(console: Console, series: str, json: bool, overlay: Path | None) -> None:
    from riobravo import observed

    done = observed.accept(series, overlay=overlay)
    if json:
        spans = [list(span) if span else None for span in done.coverage]
        listed = zip(done.ids, spans, done.rows, strict=True)
        places = {"file": str(done.file), "catalogue": str(done.catalogue)}
        sums = {"before": done.before, "sha256": done.after}
        _print_json([{"id": one, "coverage": c, "rows": r, **places, **sums} for one, c, r in listed])
        return
    if done.before == done.after:
        line = f"{done.file}: checked; its checksum was already recorded."
    else:
        line = f"{done.file}: checked; checksum {done.after} recorded in {done.catalogue}."
    console.print(line, markup=False, soft_wrap=True)
    for one, span, count in zip(done.ids, done.coverage, done.rows, strict=True):
        extent = f"{span[0]} to {span[1]}" if span else "undated"
        console.print(f"  {one}: {extent}, {count:,} rows", markup=False, soft_wrap=True)


def _span(one: dict[str, Any]) -> str:
    if one["coverage_start"] is None:
        return "" if one["vintage"] is None else str(one["vintage"])
    return f"{one['coverage_start']} to {one['coverage_end']}"


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _status(one: dict[str, Any]) -> str:
    if one["problem"]:
        return "problem"
    return "yes" if one["verified"] else "unverified"
