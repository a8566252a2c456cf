"""From Pydantic's errors to one sentence that names file, line, field and fix."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from riobravo.document import Document, Position, describe_kind
from riobravo.errors import InputError

ModelT = TypeVar("ModelT", bound=BaseModel)

_EXPECTED: Final = {
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_type": "must be text",
    "list_type": "must be a list (lines that begin with `- `)",
    "tuple_type": "must be a list (lines that begin with `- `)",
    "dict_type": "must be fields with values",
    "model_type": "must be fields with values",
    "model_attributes_type": "must be fields with values",
    "mapping_type": "must be fields with values",
}
_LIMITS: Final = {
    "greater_than_equal": ("ge", "must be at least {}"),
    "greater_than": ("gt", "must be greater than {}"),
    "less_than_equal": ("le", "must be at most {}"),
    "less_than": ("lt", "must be less than {}"),
    "string_too_short": ("min_length", "must have at least {} characters"),
    "string_too_long": ("max_length", "must have at most {} characters"),
    "too_short": ("min_length", "must have at least {} entries"),
    "too_long": ("max_length", "must have at most {} entries"),
    "literal_error": ("expected", "must be {}"),
    "enum": ("expected", "must be {}"),
}


def problem(message: str, *, fix: str = "", field: Position = ()) -> PydanticCustomError:
    """Return the error that a model's validator raises to name a problem in its own words.

    Args:
        message: what is wrong, without a full stop.
        fix: what the user can do about it, with a full stop.
        field: path of the field below the value that is being validated.
    """
    context = {"sentence": message, "fix": fix, "below": field}
    return PydanticCustomError("riobravo", "{sentence}", context)


def validate(document: Document, model: type[ModelT]) -> ModelT:
    """Check a document against a model and return the model.

    Args:
        document: what was read.
        model: the Pydantic model it should fit.

    Raises:
        InputError: it does not fit; the error names the first problem and counts the others.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise explain(error, document, model) from None


def check(data: Mapping[str, Any], model: type[ModelT], source: str | None = None) -> ModelT:
    """Check values that came from Python against a model; see `validate`."""
    return validate(Document(dict(data), source), model)


def suggest(word: str, known: Sequence[str]) -> str:
    """Return the fix for an unknown word: the closest known ones, and the list."""
    listed = ", ".join(known)
    if close := get_close_matches(word, known, n=3, cutoff=0.6):
        return f"did you mean {' or '.join(f'`{match}`' for match in close)}? Known: {listed}."
    return f"use one of: {listed}."


def explain(error: ValidationError, document: Document, model: type[BaseModel]) -> InputError:
    """Return the first problem of a validation as one error.

    Args:
        error: what Pydantic found.
        document: what was validated.
        model: what it was validated against.
    """
    placed = [(_place(detail, document.data), detail) for detail in error.errors(include_url=False)]
    placed = [entry for entry in placed if not _is_other_branch(entry, placed)]
    placed.sort(key=lambda entry: entry[1]["type"] != "extra_forbidden")  # a typo explains a gap
    path = placed[0][0]
    here = [detail for place, detail in placed if place == path]
    here = [detail for detail in here if not detail["type"].endswith("_type")] or here
    others = len({place for place, _ in placed}) - 1
    message, fix = _describe(here, path, model)
    if others:
        message = f"{message} ({others} more problem{'s' * (others > 1)} after this one)"
    return InputError(
        f"{message}.",
        file=document.file,
        line=document.line_of(path),
        field=".".join(map(str, path)) or None,
        fix=fix or None,
    )


def _place(detail: ErrorDetails, data: Any) -> Position:
    """Return the path in the file; Pydantic's own path also names branches of unions."""
    path: list[str | int] = []
    location = detail["loc"]
    for index, step in enumerate(location):
        if _has(data, step):
            data = data[step]
        elif not (detail["type"] == "missing" and index == len(location) - 1):
            continue
        path.append(step)
    return (*path, *detail.get("ctx", {}).get("below", ()))


def _has(data: Any, step: int | str) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list | tuple) and isinstance(step, int) and step < len(data)


def _is_other_branch(
    entry: tuple[Position, ErrorDetails], placed: list[tuple[Position, ErrorDetails]]
) -> bool:
    """Tell whether another error shows that a different branch of a union was meant."""
    place, detail = entry
    return detail["type"].endswith("_type") and any(
        len(other) > len(place) and other[: len(place)] == place for other, _ in placed
    )


