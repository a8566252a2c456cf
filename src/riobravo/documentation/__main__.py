"""Write the generated pages, and the pictures of the mechanisms and of the calibration.

`python -m riobravo.documentation docs/` simulates for the pictures; with `--text` it writes the pages only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from riobravo.documentation.pages import write_documentation

if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--text"]
    write_documentation(Path(given[0] if given else "docs"), pictures="--text" not in sys.argv)
