"""All generated pages and pictures."""

from __future__ import annotations

from pathlib import Path

from riobravo.credibility.calibration.page import calibration_page
from riobravo.credibility.calibration.predictive_page import predictive_page
from riobravo.credibility.model_card_page import model_card_page
from riobravo.credibility.validation_page import validation_page
from riobravo.documentation.catalogue import catalogue_page
from riobravo.documentation.ledger import ledger_index, ledger_pages
from riobravo.documentation.markup import head, plain
from riobravo.documentation.mechanisms import draw_pictures, mechanism_pages
from riobravo.documentation.outcomes import outcomes_page
from riobravo.documentation.register import register_page
from riobravo.documentation.worldviews import worldviews_page
from riobravo.files import write_together
from riobravo.schemas import SCHEMAS, schema_text


def pages() -> dict[str, str]:
    """Return all generated pages: name of the file, and its text."""
    found = {"ledger.md": ledger_index(), "catalogue.md": catalogue_page(), "register.md": register_page()}
    found |= {"outcomes.md": outcomes_page(), "validation.md": validation_page()}
    found |= {"model-card.md": model_card_page(head, plain)}
    found["worldviews-shipped.md"] = worldviews_page()
    found |= {"calibration.md": calibration_page(), "prior-predictive.md": predictive_page()}
    found |= {f"schema/{name}.schema.json": schema_text(name) for name in SCHEMAS}
    return found | ledger_pages() | mechanism_pages()


def _pictures() -> dict[str, str]:
    from riobravo.credibility.calibration.picture import draw_calibration

    return draw_pictures() | draw_calibration()


def write_documentation(folder: Path, *, pictures: bool = True) -> None:
    """Write all generated pages, and the pictures of the mechanisms.

    Args:
        folder: the folder of the documentation.
        pictures: whether to simulate and draw the answers of the mechanisms too, a minute or more.
    """
    write_together(folder, pages() | (_pictures() if pictures else {}))