def _describe(details: list[ErrorDetails], path: Position, model: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong, without a full stop, and the fix."""
    detail = details[0]
    context = detail.get("ctx", {})
    match detail["type"]:
        case "riobravo":
            message, fix = context["sentence"], context["fix"]
        case "value_error":
            message, fix = str(context.get("error", detail["msg"])).rstrip("."), ""
        case "missing":
            message, fix = "the field is missing", "add it."
        case "extra_forbidden":
            known = sorted(_fields_at(model, detail["loc"][:-1]))
            message, fix = "there is no such field", suggest(str(path[-1]), known)
        case "union_tag_invalid":
            known = _quoted(context["expected_tags"])
            message = f"{context['discriminator']} cannot be {_preview(context['tag'])}"
            fix = suggest(str(context["tag"]), known)
        case "union_tag_not_found":
            message, fix = f"the field {context['discriminator']} is missing", "add it."
        case _:
            expected = " or ".join(dict.fromkeys(_expect(detail) for detail in details))
            message = f"{expected.replace(' or must be ', ' or ')}, but is"
            message, fix = f"{message} {_preview(detail['input'])}", _fix_type(detail)
    return message, fix


def _fix_type(detail: ErrorDetails) -> str:
    kind, value = detail["type"], detail["input"]
    if kind == "string_type" and isinstance(value, int | float):
        return "put it in quotes."
    if not isinstance(value, str):
        return ""
    if kind == "literal_error":
        return suggest(value, _quoted(detail["ctx"]["expected"]))
    if kind.startswith("bool"):
        return "write true or false, without quotes."
    return "write a number, without quotes or unit." if kind.startswith(("int", "float")) else ""


def _quoted(listed: str) -> list[str]:
    """Return the words that Pydantic lists between single quotes."""
    return re.findall(r"'([^']*)'", listed)


def _expect(detail: ErrorDetails) -> str:
    if detail["type"] in _EXPECTED:
        return _EXPECTED[detail["type"]]
    if detail["type"] in _LIMITS:
        key, sentence = _LIMITS[detail["type"]]
        limit = detail["ctx"][key]
        return sentence.format(f"{limit:g}" if isinstance(limit, float) else limit)
    return re.sub(r"^\w+ should", "must", detail["msg"])


def _preview(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)[:60]
    if isinstance(value, str):
        return f"`{value[:60]}{'…' * (len(value) > 60)}`" if value else "empty"
    return describe_kind(value)


def _fields_at(model: type[BaseModel], location: tuple[int | str, ...]) -> set[str]:
    """Return the names of the fields allowed at a place of Pydantic's path."""
    candidates = _branches(model)
    for step in location:
        inner = [branch for one in candidates for branch in _descend(one, step)]
        named = [one for one in candidates if _is_branch(one, step)]
        candidates = inner or named or candidates
    return {
        info.alias or name
        for one in candidates
        if isinstance(one, type) and issubclass(one, BaseModel)
        for name, info in one.model_fields.items()
    }


def _branches(annotation: Any) -> list[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _branches(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return [branch for one in get_args(annotation) for branch in _branches(one)]
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return _branches(annotation.model_fields["root"].annotation)
    return [annotation]


def _is_branch(annotation: Any, label: int | str) -> bool:
    """Tell whether Pydantic calls this member of a union so: by class, or by the value of a tag."""
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return False
    tags = [get_args(info.annotation) for info in annotation.model_fields.values()]
    return annotation.__name__ == label or any(label in values for values in tags)


def _descend(annotation: Any, step: int | str) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        named = [
            branch
            for name, info in annotation.model_fields.items()
            if step in {name, info.alias}
            for branch in _branches(info.annotation)
        ]
        # Fields with names of their own, such as outcomes, share one kind of value.
        extra = annotation.__annotations__.get("__pydantic_extra__")
        return named or (_descend(get_type_hints(annotation)["__pydantic_extra__"], step) if extra else [])
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {list, tuple} and isinstance(step, int):
        return _branches(arguments[0])
    if origin not in {None, Literal, list, tuple} and len(arguments) == 2:
        return _branches(arguments[1])
    return []
