"""Running the command line: in a process of its own, or in this one where that is enough."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from riobravo.cli import app

PROGRAM = [sys.executable, "-m", "riobravo"]
# Few worlds for one year: long enough to show that everything is connected.
FEW = ("--members", "4", "--years", "1")


def run(
    *words: str,
    folder: Path | None = None,
    stdout: int = subprocess.PIPE,
    before: Callable[[], None] | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command line in a process of its own.

    Args:
        *words: what follows the name of the program.
        folder: where it runs.
        stdout: where its output goes.
        before: called in the new process before the program starts.
        **environment: further environment variables.
    """
    return subprocess.run(
        [*PROGRAM, *words],
        cwd=folder,
        env=os.environ | environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=540,
        check=False,
        preexec_fn=before,
    )


def call(*words: str) -> Result:
    """Run a command line in this process."""
    return CliRunner().invoke(app, list(words))


def refusal(result: Result | subprocess.CompletedProcess[str]) -> str:
    """Return the one line with which a command was refused; fail if there is more or less."""
    code: Any = result.exit_code if isinstance(result, Result) else result.returncode
    assert code == 2, result
    assert not result.stdout
    assert result.stderr.endswith("\n")
    line, *others = result.stderr.splitlines()
    assert not others, result.stderr
    assert line.startswith("error: ")
    assert line.endswith((".", ";")) or "Fix: " in line
    return line.removeprefix("error: ")


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content, hidden ones as well."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextlib.contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """Have a disk of a size such as `256k`; skip the test where this process may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "riobravo-test", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this process may not mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def limit_files() -> None:
    """Let no file of this process grow beyond 40 kB, as on a disk that fills up."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
