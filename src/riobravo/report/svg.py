"""Charts to inline pictures: rendered once, accessible, small, with names of their own."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riobravo.report.charts.frame import AnyChart

_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_GEOMETRY = re.compile(r'( (?:d|transform|x|y|x1|x2|y1|y2|width|height)=")([^"]*)(")')
_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"")


def inline_svg(chart: AnyChart, name: str, title: str, description: str) -> str:
    """Render a chart to SVG text that can stand inside a page.

    Args:
        chart: an Altair chart.
        name: prefix for all ids of the picture; unique in the page.
        title: short accessible name.
        description: what the picture shows, in a sentence or two.
    """
    import vl_convert

    # Validated once in the tests; validating every chart again would double the time.
    text: str = vl_convert.vegalite_to_svg(chart.to_dict(validate=False))
    return accessible(renamed(shortened(text), name), name, title, description)


def shortened(text: str) -> str:
    """Round all coordinates to a tenth of a pixel, which no eye can see."""

    def tenth(found: re.Match[str]) -> str:
        shown = f"{float(found.group(0)):.1f}".removesuffix(".0")
        return "0" if shown == "-0" else shown

    def attribute(found: re.Match[str]) -> str:
        return found.group(1) + _LONG_NUMBER.sub(tenth, found.group(2)) + found.group(3)

    return _GEOMETRY.sub(attribute, text)


def renamed(text: str, name: str) -> str:
    """Number the ids of a picture in their order, with a prefix: several pictures share a page.

    The renderer's own ids count all pictures it ever drew, so they differ between two reports.
    """
    ids = {old: f"{name}-{place}" for place, old in enumerate(dict.fromkeys(_ID.findall(text)))}

    def reference(found: re.Match[str]) -> str:
        if found.group(1):
            return f"url(#{ids.get(found.group(1), found.group(1))})"
        return f'href="#{ids.get(found.group(2), found.group(2))}"'

    named = _ID.sub(lambda found: f'id="{ids[found.group(1)]}"', text)
    return _REFERENCE.sub(reference, named)


def accessible(text: str, name: str, title: str, description: str) -> str:
    """Give the picture a role, a title and a description that screen readers announce."""
    head = f'<svg role="img" aria-labelledby="{name}-title {name}-desc" preserveAspectRatio="xMinYMin meet" '
    labels = (
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    )
    opened = text.replace("<svg ", head, 1)
    end = opened.index(">") + 1
    return opened[:end] + labels + opened[end:]
