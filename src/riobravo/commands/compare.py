"""`riobravo compare`: what options do, in the same worlds with the same luck."""

from __future__ import annotations

from pathlib import Path


def compare(
    options: list[str],
    *,
    years: int | None = None,
    members: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    chunk: int | None = None,
    start: str | None = None,
    as_of: str | None = None,
    worldview: str | None = None,
    study: Path | None = None,
    calibration: str | None = None,
    save_to: Path | None = None,
    as_json: bool = False,
) -> None:
    """Run a comparison and print it; see `riobravo.compare` for the arguments.

    Args:
        options: ids, also of options in the study file, or files; the first is the reference.
        years: years after the start.
        members: number of worlds.
        seed: fixes all random numbers.
        threads: number of threads.
        chunk: members per task.
        start: month in which the options start.
        as_of: day from which on nothing observed is used.
        worldview: id or file of a worldview; `all` for every shipped one, side by side.
        study: study file that everything else comes from.
        calibration: `none` or `shipped` instead of the study's.
        save_to: file for the yearly results, ending in .csv, .parquet or .json.
        as_json: print JSON for programs instead of tables.

    Raises:
        RiobravoError: an argument cannot be used, or the result cannot be saved.
    """
    from riobravo import api
    from riobravo.commands.screen import print_json, show_progress, title_of
    from riobravo.ensemble.runner import CHUNK
    from riobravo.evidence.worldviews import ALL
    from riobravo.files import check_writable
    from riobravo.study import load_study

    plan = api.plan(
        options,
        years=years,
        members=members,
        seed=seed,
        start=start,
        as_of=as_of,
        worldview=None if worldview == ALL else worldview,
        calibration=calibration,
        study=load_study(study) if study else None,
    )
    if save_to is not None:
        from riobravo.saving import check_format

        check_format(save_to)
        check_writable(save_to.parent)
    if worldview == ALL:
        from riobravo.commands.worldviews import compare_worldviews

        compare_worldviews(plan, file=study, threads=threads, chunk=chunk, save_to=save_to, as_json=as_json)
        return
    with show_progress(title_of(len(plan.options), plan.years)) as progress:
        result = api.run_study(
            plan,
            threads=threads,
            chunk=CHUNK if chunk is None else chunk,
            progress=progress,
            command=api.command_line(plan, worldview, study),
        )
    from riobravo.analysis.summary import summarise

    if save_to is not None:
        from riobravo.saving import save

        save(result, save_to)
    summary = summarise(result)
    if as_json:
        print_json(summary)
    else:
        from riobravo.commands.table import print_comparison

        print_comparison(result, summary)
