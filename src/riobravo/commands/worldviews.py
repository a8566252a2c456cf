"""`riobravo worldviews`, and `riobravo compare --worldview all`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riobravo.analysis.expectations import Verdict
    from riobravo.evidence.worldviews import Worldview
    from riobravo.study import Study


def list_worldviews(*, as_json: bool = False) -> None:
    """Print the shipped worldviews.

    Args:
        as_json: print a JSON list for programs instead of a table.
    """
    from riobravo.evidence.worldviews import shipped_worldview, worldview_ids

    shipped = [shipped_worldview(name) for name in worldview_ids()]
    if as_json:
        from riobravo.commands.screen import print_json

        print_json([as_record(worldview) for worldview in shipped])
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title="Worldviews", title_justify="left", pad_edge=False)
    for heading in ("Name", "Title", "Beliefs", "Statement"):
        table.add_column(heading, no_wrap=heading == "Name")
    for worldview in shipped:
        table.add_row(
            Text(worldview.id, style="bold"),
            worldview.title,
            str(len(worldview.beliefs)),
            Text(worldview.statement),
        )
    console = Console()
    console.print(table)
    console.print("`riobravo worldviews NAME` shows one of them.", markup=False, highlight=False)


def show_worldview(name: str, *, as_json: bool = False) -> None:
    """Print one worldview, with its beliefs beside the pool's distributions.

    Args:
        name: id of a shipped worldview, or path of a worldview file.
        as_json: print JSON for programs instead.

    Raises:
        InputError: there is no such worldview, or it is not valid.
    """
    from riobravo.evidence.worldviews import resolve_worldview

    worldview = resolve_worldview(name)
    if as_json:
        from riobravo.commands.screen import print_json

        print_json(as_record(worldview))
    else:
        _print(worldview)


def as_record(worldview: Worldview) -> dict[str, Any]:
    """Return a worldview with the pool's distributions and its sources, ready for JSON."""
    from riobravo.evidence.loading import load_ledger

    ledger = load_ledger()
    entries = worldview.reweigh(ledger)
    record = worldview.model_dump(mode="json")
    for name, belief in record["beliefs"].items():
        belief["description"] = entries[name].describe_distribution()
        belief["pool"] = ledger[name].distribution.model_dump(mode="json")
        belief["pool"]["description"] = ledger[name].describe_distribution()
    record["cites"] = [
        {"key": key, "taken": taken}
        | ledger.sources[key].model_dump(
            mode="json", include={"authors", "year", "title", "venue", "doi", "address"}
        )
        for key, taken in worldview.cites.items()
    ]
    return record


def _print(worldview: Worldview) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from riobravo.evidence.loading import load_ledger

    ledger = load_ledger()
    entries = worldview.reweigh(ledger)
    console = Console()
    console.print(Text(f"{worldview.title} ({worldview.id})", style="bold"))
    console.print(Text(worldview.statement))
    if worldview.beliefs:
        table = Table(title="\nBeliefs", title_justify="left", pad_edge=False, show_lines=True)
        for heading in ("Parameter", "Believed", "Pool", "Because"):
            table.add_column(heading, no_wrap=heading == "Parameter")
        for name, belief in worldview.beliefs.items():
            table.add_row(
                Text(name, style="bold"),
                Text(entries[name].describe_distribution()),
                Text(ledger[name].describe_distribution()),
                Text(belief.because),
            )
        console.print(table)
    else:
        console.print("\nBeliefs: every parameter as in the ledger.", highlight=False)
    if worldview.expects:
        console.print(Text("\nWhat its adherents expect", style="bold"))
        for expectation in worldview.expects:
            console.print(Padding(Text(f"• {expectation.describe()}"), (0, 0, 0, 2)))
    if worldview.cites:
        console.print(Text("\nWhat it stands on", style="bold"))
    for key, taken in worldview.cites.items():
        source = ledger.sources[key]
        year = "no date" if source.year is None else str(source.year)
        line = f"{source.authors} ({year}). {source.title}. Taken from it: {taken}"
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def compare_worldviews(
    plan: Study,
    *,
    file: Path | None = None,
    threads: int | None = None,
    chunk: int | None = None,
    save_to: Path | None = None,
    as_json: bool = False,
) -> None:
    """Run a comparison under every shipped worldview and print the answers side by side.

    Args:
        plan: what to run; its own worldview does not count.
        file: the study file that it comes from.
        threads: number of threads.
        chunk: members per task.
        save_to: as in `compare`; the name of each worldview is added to that of the file.
        as_json: print JSON for programs instead of tables.

    Raises:
        RiobravoError: an argument cannot be used, or a result cannot be saved.
    """
    from contextlib import ExitStack

    from riobravo import api
    from riobravo.analysis.expectations import judge
    from riobravo.analysis.summary import summarise
    from riobravo.commands.screen import print_json, show_progress, title_of
    from riobravo.ensemble.runner import CHUNK
    from riobravo.evidence.worldviews import POOL, shipped_worldview

    summaries: dict[str, dict[str, Any]] = {}
    verdicts: dict[str, list[Verdict]] = {}
    titles: dict[str, str] = {}
    pool = None
    title = title_of(len(plan.options), plan.years)
    with ExitStack() as bars:
        for name, result in api.run_worldviews(
            plan,
            file=file,
            threads=threads,
            chunk=CHUNK if chunk is None else chunk,
            progress=lambda name: bars.enter_context(show_progress(f"{title}, {name}")),
        ):
            bars.close()
            if save_to is not None:
                from riobravo.saving import save

                save(result, save_to.with_stem(f"{save_to.stem}-{name}"))
            pool = result if name == POOL else pool
            summaries[name] = summarise(result)
            titles = {str(key): array.attrs["long_name"] for key, array in result.data_vars.items()}
            if pool is not None:
                verdicts[name] = judge(shipped_worldview(name), result, pool)
    if as_json:
        print_json({"worldviews": summaries})
        return
    from riobravo.commands.table import print_side_by_side

    print_side_by_side(summaries, titles)
    _print_verdicts(verdicts)


def _print_verdicts(verdicts: dict[str, list[Verdict]]) -> None:
    from rich.console import Console
    from rich.text import Text

    from riobravo.analysis.words import number

    unmet = {
        name: [verdict for verdict in found if verdict.status != "holds"] for name, found in verdicts.items()
    }
    count = sum(map(len, verdicts.values()))
    console = Console()
    if not count:
        return
    held = count - sum(map(len, unmet.values()))
    console.print(
        f"\nOf {count} expectations that adherents have of these options, {held} hold.",
        highlight=False,
    )
    for name, some in unmet.items():
        for verdict in some:
            word = "fails" if verdict.status == "fails" else "cannot be told from no shift"
            shift = number(verdict.shift, verdict.error or 0.0, signed=True)
            console.print(Text(f"  {name}: {verdict.expectation.describe()}: {word} (shift {shift})"))
