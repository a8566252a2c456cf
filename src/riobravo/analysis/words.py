"""Numbers in words: natural frequencies, digits that the Monte Carlo error supports, verdicts."""

from __future__ import annotations

import math

MINUS = "\u2212"
NEARLY_ALL = 0.95
TWO_THIRDS = 2 / 3
NORMAL_95 = 1.959963984540054

VERDICT_SCALE: tuple[tuple[str, str], ...] = (
    ("nearly all worlds", "95 of 100 or more"),
    ("most worlds", "two thirds to 95 of 100"),
    ("about half of the worlds", "one third to two thirds"),
    ("few worlds", "5 of 100 to one third"),
    ("nearly no world", "5 of 100 or fewer"),
)


def rounding_step(error: float, finest: float = 0.0) -> float:
    """Give the step to round to: the smallest 1, 2 or 5 times a power of ten not below the error.

    Args:
        error: Monte Carlo standard error of the number, in its own unit; not negative.
        finest: the finest step that makes sense for the unit (1 for people).

    Returns:
        A step of at least `error` and at least `finest`; 0 when both are 0.
    """
    if not math.isfinite(error):
        return finest
    if error <= 0:
        return finest
    exponent = math.floor(math.log10(error))
    candidates = [
        lead * 10.0**power for power in (exponent - 1, exponent, exponent + 1) for lead in (1, 2, 5)
    ]
    step = min(candidate for candidate in candidates if candidate >= error)
    return max(step, finest)


def rounded(value: float, error: float, finest: float = 0.0) -> float:
    """Round a value to a multiple of the step that its Monte Carlo error supports.

    Args:
        value: the number to show.
        error: its Monte Carlo standard error, same unit.
        finest: the finest step that makes sense for the unit.
    """
    step = rounding_step(error, finest)
    return round(value / step) * step if step > 0 else value


def number(value: float, error: float = 0.0, finest: float = 1.0, *, signed: bool = False) -> str:
    """Write a number with thousands separators and no digit finer than its Monte Carlo error.

    Args:
        value: the number to show; text for "no value" is returned when it is not finite.
        error: its Monte Carlo standard error, same unit.
        finest: the finest step that makes sense for the unit (1 for people, 0.1 for percentages).
        signed: write a plus sign before positive numbers, as differences need.
    """
    if not math.isfinite(value):
        return "–"
    step = rounding_step(error, finest)
    shown = rounded(value, error, finest)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 1
    text = f"{abs(shown):,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        return "0"
    if shown < 0:
        return MINUS + text
    return f"+{text}" if signed else text


def percent(value: float, error: float = 0.0, *, signed: bool = True) -> str:
    """Write a percentage, by default with its sign, rounded to its Monte Carlo error."""
    text = number(value, error, 0.1, signed=signed)
    return text if text == "–" else f"{text}%"


def frequency(count: int, total: int) -> str:
    """Say a share of worlds as a natural frequency, honest at both ends.

    Args:
        count: worlds in which something happens, 0 to `total`.
        total: worlds simulated, at least 1.

    Returns:
        For example `"63 of 100 worlds"`. "All" and "none" only when exactly so; fewer than a
        hundred worlds are counted one by one instead of being scaled up to a hundred.
    """
    noun = "world" if total == 1 else "worlds"
    if count == total:
        return f"all {total:,} simulated {noun}" if total > 1 else "the one simulated world"
    if count == 0:
        return f"none of the {total:,} simulated {noun}"
    if total < 100:
        return f"{count} of {total} simulated worlds"
    share = count / total
    step = round(rounding_step(100 * share_error(count, total), 1.0))
    hundredths = round(100 * share / step) * step
    if hundredths >= 100:
        return f"more than {100 - step} of 100 worlds"
    if hundredths <= 0:
        return f"fewer than {step} of 100 worlds"
    return f"{hundredths} of 100 worlds"


def short_frequency(count: int, total: int) -> str:
    """Say the same share in the few characters that fit into a chart or a table cell.

    Args:
        count: worlds in which something happens, 0 to `total`.
        total: worlds simulated, at least 1.

    Returns:
        Worlds of a hundred, `">99"` and `"<1"` near the ends, `"all"` and `"0"` only when exact.
    """
    if count == total:
        return "all"
    if count == 0:
        return "0"
    if total < 100:
        return f"{count}/{total}"
    text = frequency(count, total).removesuffix(" of 100 worlds")
    return text.replace("more than ", ">").replace("fewer than ", "<")


def share_error(count: int, total: int) -> float:
    """Give the Monte Carlo standard error of a share of worlds, 0 to 0.5."""
    share = count / total
    return math.sqrt(share * (1 - share) / total)


def share_interval(count: int, total: int) -> tuple[float, float]:
    """Give the 95 % Wilson interval of a share of worlds (Wilson 1927).

    Args:
        count: worlds in which something happens, 0 to `total`.
        total: worlds simulated; with none the interval is everything.
    """
    if total == 0:
        return (0.0, 1.0)
    share, square = count / total, NORMAL_95**2
    centre = (share + square / (2 * total)) / (1 + square / total)
    half = NORMAL_95 * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    half /= 1 + square / total
    return (max(0.0, centre - half), min(1.0, centre + half))


def distinguishable(lower: int, higher: int) -> bool:
    """Tell whether Monte Carlo error can separate lower from higher; equal worlds do not count."""
    low, high = share_interval(lower, lower + higher)
    return low > 0.5 or high < 0.5


def verdict(count: int, total: int) -> str:
    """Name a share of worlds on the stated scale from "nearly all worlds" to "nearly no world"."""
    share = count / total
    if share >= NEARLY_ALL:
        return VERDICT_SCALE[0][0]
    if share >= TWO_THIRDS:
        return VERDICT_SCALE[1][0]
    if share > 1 - TWO_THIRDS:
        return VERDICT_SCALE[2][0]
    if share > 1 - NEARLY_ALL:
        return VERDICT_SCALE[3][0]
    return VERDICT_SCALE[4][0]


def comparison(value: float) -> str:
    """Name the direction of a difference in counts."""
    if value == 0:
        return "the same number"
    return "fewer" if value < 0 else "more"


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` characters, for texts inside pictures."""
    from textwrap import wrap

    return wrap(text, width) or [""]
