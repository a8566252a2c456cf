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
from riobravo.fixes import fix_of, quoted

ModelT = TypeVar("ModelT", bound=BaseModel)

# Longer lists of known words do not help in an error of one line.
_LISTED: Final = 60
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


def suggest(word: str, known: Sequence[str], where: str = "") -> str:
    """Return the fix for an unknown word: the closest known ones, and the list if it is not too long.

    Args:
        word: what was written.
        known: what could be meant.
        where: a sentence that says where a long list can be read.
    """
    close = [f"`{match}`" for match in get_close_matches(word, known, n=3, cutoff=0.6)]
    listed = ", ".join(known)
    if len(known) > _LISTED:
        listed = f"{', '.join(known[:3])} and {len(known) - 3} more"
        if close and where:
            return f"did you mean {' or '.join(close)}? {where}"
    fix = f"did you mean {' or '.join(close)}? Known: {listed}." if close else f"use one of: {listed}."
    return f"{fix} {where}" if len(known) > _LISTED and where else fix


def explain(error: ValidationError, document: Document, model: type[BaseModel]) -> InputError:
    """Return the first problem of a validation as one error.

    Args:
        error: what Pydantic found.
        document: what was validated.
        model: what it was validated against.
    """
    placed = [(_place(detail, document.data), detail) for detail in error.errors(include_url=False)]
    placed = [entry for entry in placed if not _is_explained(entry, placed)]
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
    below = detail.get("ctx", {}).get("below", ())
    for index, step in enumerate(location):
        is_last = index == len(location) - 1
        if _has(data, step):
            # A branch may bear the name of a field: then what follows stands beside that field.
            following = below if is_last else location[index + 1 :]
            if not isinstance(data[step], dict | list) and following and _has(data, following[0]):
                continue
            data = data[step]
        elif not (detail["type"] == "missing" and is_last):
            continue
        path.append(step)
    return (*path, *below)


def _has(data: Any, step: int | str) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list | tuple) and isinstance(step, int) and step < len(data)


def _is_explained(entry: tuple[Position, ErrorDetails], placed: list[tuple[Position, ErrorDetails]]) -> bool:
    """Tell whether an error deeper inside explains this one.

    Either a different branch of a union was meant, or a list lost the entries that are wrong.
    """
    place, detail = entry
    return (detail["type"].endswith("_type") or detail["type"] == "too_short") and any(
        len(other) > len(place) and other[: len(place)] == place for other, _ in placed
    )


def _describe(details: list[ErrorDetails], path: Position, model: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong, without a full stop, and the fix."""
    detail = details[0]
    context = detail.get("ctx", {})
    match detail["type"]:
        case "riobravo":
            message, fix = context["sentence"], context["fix"] or "change it."
        case "value_error":
            message = str(context.get("error", detail["msg"])).rstrip(".")
            fix = "change what does not fit."
        case "missing":
            message, fix = "the field is missing", "add it."
        case "extra_forbidden":
            known = sorted(_fields_at(model, detail["loc"][:-1]))
            message, fix = "there is no such field", suggest(str(path[-1]), known)
        case "union_tag_invalid":
            known = quoted(context["expected_tags"])
            message = f"{context['discriminator']} cannot be {_preview(context['tag'])}"
            fix = suggest(str(context["tag"]), known)
        case "union_tag_not_found":
            message, fix = f"the field {context['discriminator']} is missing", "add it."
        case _:
            expected = " or ".join(dict.fromkeys(_expect(detail) for detail in details))
            message = f"{expected.replace(' or must be ', ' or ')}, but is"
            message, fix = f"{message} {_preview(detail['input'])}", fix_of(detail, suggest)
    return message, fix


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
        line = " ".join(value[:200].split())
        return f"`{line[:60]}{'…' * (len(value) > 60)}`" if line else "empty"
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
