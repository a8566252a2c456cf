"""From a result to one HTML file: dataset, then what the page shows, then the page."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from riobravo.analysis.summary import summarise
from riobravo.analysis.words import VERDICT_SCALE
from riobravo.credibility.model_card import LABELS, load_card
from riobravo.files import write_together
from riobravo.report.figures.figure import provenance
from riobravo.report.lists import GRADES
from riobravo.report.marks import interval_mark
from riobravo.report.material import Material
from riobravo.report.page import Page, build_page

if TYPE_CHECKING:
    import xarray as xr

HASHES = ("data_hash", "ledger_hash", "kernel_hash")


def write_report(dataset: xr.Dataset, out_dir: Path, material: Material | None = None) -> Path:
    """Write `report.html`, `result.json` and `figures/*.csv`; an earlier report survives any failure.

    Args:
        dataset: the result of `riobravo.compare`.
        out_dir: the folder, made if missing.
        material: what the report says besides the result; without it those sections say so.

    Returns:
        The path of the HTML file.

    Raises:
        DataError: when the dataset lacks something the report needs.
        OutputError: when the files cannot be written.
    """
    page = build_page(dataset, material or Material())
    texts = {f"figures/{picture.name}.csv": picture.csv for picture in page.pictures}
    texts |= {f"figures/{name}.csv": table for name, table in page.tables.items()}
    texts["result.json"] = json.dumps(summarise(dataset)) + "\n"
    write_together(Path(out_dir), texts | {"report.html": render_page(page)})
    return Path(out_dir) / "report.html"


def render_page(page: Page) -> str:
    """Fill the template: the same page gives the same bytes.

    Args:
        page: what to show.
    """
    from jinja2 import DictLoader, Environment, StrictUndefined

    room = files("riobravo.report")
    style = room.joinpath("style.css").read_text(encoding="utf-8")
    script = room.joinpath("script.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    texts = {one.name: one.read_text(encoding="utf-8") for one in room.iterdir() if ".j2" in one.name}
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=DictLoader(texts),
    )
    return environment.get_template("template.html.j2").render(
        page=page,
        results=page.results,
        style=style,
        script=script,
        script_hash=f"sha256-{digest}",
        scale=VERDICT_SCALE,
        interval_mark=interval_mark,
        model_card=load_card(),
        labels=LABELS,
        provenance=provenance(page.results),
        grade_meanings=GRADES,
        hashes=[(name, page.results.attribute(name)) for name in HASHES],
    )
