"""One self-contained HTML file: what was simulated, what follows, what cannot be said."""

from riobravo.report.page import Material, write_report

__all__ = ["Material", "write_report"]
