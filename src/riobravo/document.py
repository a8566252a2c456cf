"""What a YAML text says and where it says it, in the small part of YAML that is accepted."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from riobravo.errors import InputError

MAXIMUM_DEPTH: Final = 20
MAXIMUM_DIGITS: Final = 40

Position = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBERS_BEGIN: Final = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True)
class Document:
    """What a file says, and where it says it.

    Args:
        data: the content: `dict` with text keys, `list`, text, numbers, booleans and `None`.
        file: name of the file as shown to the user; `None` if the content came from Python.
        text: the text it was read from.
        lines: line of every entry, counted from 1, by its path from the top.
    """

    data: Any
    file: str | None
    text: str = ""
    lines: dict[Position, int] = field(default_factory=dict, repr=False)

    def line_of(self, path: Position) -> int | None:
        """Return the line of an entry, or of its nearest ancestor that the file contains.

        Args:
            path: keys and list indices (from 0) from the top of the file.

        Returns:
            Line counted from 1; `None` if the content has no positions.
        """
        for length in range(len(path), -1, -1):
            if (line := self.lines.get(tuple(path[:length]))) is not None:
                return line
        return None


def parse(text: str, name: str) -> Document:
    """Parse one YAML document.

    Args:
        text: the YAML text.
        name: name of the source as shown in errors.

    Raises:
        InputError: the text is outside the accepted part of YAML.
    """
    if found := _UNPRINTABLE.search(text):
        raise InputError(
            f"the file contains the unprintable character U+{ord(found.group()):04X}.",
            file=name,
            line=text.count("\n", 0, found.start()) + 1,
            fix="remove it, or save the file again as plain text in UTF-8.",
        )
    return _Builder(name).build(text)


def resolve_plain(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted YAML scalar.

    Args:
        text: the scalar as written.

    Raises:
        ValueError: the number is not finite, or has more than 40 digits.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBERS_BEGIN:
        return text
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} is not a finite number")
    if _INTEGER.fullmatch(text):
        if len(text) > MAXIMUM_DIGITS:
            raise ValueError(f"the number has more than {MAXIMUM_DIGITS} digits")
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if not math.isfinite(number):
            raise ValueError("the number is too large")
        return number
    return text


def describe_kind(value: object) -> str:
    """Return in plain words what kind of YAML value this is."""
    if isinstance(value, bool):
        return "true or false"
    if value is None:
        return "nothing"
    names: dict[type, str] = {dict: "fields", list: "a list", str: "text"}
    return names.get(type(value), "a number")


@dataclass
class _Open:
    """A mapping or list that is still being read."""

    value: dict[str, Any] | list[Any]
    path: Position
    key: str | None = None


class _Builder:
    """Builds a document from parser events without recursion, so depth cannot exhaust the stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.data: Any = None
        self.open: list[_Open] = []
        self.lines: dict[Position, int] = {}
        self.documents = 0
        self.line = 1

    def build(self, text: str) -> Document:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = self.line if mark is None else mark.line + 1
            problem = f"this is not valid YAML: {error.problem or error.context}."
            fix = "check indentation, colons and quotes around this line."
            raise InputError(problem, file=self.name, line=line, fix=fix) from None
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
            raise self._refuse(
                "this is not valid YAML.", fix="check this line and the one after it."
            ) from None
        return Document(self.data, self.name, text, self.lines)

    def _take(self, event: yaml.Event) -> None:
        if event.start_mark is not None:
            self.line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refuse(
                    "the file contains more than one document.",
                    fix="remove the line `---`, or split the file.",
                )
        elif isinstance(event, yaml.AliasEvent):
            raise self._refuse("aliases (`*name`) are not accepted.", fix="write the value out.")
        elif isinstance(event, yaml.NodeEvent):
            self._check_plainness(event)
            if isinstance(event, yaml.ScalarEvent):
                self._take_scalar(event)
            else:
                self._begin({} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _check_plainness(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refuse(
                f"anchors (`&{event.anchor[:40]}`) are not accepted.", fix="write the value out."
            )
        if event.tag is not None:
            raise self._refuse(f"tags (`{event.tag[:60]}`) are not accepted.", fix="remove the tag.")

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        # The text as a whole is checked already; only between double quotes can more be written, as escapes.
        if event.style == '"' and (found := _UNPRINTABLE.search(event.value)):
            raise self._refuse(
                f"the text contains the unprintable character U+{ord(found.group()):04X}.",
                fix="remove it.",
            )
        try:
            value = resolve_plain(event.value) if event.implicit[0] else event.value
        except ValueError as error:
            fix = "write a decimal number of ordinary size, or put text in quotes."
            raise self._refuse(f"{error}.", fix=fix) from None
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            self._take_key(self.open[-1], value)
        else:
            self._store(value)

    def _take_key(self, parent: _Open, key: object) -> None:
        if not isinstance(key, str):
            raise self._refuse(
                f"a field name must be text, but is {describe_kind(key)}.",
                fix="put it in quotes.",
            )
        if key in parent.value:
            first = self.lines[(*parent.path, key)]
            raise self._refuse(
                f"the field appears twice; the first is on line {first}.",
                field=".".join(map(str, (*parent.path, key))),
                fix="keep one of them.",
            )
        parent.key = key
        self.lines[(*parent.path, key)] = self.line

    def _begin(self, value: dict[str, Any] | list[Any]) -> None:
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise self._refuse(
                f"a field name must be text, but is {describe_kind(value)}.",
                fix="write text before the colon; text with braces or brackets needs quotes.",
            )
        if len(self.open) >= MAXIMUM_DEPTH:
            raise self._refuse(
                f"more than {MAXIMUM_DEPTH} levels are nested.", fix="write it with fewer levels."
            )
        self.open.append(_Open(value, self._store(value)))

    def _store(self, value: Any) -> Position:
        if not self.open:
            self.data = value
            self.lines[()] = self.line
            return ()
        parent = self.open[-1]
        if isinstance(parent.value, list):
            path: Position = (*parent.path, len(parent.value))
            parent.value.append(value)
            self.lines[path] = self.line
        else:
            key = parent.key or ""
            path = (*parent.path, key)
            parent.value[key] = value
            parent.key = None
        return path

    def _refuse(self, message: str, *, fix: str, field: str | None = None) -> InputError:
        return InputError(message, file=self.name, line=self.line, field=field, fix=fix)
