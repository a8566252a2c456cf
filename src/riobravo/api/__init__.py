"""The calls behind the commands: the command line, notebooks and reports all go through here.

Those of studies on disk stand in `riobravo.store.calls`: most need no simulation, and answer at once.
"""

from __future__ import annotations

from riobravo.api.briefing import brief
from riobravo.api.changes import diff
from riobravo.api.credibility import calibrate, check, validate
from riobravo.api.forecasts import forecast, score
from riobravo.api.planning import REFERENCE, command_line, plan
from riobravo.api.simulating import compare, preview, run_study, run_worldviews

__all__ = [
    "REFERENCE",
    "brief",
    "calibrate",
    "check",
    "command_line",
    "compare",
    "diff",
    "forecast",
    "plan",
    "preview",
    "run_study",
    "run_worldviews",
    "score",
    "validate",
]
