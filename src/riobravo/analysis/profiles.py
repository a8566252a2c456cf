"""Value profiles: who may care about which outcomes, and which direction is good for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import RootModel

from riobravo.options.fields import Frozen, ShortText
from riobravo.reading import read_yaml, validate

FILE: Final = Path(__file__).with_name("profiles.yaml")

Direction = Literal["lower", "higher"]


class _Profile(Frozen):
    title: ShortText
    short: ShortText
    good: dict[str, Direction]


class _File(RootModel[dict[str, _Profile]]):
    pass


@dataclass(frozen=True)
class Profile:
    """Outcomes that some people care about.

    Attributes:
        name: id of the profile.
        title: who they are.
        short: the same in a word, for the head of a column.
        good: outcome to the direction that is good for them.
    """

    name: str
    title: str
    short: str
    good: dict[str, Direction]


def load_profiles(path: Path | None = None) -> tuple[Profile, ...]:
    """Return value profiles in the order of their file.

    Args:
        path: a file of profiles; the shipped one if None.

    Raises:
        InputError: the file does not hold profiles.
    """
    return _load(path or FILE)


@cache
def _load(path: Path) -> tuple[Profile, ...]:
    found = validate(read_yaml(path), _File).root
    return tuple(Profile(name, one.title, one.short, dict(one.good)) for name, one in found.items())
