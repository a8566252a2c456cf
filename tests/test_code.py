"""A hash of code changes with what the code does, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from riobravo.code import hash_code

PLAIN = "def twice(x):\n    return 2 * x\n"
RECORDED = "84feab2a68a9b75a1880d5dc0ab1ea373d9b93e23132261d333d53917ac70305"


def hash_of(text: str, folder: Path) -> str:
    path = folder / "one.py"
    path.write_text(text, encoding="utf-8")
    return hash_code([path], folder)


@pytest.mark.parametrize(
    "same",
    [
        '"""What it is."""\n' + PLAIN,
        'def twice(x):\n    """Return it twice."""\n    # Because.\n    return (2 *\n            x)\n',
    ],
)
def test_words_and_layout_do_not_count(same: str, tmp_path: Path) -> None:
    assert hash_of(same, tmp_path) == hash_of(PLAIN, tmp_path)


@pytest.mark.parametrize(
    "other",
    [
        "def twice(x):\n    return 3 * x\n",
        "def twice(x):\n    return 2.0 * x\n",
        "def twice(x):\n    return x * 2\n",
        "def twice(x=None):\n    return 2 * x\n",
        "def twice(y):\n    return 2 * y\n",
        "def twice(x):\n    return None\n",
        "def twice(x):\n    return\n",
    ],
)
def test_what_it_does_counts(other: str, tmp_path: Path) -> None:
    assert hash_of(other, tmp_path) != hash_of(PLAIN, tmp_path)


def test_names_of_files_count_and_their_folder_does_not(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    assert hash_of(PLAIN, tmp_path / "here") == hash_of(PLAIN, tmp_path / "there")
    renamed = tmp_path / "two.py"
    renamed.write_text(PLAIN, encoding="utf-8")
    assert hash_code([renamed], tmp_path) != hash_of(PLAIN, tmp_path)


def test_the_hash_is_the_same_under_every_python(tmp_path: Path) -> None:
    # Recorded with Python 3.11, 3.12 and 3.13, whose syntax trees differ in fields that are empty here.
    assert hash_of(PLAIN, tmp_path) == RECORDED
