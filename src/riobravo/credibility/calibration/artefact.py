"""The calibration as a file: read, written, checked against today's data, and drawn from by members.

The shipped one stands in `shipped.json`. A study that asks for it draws the identified parameters of a
block jointly from its posterior, one row for each member; all others stay at their priors.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from riobravo.credibility.rounding import rounded
from riobravo.errors import DataError
from riobravo.world.streams import draw_members

Floats = NDArray[np.float64]

SHIPPED: Final = Path(__file__).parent / "shipped.json"
SEED: Final = 20260101
_REMEDY: Final = "`riobravo calibrate` makes one."
_ROW: Final = re.compile(r"\[\s+([-0-9.e,\s]+?)\s+\]")


@dataclass(frozen=True)
class Posterior:
    """Joint draws of identified parameters.

    Args:
        blocks: for each block its parameters, each with the same number of draws.
    """

    blocks: dict[str, dict[str, Floats]] = field(repr=False)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of all identified parameters."""
        return tuple(name for block in self.blocks.values() for name in block)

    def draw(
        self, seed: int, first: int, count: int, second: frozenset[str], offset: int
    ) -> dict[str, Floats]:
        """Return the values of some members, (count,) each.

        Args:
            seed: study seed.
            first: number of the first member.
            count: number of members.
            second: parameters that use the second set of random numbers; a block does if any of its own
                does.
            offset: where the second set begins.
        """
        found: dict[str, Floats] = {}
        for name, block in self.blocks.items():
            begin = first + offset * bool(second & set(block))
            u = draw_members(seed, f"calibration {name}", begin, count)
            for parameter, draws in block.items():
                found[parameter] = draws[np.minimum((u * len(draws)).astype(np.int64), len(draws) - 1)]
        return found

    def without(self, names: set[str]) -> Posterior:
        """Return the same posterior without some parameters."""
        kept = {
            name: {one: draws for one, draws in block.items() if one not in names}
            for name, block in self.blocks.items()
        }
        return Posterior({name: block for name, block in kept.items() if block})


@lru_cache(maxsize=4)
def load_calibration(path: Path = SHIPPED) -> dict[str, Any]:
    """Return a calibration.

    Raises:
        DataError: the file is missing or is no calibration.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != 1 or not content["blocks"]:
            raise ValueError("it is of another version")
    except FileNotFoundError:
        raise DataError(
            "there is no calibration.", file=path, fix="`riobravo calibrate` makes one."
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"this is no calibration ({error}).", file=path, fix=_REMEDY) from None
    return content


def posterior_of(calibration: dict[str, Any]) -> Posterior:
    """Return the joint draws that a calibration holds."""
    return Posterior(
        {
            name: {one: np.array(draws) for one, draws in block["draws"].items()}
            for name, block in calibration["blocks"].items()
            if block["draws"]
        }
    )


def what_changed(calibration: dict[str, Any], overlay: Path | None = None) -> list[str]:
    """Return sentences on what a calibration was made from and is no more; none if it is current.

    Args:
        calibration: what `load_calibration` returned.
        overlay: folder with newer series.
    """
    from riobravo.credibility.calibration.fingerprint import code_hash, prior_hash
    from riobravo.evidence.loading import load_ledger
    from riobravo.observed import data_hash

    manifest, ledger = calibration["manifest"], load_ledger()
    said = [
        f"the series {name} has changed since"
        for name, found in manifest["data"].items()
        if data_hash([name], overlay=overlay) != found
    ]
    said += [
        f"the prior of {name} has changed since"
        for name, found in manifest["priors"].items()
        if name not in ledger or prior_hash(ledger, name) != found
    ]
    return said + (
        ["the code of the calibration has changed since"] if manifest["code"] != code_hash() else []
    )


def write_calibration(calibration: dict[str, Any], path: Path) -> None:
    """Write a calibration, numbers at six significant digits.

    Raises:
        OutputError: the file cannot be written; what was there stays.
    """
    write_rounded(calibration, path)
    load_calibration.cache_clear()


def write_rounded(content: dict[str, Any], path: Path) -> None:
    """Write JSON, numbers at six significant digits and rows of numbers on a line each."""
    from riobravo.files import write_together

    text = json.dumps(rounded(content), indent=1, allow_nan=False) + "\n"
    text = _ROW.sub(lambda found: f"[{' '.join(found[1].split())}]", text)
    write_together(path.parent, {path.name: text})
