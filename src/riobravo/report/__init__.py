"""One self-contained HTML file: what was simulated, what follows, what cannot be said."""

from riobravo.report.material import Material
from riobravo.report.writing import write_report

__all__ = ["Material", "write_report"]
