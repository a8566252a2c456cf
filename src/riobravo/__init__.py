"""riobravo: what would follow? Policies towards armed groups in Mexico as testable distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riobravo._version import __version__

if TYPE_CHECKING:
    from riobravo.analysis.summary import summarise
    from riobravo.api import brief, calibrate, compare, forecast, preview, run_study, score, validate
    from riobravo.credibility.reproduce import reproduce
    from riobravo.errors import DataError, InputError, OutputError, RiobravoError, SimulationError
    from riobravo.evidence.ledger import load_ledger
    from riobravo.options.catalogue import load_catalogue as load_options
    from riobravo.store.calls import export, open_study, rerun_failed, resume, run, status
    from riobravo.study import Study, load_study

_HOMES = {
    "DataError": "riobravo.errors",
    "InputError": "riobravo.errors",
    "OutputError": "riobravo.errors",
    "RiobravoError": "riobravo.errors",
    "SimulationError": "riobravo.errors",
    "Study": "riobravo.study",
    "brief": "riobravo.api",
    "calibrate": "riobravo.api",
    "compare": "riobravo.api",
    "export": "riobravo.store.calls",
    "forecast": "riobravo.api",
    "load_ledger": "riobravo.evidence.ledger",
    "load_options": "riobravo.options.catalogue:load_catalogue",
    "load_study": "riobravo.study",
    "open_study": "riobravo.store.calls",
    "preview": "riobravo.api",
    "reproduce": "riobravo.credibility.reproduce",
    "rerun_failed": "riobravo.store.calls",
    "resume": "riobravo.store.calls",
    "run": "riobravo.store.calls",
    "run_study": "riobravo.api",
    "score": "riobravo.api",
    "status": "riobravo.store.calls",
    "summarise": "riobravo.analysis.summary",
    "validate": "riobravo.api",
}

__all__ = [
    "DataError",
    "InputError",
    "OutputError",
    "RiobravoError",
    "SimulationError",
    "Study",
    "__version__",
    "brief",
    "calibrate",
    "compare",
    "export",
    "forecast",
    "load_ledger",
    "load_options",
    "load_study",
    "open_study",
    "preview",
    "reproduce",
    "rerun_failed",
    "resume",
    "run",
    "run_study",
    "score",
    "status",
    "summarise",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import riobravo` stays instant."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module 'riobravo' has no attribute {name!r}")
    home, _, original = _HOMES[name].partition(":")
    return getattr(importlib.import_module(home), original or name)


def __dir__() -> list[str]:
    return sorted(__all__)
