"""The page of all outcomes, by table."""

from __future__ import annotations

from riobravo.documentation.markup import head, join, plain
from riobravo.world.outcomes import BY_STATE, NATIONAL


def outcomes_page() -> str:
    """Return the page of all outcomes, by table."""
    lines = [
        *head("The outcomes", "`src/riobravo/world/<table>/outcomes.py`"),
        f"{len(NATIONAL)} national outcomes and {len(BY_STATE)} by state. Flows are per year; stocks are read"
        " at the end of the year. An outcome that needs a mechanism is not recorded while that is off.",
        "",
    ]
    places = {"national": NATIONAL, "by state": BY_STATE}
    for place, outcomes in places.items():
        lines += [f"## {place.capitalize()}", ""]
        lines += ["| name | unit | kind | better | needs | what it counts |", "|---|---|---|---|---|---|"]
        for one in outcomes:
            needs = f"[{one.needs}](mechanisms/{one.needs}.md)" if one.needs else ""
            lines += [
                f"| `{one.name}` | {plain(one.unit)} | {one.kind} | {one.better} | {needs} |"
                f" {plain(one.description)} |"
            ]
        lines += [""]
    return join(lines)
