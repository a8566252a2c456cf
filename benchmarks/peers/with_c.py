"""C: written by hand and compiled there and then; left out with a message where no compiler is."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from peers.model import OUTCOMES, Cartels, Peer, Totals

FLAGS = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]


def peers(c: Cartels) -> list[Peer]:
    compiler = shutil.which("cc")
    if compiler is None:
        raise ImportError("there is no C compiler `cc`; install one to compare with C")
    told = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout
    number = told.splitlines()[0].split()[-1]
    folder = Path(tempfile.mkdtemp(prefix="riobravo-benchmark-"))
    found = []
    for name, define in (("splitmix64", []), ("Philox", ["-DPHILOX"])):
        target = folder / f"{name}.so"
        source = Path(__file__).with_name("kernel.c")
        subprocess.run([compiler, *FLAGS, *define, str(source), "-o", str(target), "-lm"], check=True)
        run = _bind(ctypes.CDLL(str(target)), c)
        found.append(Peer(f"C by hand, {name}", number, "stochastic", 1, 300, run, " ".join(FLAGS[:3])))
    return found


def _bind(library: Any, c: Cartels) -> Any:
    rates = np.array([c.recruitment, c.arrests, c.conflict, c.saturation])
    held = [np.ascontiguousarray(a) for a in (c.start, c.first, c.second, c.weight, c.restraint, rates)]

    def run(members: int, weeks: int, seed: int) -> Totals:
        out = np.zeros((members, 4))
        library.simulate(
            members,
            weeks,
            len(c.start),
            len(c.first),
            ctypes.c_uint64(seed),
            *[ctypes.c_void_p(a.ctypes.data) for a in held],
            ctypes.c_void_p(out.ctypes.data),
        )
        return {name: out[:, k] for k, name in enumerate(OUTCOMES)}

    return run
