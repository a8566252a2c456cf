"""The package as a whole: quick to import, documented, consistent, and true to its own examples."""

from __future__ import annotations

import importlib.resources
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import riobravo
from riobravo.credibility.reproduce import reproduce
from riobravo.evidence.ledger import load_ledger
from riobravo.options.catalogue import load_catalogue
from riobravo.world.mechanisms import MECHANISMS

ROOT = Path(__file__).parents[1]
HEAVY = ("altair", "numba", "pandas", "scipy", "vl_convert", "xarray")
PAGES = ("README.md", "docs/usage.md")
# A fenced block: its language, the rest of its first line, and its text.
BLOCK = re.compile(r"^```(\w+)[ ]*([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"/(?:work|root|home|Users|tmp)/\w")
TEXT = {".cff", ".csv", ".j2", ".md", ".py", ".toml", ".txt", ".yaml", ".yml", ".js", ".css"}


def heavy_modules_after(statements: str) -> str:
    """Run statements in a new Python and return the slow libraries that they have imported."""
    report = f"import sys; print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{report}"], capture_output=True, text=True, check=True
    )
    return result.stderr.strip()


def test_importing_the_package_is_quick() -> None:
    assert heavy_modules_after("import riobravo") == ""


def test_asking_for_help_is_quick() -> None:
    help_page = """
from riobravo.cli import app
try:
    app(["--help"])
except SystemExit as end:
    assert not end.code
"""
    assert heavy_modules_after(help_page) == ""


def test_the_check_notices_a_heavy_import() -> None:
    assert heavy_modules_after("import xarray") != ""


@pytest.mark.parametrize("name", riobravo.__all__)
def test_every_public_name_is_there_and_described(name: str) -> None:
    public = getattr(riobravo, name)
    if name != "__version__":
        assert public.__doc__
        assert public.__doc__.strip()


def test_public_names_are_sorted_and_listed() -> None:
    assert riobravo.__all__ == sorted(riobravo.__all__)
    assert dir(riobravo) == riobravo.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="oracle"):
        _ = riobravo.oracle


def test_the_package_says_that_it_is_typed() -> None:
    assert (importlib.resources.files("riobravo") / "py.typed").is_file()


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == riobravo.__version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d{2}-\d{2})$", changes, re.MULTILINE)
    assert released[0] == (riobravo.__version__, citation["date-released"])


def test_the_citation_file_has_what_its_format_needs() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    for field in ("message", "title", "authors"):
        assert citation[field]
    assert citation["type"] == "software"
    assert citation["license"] == "MIT"


def project_files() -> list[Path]:
    """Return the text files that belong to the project, as git lists them."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("this is not a git checkout")
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def test_no_file_names_a_path_of_some_machine() -> None:
    files = project_files()
    assert ROOT / "pyproject.toml" in files
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files
        for match in MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists() and not target.endswith(".png")
    ]
    assert missing == []


def examples(page: str) -> list[tuple[str, str, str]]:
    """Return the examples of a page that can be run: language, argument and text."""
    blocks = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    return [block for block in blocks if block[1] == "run" or block[1].startswith("file=")]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_examples_work(page: str, tmp_path: Path) -> None:
    scripts = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    languages = set()
    for language, argument, text in examples(page):
        languages.add(language)
        if argument.startswith("file="):
            (tmp_path / argument.removeprefix("file=")).write_text(text, encoding="utf-8")
            continue
        lines = [text] if language == "python" else text.splitlines()
        for line in lines:
            words = [sys.executable, "-c", line] if language == "python" else ["bash", "-c", line]
            result = subprocess.run(
                words,
                cwd=tmp_path,
                env=os.environ | {"PATH": scripts},
                capture_output=True,
                text=True,
                check=False,
            )
            assert result.returncode == 0, f"{line}\n{result.stderr}"
            assert result.stdout
    assert languages == {"console", "python", "yaml"}


def test_the_readme_counts_what_there_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ledger = load_ledger()
    judged = sum(entry.grade == "D" for entry in ledger.values())
    for name, said in (
        ("ledger", f"{judged} of {len(ledger)} parameters are grade D"),
        ("mechanisms", f"{len(MECHANISMS)} mechanisms"),
        ("options", f"{len(load_catalogue())} shipped options"),
    ):
        assert f"<!-- {name} -->{said}<!-- /{name} -->" in readme
    assert judged > 0.5 * len(ledger), "the pages say that most entries are judgement"


@pytest.mark.slow
def test_the_readme_counts_what_is_reproduced_and_missed() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.search(r"<!-- reproduced -->(\d+) of (\d+) are reproduced, (\d+) are missed", readme)
    assert said
    targets = reproduce()["targets"]
    counts = [sum(target["status"] == status for target in targets) for status in ("reproduced", "missed")]
    assert [int(number) for number in said.groups()] == [counts[0], len(targets), counts[1]]
