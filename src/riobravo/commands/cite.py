"""`riobravo cite`: the references that a study actually uses."""

from __future__ import annotations

import sys
from pathlib import Path

FORMATS = ("text", "bibtex")


def cite(
    study: Path | None = None, *, worldview: str | None = None, form: str = "text", as_json: bool = False
) -> None:
    """Print the references of a study.

    Args:
        study: study file; the shipped study by default.
        worldview: id or file of a worldview, in place of the study's.
        form: `text` or `bibtex`.
        as_json: print a JSON object for programs instead.

    Raises:
        InputError: the study cannot be used, or there is no such format.
    """
    from riobravo.citation import KINDS, references
    from riobravo.errors import InputError
    from riobravo.study import load_study
    from riobravo.validation import suggest

    if form not in FORMATS:
        raise InputError(f"there is no format `{form[:60]}`.", field="--format", fix=suggest(form, FORMATS))
    plan = load_study(study)
    if worldview is not None:
        plan = plan.with_changes(worldview=worldview)
    found = references(plan)
    if as_json:
        from riobravo.commands.screen import print_json

        print_json(
            {
                "study": plan.name,
                "worldview": plan.resolved_worldview().id,
                "references": [reference.as_record() for reference in found],
            }
        )
        return
    if form == "bibtex":
        sys.stdout.write("\n\n".join(reference.as_bibtex() for reference in found) + "\n")
        return
    for kind, heading in KINDS.items():
        texts = [reference.as_text() for reference in found if reference.kind == kind]
        sys.stdout.write("\n".join([heading, "", *(f"{text}\n" for text in texts), ""]))
