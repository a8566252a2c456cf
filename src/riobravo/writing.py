"""YAML that `riobravo.reading` reads back to the same values."""

from __future__ import annotations

from typing import Any

import yaml

from riobravo.document import resolve_plain


class _Dumper(yaml.SafeDumper):
    """Quotes all text that the reader would take for something else, and writes no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    try:
        plain = resolve_plain(text) == text
    except ValueError:
        plain = False
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else "'")


_Dumper.add_representer(str, _represent_text)


def dump_yaml(content: Any) -> str:
    """Return plain values as YAML text.

    Args:
        content: mappings with text keys, lists, text, finite numbers, booleans and `None`.
    """
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
