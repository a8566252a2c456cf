"""`riobravo brief`: the main job, from a study to a finished report."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

DEFAULT_FOLDER = Path("riobravo-report")


def brief(
    study: Path | None = None,
    *,
    out: Path = DEFAULT_FOLDER,
    members: int | None = None,
    years: int | None = None,
    seed: int | None = None,
    worldview: str | None = None,
    calibration: str | None = None,
    claims: bool = False,
    threads: int | None = None,
    as_json: bool = False,
) -> None:
    """Run a study, print a short table and write its report.

    Args:
        study: study file; the shipped study by default.
        out: folder for `report.html` and the data of its figures.
        members: number of worlds instead of the study's.
        years: years instead of the study's.
        seed: seed instead of the study's.
        worldview: id or file of a worldview instead of the study's.
        calibration: `none` or `shipped` instead of the study's.
        claims: also test the shipped claims.
        threads: number of threads.
        as_json: print the summary as JSON, with the path of the report.

    Raises:
        RiobravoError: the study cannot be used, or the report cannot be written.
    """
    from riobravo import api
    from riobravo.commands.screen import print_json, say, show_progress, title_of
    from riobravo.study import load_study

    plan = load_study(study)
    changes: dict[str, object] = {"members": members, "years": years, "seed": seed, "worldview": worldview}
    changes["calibration"] = calibration
    given = {name: value for name, value in changes.items() if value is not None}
    if given:
        plan = plan.with_changes(**given)
    words = ["riobravo", "brief", *([str(study)] if study else [])]
    words += [word for name, value in given.items() for word in (f"--{name}", str(value))]
    words += ["--claims"] if claims else []
    with show_progress(title_of(len(plan.options), plan.years)) as progress:
        result, report = api.brief(
            plan,
            out,
            claims=claims,
            threads=threads,
            progress=progress,
            say=say,
            command=shlex.join(words),
        )
    # What is shown here is what was written there.
    summary = json.loads((report.parent / "result.json").read_text(encoding="utf-8"))
    if as_json:
        print_json(summary | {"report": str(report)})
    else:
        from rich.console import Console

        from riobravo.commands.table import print_comparison

        print_comparison(result, summary)
        Console().print(f"\nReport: {report}", highlight=False, soft_wrap=True)
